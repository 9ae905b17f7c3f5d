"""The list of organisations from which people come, and what an application may name of it."""

import asyncio
from importlib.resources import files

from shared.runtime.database import connect
from tests.integration.registration.home.workbench import Bench
from tests.support.paged import come_in_pages
from tests.support.servers import TestDatabase

LIST = "/v1/organisations"
MIGRATION = files("registration") / "migrations" / "0123_organisation.sql"


async def test_an_organisation_is_added_and_shown(bench: Bench) -> None:
    added = await bench.organisation("PARASTOR", "Parastor")

    assert added == {"organisation": "PARASTOR", "name": "Parastor", "country": "TJ"}
    assert await bench.coordinator.get(f"{LIST}/PARASTOR") == added
    assert await bench.coordinator.get(LIST) == {"items": [added]}


async def test_organisations_come_in_pages_by_code(bench: Bench) -> None:
    for code in ("C", "A", "B"):
        await bench.organisation(code)

    await come_in_pages(bench.coordinator, LIST, 3)
    assert [one["organisation"] for one in (await bench.coordinator.get(LIST))["items"]] == ["A", "B", "C"]


async def test_a_code_is_given_once_whatever_the_size_of_its_letters(bench: Bench) -> None:
    await bench.organisation("PARASTOR")

    for code in ("PARASTOR", "Parastor"):
        assert await bench.coordinator.refused("POST", LIST, {"organisation": code, "name": "Another"}) == "code-taken"
    assert len((await bench.coordinator.get(LIST))["items"]) == 1


async def test_of_two_sizes_of_the_same_letters_at_once_one_is_taken(bench: Bench) -> None:
    both = [{"organisation": code, "name": "Parastor"} for code in ("PARASTOR", "parastor")]
    asked = (bench.coordinator.http.post("/v1/organisations", json=one) for one in both)
    assert sorted([answer.status_code for answer in await asyncio.gather(*asked)]) == [201, 409]


async def test_what_is_said_of_an_organisation_is_put_right_from_what_was_seen(bench: Bench) -> None:
    await bench.organisation("PARASTOR", "Parastr")
    path = f"{LIST}/PARASTOR"
    seen = (await bench.coordinator.http.get(path)).headers["etag"]
    await bench.coordinator.put(path, {"name": "Parastor"}, seen=seen)

    assert await bench.coordinator.get(path) == {"organisation": "PARASTOR", "name": "Parastor", "country": None}
    await bench.coordinator.put(path, {"name": "Parastr"}, 412, seen=seen)
    assert (await bench.coordinator.http.put(path, json={"name": "Parastr"})).status_code == 428


async def test_what_is_not_on_the_list_is_neither_shown_nor_put_right(bench: Bench) -> None:
    await bench.organisation("PARASTOR")

    assert await bench.coordinator.refused("GET", f"{LIST}/PARASTR") == "not-known-here"
    assert await bench.coordinator.refused("PUT", f"{LIST}/PARASTR", {"name": "Parastor"}) == "not-known-here"


async def test_an_application_names_what_is_on_the_list_alone(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    path = f"{applicant.path}/organisation"
    await bench.organisation("PARASTOR")
    await bench.coordinator.put(path, {"organisation": "PARASTOR"})
    response = await bench.coordinator.http.put(path, json={"organisation": "parastor"}, headers={"If-Match": "*"})

    assert (response.status_code, response.json()["code"]) == (422, "unknown-organisation")
    assert response.json()["organisation"] == "parastor"
    assert "ask a coordinator" in response.json()["detail"]
    assert (await bench.coordinator.get(f"{applicant.path}/standing"))["organisation"] == "PARASTOR"


async def test_an_application_may_name_none(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    await bench.organisation("PARASTOR")
    for named in ("PARASTOR", None):
        await bench.coordinator.put(f"{applicant.path}/organisation", {"organisation": named})
        assert (await bench.coordinator.get(f"{applicant.path}/standing"))["organisation"] == named


async def test_what_applications_named_before_there_was_a_list_is_on_it(bench: Bench, database: TestDatabase) -> None:
    training = await bench.called()
    await bench.organisation("PARASTOR", "Parastor")
    for contact in ("a@example.org", "b@example.org", "c@example.org"):
        applicant = await bench.submitted(training, contact)
        named = None if contact.startswith("c") else "PARASTOR"
        await bench.coordinator.put(f"{applicant.path}/organisation", {"organisation": named})
    up, _, down = MIGRATION.read_text().partition("-- migrate:down")
    owner = await connect(database.owner_dsn("registration"))
    await owner.execute(down)
    await owner.execute(up)
    await owner.close()

    (kept,) = (await bench.coordinator.get(LIST))["items"]
    assert kept == {"organisation": "PARASTOR", "name": "PARASTOR", "country": None}
    await bench.coordinator.put(f"{LIST}/PARASTOR", {"name": "Parastor"})
