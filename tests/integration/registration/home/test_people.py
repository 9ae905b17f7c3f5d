"""People who work for trainings, and what those agree to who take part."""

from uuid import uuid4

import pytest

from tests.integration.registration.home.workbench import Bench
from tests.support.servers import TestDatabase
from tests.support.trail import trail

BODY = {"kind": "reviewer", "name": "Somebody", "contact": "r1@example.org", "country": "TJ", "languages": ["ru"]}


async def test_the_same_contact_is_the_same_person_with_one_more_kind(bench: Bench) -> None:
    first = await bench.coordinator.post("/v1/people", BODY)
    second = await bench.coordinator.post(
        "/v1/people", {**BODY, "kind": "mentor", "contact": " R1@Example.org".strip()}
    )
    assert second == {**first, "kinds": ["mentor", "reviewer"]}


async def test_name_and_contact_are_shown_to_a_coordinator_and_that_is_noted(
    bench: Bench, database: TestDatabase
) -> None:
    person = await bench.person("guest", "g1@example.org")
    shown = await bench.coordinator.get(f"/v1/people/{person}")
    assert (shown["name"], shown["contact"]) == ("Somebody", "g1@example.org")
    assert [line.person for line in await trail(database, "registration", "person-read")] == [person]


async def test_an_unknown_person_is_not_known_here(bench: Bench) -> None:
    for path in ("", "/letters"):
        assert await bench.coordinator.refused("GET", f"/v1/people/{uuid4()}{path}") == "not-known-here"


async def test_no_other_role_sees_people(bench: Bench) -> None:
    person = await bench.person("mentor", "m1@example.org")
    for role in ("reviewer", "mentor", "facilitator", "operator", "auditor"):
        staff = bench.anyone.staff(role, person)
        for path in ("", "/letters"):
            assert await staff.refused("GET", f"/v1/people/{person}{path}") == "not-allowed"
        assert await staff.refused("POST", "/v1/people", BODY) == "not-allowed"


async def test_each_change_of_a_consent_is_said_and_the_newest_is_shown(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    item = str(uuid4())
    path = f"{applicant.path}/consents"
    for given in (True, False):
        consent = {"purpose": "media", "item": item, "given": given, "text_version": 2}
        await applicant.link.put(path, consent)
    await applicant.link.put(path, {"purpose": "voice", "given": True, "text_version": 1})
    said = [fact.value for fact in await bench.said("ConsentChanged")]
    assert [(one["given"], one.get("item"), one["version"]) for one in said] == [
        (True, item, 1),
        (False, item, 2),
        (True, None, 3),
    ]
    shown = [(one["purpose"], one["item"], one["given"]) for one in (await applicant.link.get(path))["items"]]
    assert sorted(shown) == [("media", item, False), ("voice", None, True)]


@pytest.mark.parametrize("kind", ["guest", "facilitator"])
async def test_of_whom_something_is_written_in_public_she_consents_by_a_link_of_her_own(
    bench: Bench, kind: str
) -> None:
    person, other = await bench.person(kind, "g1@example.org"), await bench.person(kind, "g2@example.org")
    await bench.post()
    link = bench.anyone.link(bench.office.token("g1@example.org", "What you agree to"))
    consent = {"purpose": "public-text", "given": True, "text_version": 1}
    await link.put(f"/v1/people/{person}/consents", consent)
    (said,) = [fact.value for fact in await bench.said("ConsentChanged")]
    assert (said["participant"], said["purpose"], said["given"]) == (str(person), "public-text", True)
    for reader in (link, bench.coordinator):
        assert [one["given"] for one in (await reader.get(f"/v1/people/{person}/consents"))["items"]] == [True]
    assert await link.refused("PUT", f"/v1/people/{other}/consents", consent) == "not-allowed"
    assert await bench.coordinator.refused("PUT", f"/v1/people/{person}/consents", consent) == "not-allowed"


async def test_of_whom_nothing_is_written_in_public_nothing_is_asked(bench: Bench) -> None:
    await bench.person("reviewer", "r1@example.org")
    await bench.post()
    assert bench.office.mails == []


async def test_only_she_gives_her_consent(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    consent = {"purpose": "voice", "given": True, "text_version": 1}
    assert await bench.coordinator.refused("PUT", f"{applicant.path}/consents", consent) == "not-allowed"
