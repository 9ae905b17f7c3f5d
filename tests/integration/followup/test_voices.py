"""Testimonials and pictures: public while they are released, past the embargo, and everybody shown agrees."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from followup.domain.pictures import drawn_anew
from shared.events.registration import ConsentPurpose
from shared.events.scheduling import Sensitivity
from tests.integration.followup.facts import Person, Told, consent
from tests.integration.followup.workbench import Json, Workbench
from tests.support.pictures import taken

JPEG, PNG = taken("JPEG"), taken("PNG")
EMBARGO = datetime(2017, 5, 31, 19, tzinfo=UTC)


async def voice(bench: Workbench, told: Told, person: Person) -> Json:
    path = f"/v1/trainings/{told.training}/testimonials"
    return dict(await bench.planner(person).post(path, {"text": "Canary voice"}))


async def upload(bench: Workbench, training: UUID, shown: list[Person], content: bytes = JPEG) -> Any:
    """The response."""
    fields = {"caption": "Canary caption", "shown": [str(person.participant) for person in shown]}
    file = {"file": ("picture.gif", content, "image/gif")}
    path = f"/v1/trainings/{training}/pictures"
    return await bench.coordinator.http.post(path, data=fields, files=file)


async def picture(bench: Workbench, told: Told, shown: list[Person], content: bytes = JPEG) -> str:
    response = await upload(bench, told.training, shown, content)
    assert response.status_code == 201, response.text
    return str(response.json()["item"])


async def release(bench: Workbench, item: str) -> None:
    await bench.coordinator.post(f"/v1/items/{item}/release")


async def agree(bench: Workbench, person: Person, version: int, **told: Any) -> None:
    purpose = told.pop("purpose", ConsentPurpose.VOICE)
    await bench.hear(consent(person, told.get("item"), version, given=told.get("given", True), purpose=purpose))


async def shown(bench: Workbench, told: Told) -> Json:
    return dict(await bench.anyone.get(f"/v1/public/trainings/{told.training}"))


async def test_a_voice_is_public_once_it_is_released_and_she_agrees(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    written = await voice(bench, told, her)
    assert (written["state"], written["visible"]) == ("written", False)

    await release(bench, written["item"])
    assert (await shown(bench, told))["voices"] == []
    await agree(bench, her, 3, item=UUID(written["item"]))
    assert (await shown(bench, told))["voices"] == [{"item": written["item"], "text": "Canary voice"}]


async def test_a_consent_withdrawn_hides_it_at_once_and_one_for_everything_shows_it_again(
    bench: Workbench, told: Told
) -> None:
    her = told.people[0]
    item = (await voice(bench, told, her))["item"]
    await release(bench, item)
    await agree(bench, her, 3, item=UUID(item))
    await agree(bench, her, 4, item=UUID(item), given=False)
    assert (await shown(bench, told))["voices"] == []

    await agree(bench, her, 5)
    assert [one["item"] for one in (await shown(bench, told))["voices"]] == [item]


async def test_agreeing_to_be_heard_is_not_agreeing_to_be_seen(bench: Workbench, told: Told) -> None:
    item = await picture(bench, told, told.people[:1])
    await release(bench, item)
    await agree(bench, told.people[0], 3)

    assert (await shown(bench, told))["pictures"] == []


@pytest.mark.parametrize(("content", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
async def test_a_picture_is_public_while_everybody_shown_agrees(
    bench: Workbench, told: Told, content: bytes, media_type: str
) -> None:
    item = await picture(bench, told, told.people[:2], content)
    path = f"/v1/public/pictures/{item}"
    await release(bench, item)
    await agree(bench, told.people[0], 3, purpose=ConsentPurpose.MEDIA)
    assert await bench.anyone.refused("GET", path) == "not-public"

    await agree(bench, told.people[1], 3, purpose=ConsentPurpose.MEDIA)
    response = await bench.anyone.http.get(path)
    assert (response.content, response.headers["content-type"]) == (drawn_anew(content).content, media_type)
    assert response.headers["x-content-type-options"] == "nosniff"
    assert (await shown(bench, told))["pictures"] == [{"item": item, "caption": "Canary caption"}]


async def test_a_picture_that_shows_nobody_needs_nobodys_consent(bench: Workbench, told: Told) -> None:
    item = await picture(bench, told, [])
    await release(bench, item)

    assert [one["item"] for one in (await shown(bench, told))["pictures"]] == [item]


async def test_what_is_taken_back_is_hidden_and_may_be_released_again(bench: Workbench, told: Told) -> None:
    item = await picture(bench, told, [])
    await release(bench, item)
    assert await bench.coordinator.refused("POST", f"/v1/items/{item}/release") == "not-in-this-state"
    await bench.coordinator.post(f"/v1/items/{item}/retraction")
    assert (await shown(bench, told))["pictures"] == []

    await release(bench, item)
    assert len((await shown(bench, told))["pictures"]) == 1


@pytest.mark.parametrize("sensitivity", [Sensitivity.DISCREET, Sensitivity.OPEN])
async def test_under_an_embargo_nothing_is_public(bench: Workbench, sensitivity: Sensitivity) -> None:
    told = Told(sensitivity=sensitivity, publish_not_before=EMBARGO)
    await bench.hear(*told.facts())
    item = await picture(bench, told, [])
    await release(bench, item)
    page, file = f"/v1/public/trainings/{told.training}", f"/v1/public/pictures/{item}"
    bench.clock.time = EMBARGO - timedelta(seconds=1)
    assert [await bench.anyone.refused("GET", path) for path in (page, file)] == ["not-public"] * 2

    bench.clock.time = EMBARGO
    assert [one["item"] for one in (await shown(bench, told))["pictures"]] == [item]
    assert (await bench.anyone.http.get(file)).content == drawn_anew(JPEG).content


async def test_a_closed_training_is_never_public(bench: Workbench) -> None:
    told = Told(sensitivity=Sensitivity.CLOSED)
    await bench.hear(*told.facts())
    bench.clock.time = datetime(2030, 1, 1, tzinfo=UTC)

    assert await bench.anyone.refused("GET", f"/v1/public/trainings/{told.training}") == "not-public"


async def test_a_file_that_is_no_picture_is_refused_whatever_it_says_it_is(bench: Workbench, told: Told) -> None:
    response = await upload(bench, told.training, [], b"<svg onload='alert(1)'/>")

    assert (response.status_code, response.json()["code"]) == (422, "picture-type-unknown")


async def test_a_picture_has_at_most_five_mebibytes(bench: Workbench, told: Told) -> None:
    most = JPEG.ljust(5 * 1024 * 1024, b" ")
    assert (await upload(bench, told.training, [], most)).status_code == 201

    response = await upload(bench, told.training, [], most + b" ")
    assert (response.status_code, response.json()["code"]) == (413, "picture-too-large")


async def test_of_minors_there_are_no_pictures(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0], minors=True, second_adult=True)
    await bench.hear(cascade.completed(attended=0))
    response = await upload(bench, cascade.training, [])

    assert (response.status_code, response.json()["code"]) == (409, "no-pictures-of-minors")


async def test_the_coordinator_sees_who_agrees_and_the_file(bench: Workbench, told: Told) -> None:
    item = await picture(bench, told, told.people[:2])
    await agree(bench, told.people[1], 3, purpose=ConsentPurpose.MEDIA)
    (listed,) = (await bench.coordinator.get(f"/v1/trainings/{told.training}/items"))["items"]

    assert sorted(listed["shown"]) == sorted(str(one.participant) for one in told.people[:2])
    assert listed["consenting"] == [str(told.people[1].participant)]
    assert (listed["text"], listed["state"], listed["visible"]) == ("Canary caption", "written", False)
    assert (await bench.coordinator.http.get(f"/v1/items/{item}/picture")).content == drawn_anew(JPEG).content


async def test_a_writer_reads_her_own_testimonials_alone(bench: Workbench, told: Told) -> None:
    written = await voice(bench, told, told.people[0])
    await voice(bench, told, told.people[1])
    own = await bench.planner(told.people[0]).get(f"/v1/trainings/{told.training}/testimonials")

    assert [one["item"] for one in own["items"]] == [written["item"]]
