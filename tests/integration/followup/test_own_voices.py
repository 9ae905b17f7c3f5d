"""Her testimonial is hers: she writes it anew and deletes it; before it could tell where somebody is she is asked."""

from uuid import UUID

import pytest

from tests.integration.followup.facts import Told
from tests.integration.followup.test_voices import agree, picture, release, shown, upload, voice
from tests.integration.followup.workbench import Json, Workbench
from tests.support.pictures import taken
from tests.support.servers import TestDatabase
from tests.support.trail import trail

TELLING = {"text": "Write to zarina@example.org"}


async def public(bench: Workbench, told: Told) -> str:
    """Her testimonial that anybody reads."""
    her = told.people[0]
    item = str((await voice(bench, told, her))["item"])
    await agree(bench, her, 3, item=UUID(item))
    await release(bench, item)
    assert [one["text"] for one in (await shown(bench, told))["voices"]] == ["Canary voice"]
    return item


async def test_other_words_are_shown_to_nobody_until_they_are_released_too(bench: Workbench, told: Told) -> None:
    item = await public(bench, told)
    again = await bench.planner(told.people[0]).put(f"/v1/items/{item}", {"text": "Canary again"})

    assert (again["text"], again["state"], again["visible"]) == ("Canary again", "written", False)
    assert (await shown(bench, told))["voices"] == []
    await release(bench, item)
    assert [one["text"] for one in (await shown(bench, told))["voices"]] == ["Canary again"]


async def test_the_same_words_again_change_nothing(bench: Workbench, told: Told) -> None:
    item = await public(bench, told)
    again = await bench.planner(told.people[0]).put(f"/v1/items/{item}", {"text": "Canary voice"})

    assert (again["state"], again["visible"]) == ("released", True)


async def test_she_changes_what_she_saw_alone(bench: Workbench, told: Told) -> None:
    her, item = bench.planner(told.people[0]), (await voice(bench, told, told.people[0]))["item"]
    path = f"/v1/items/{item}"
    seen = (await her.http.get(path)).headers["etag"]
    await her.put(path, {"text": "From another page"}, seen=seen)

    assert (await her.http.put(path, json={"text": "Lost"})).json()["code"] == "precondition-missing"
    assert (await her.put(path, {"text": "Lost"}, 412, seen=seen))["code"] == "changed-meanwhile"
    refused = await her.http.delete(path, headers={"If-Match": seen})
    assert (refused.status_code, (await her.get(path))["text"]) == (412, "From another page")


async def test_what_was_written_anew_meanwhile_is_not_released_by_whoever_read_the_former(
    bench: Workbench, told: Told
) -> None:
    path = f"/v1/items/{(await voice(bench, told, told.people[0]))['item']}"
    read = (await bench.coordinator.http.get(path)).headers["etag"]
    await bench.planner(told.people[0]).put(path, {"text": "Canary again"})

    assert (await bench.coordinator.post(f"{path}/release", status=412, seen=read))["code"] == "changed-meanwhile"
    again = (await bench.coordinator.http.get(path)).headers["etag"]
    assert (await bench.coordinator.post(f"{path}/release", seen=again))["state"] == "released"


async def test_what_she_deletes_is_gone_at_once_also_where_anybody_read_it(bench: Workbench, told: Told) -> None:
    item, her = await public(bench, told), bench.planner(told.people[0])
    kept = await bench.planner(told.people[1]).post(f"/v1/trainings/{told.training}/testimonials", {"text": "Stays"})
    assert (await her.http.delete(f"/v1/items/{item}")).status_code == 204

    assert (await shown(bench, told))["voices"] == []
    assert (await her.get(f"/v1/trainings/{told.training}/testimonials"))["items"] == []
    listed = (await bench.coordinator.get(f"/v1/trainings/{told.training}/items"))["items"]
    assert [one["item"] for one in listed] == [kept["item"]]
    assert await her.refused("DELETE", f"/v1/items/{item}") == "not-known-here"
    assert await bench.count("select count(*) from item") == 1


async def test_her_consent_to_what_she_deleted_shows_nothing_else(bench: Workbench, told: Told) -> None:
    item, her = await public(bench, told), told.people[0]
    await bench.planner(her).http.delete(f"/v1/items/{item}")
    other = (await voice(bench, told, her))["item"]
    await release(bench, other)

    assert (await shown(bench, told))["voices"] == []


async def test_nobody_else_reads_changes_or_deletes_it(bench: Workbench, told: Told) -> None:
    path = f"/v1/items/{(await voice(bench, told, told.people[0]))['item']}"
    other, body = bench.planner(told.people[1]), {"text": "Not hers"}

    for method in ("GET", "PUT", "DELETE"):
        assert await other.refused(method, path, body if method == "PUT" else None) == "not-known-here"
    for method in ("PUT", "DELETE"):
        assert await bench.coordinator.refused(method, path, body if method == "PUT" else None) == "not-allowed"
    assert (await bench.coordinator.get(path))["text"] == "Canary voice"


async def test_who_is_on_a_picture_deletes_no_picture(bench: Workbench, told: Told) -> None:
    path = f"/v1/items/{await picture(bench, told, told.people[:1])}"

    assert await bench.planner(told.people[0]).refused("DELETE", path) == "not-permitted"
    assert (await bench.coordinator.get(path))["kind"] == "picture"


async def test_words_by_which_somebody_could_be_found_are_kept_once_she_means_them(
    bench: Workbench, told: Told
) -> None:
    her, path = bench.planner(told.people[0]), f"/v1/trainings/{told.training}/testimonials"
    refused = await her.post(path, TELLING, 422)
    assert (refused["code"], refused["found"]) == ("may-tell-where-somebody-is", ["email"])
    assert "zarina" not in str(refused)
    assert (await her.get(path))["items"] == []

    item = (await her.post(path, {**TELLING, "all_the_same": True}))["item"]
    again = {"text": "Call +992 90 123 45 67"}
    assert (await her.put(f"/v1/items/{item}", again, 422))["found"] == ["phone"]
    assert (await her.get(f"/v1/items/{item}"))["text"] == TELLING["text"]
    assert (await her.put(f"/v1/items/{item}", {**again, "all_the_same": True}))["text"] == again["text"]


async def test_so_is_the_caption_of_a_picture(bench: Workbench, told: Told) -> None:
    fields: Json = {"caption": "ул. Айни, 14"}
    file = {"file": ("picture.jpeg", taken("JPEG"), "image/jpeg")}
    path = f"/v1/trainings/{told.training}/pictures"
    refused = await bench.coordinator.http.post(path, data=fields, files=file)
    assert (refused.status_code, refused.json()["found"]) == (422, ["address"])
    assert await bench.count("select count(*) from item") == 0

    kept = await bench.coordinator.http.post(path, data={**fields, "all_the_same": "true"}, files=file)
    assert (kept.status_code, kept.json()["text"]) == (201, "ул. Айни, 14")
    assert (await upload(bench, told.training, [])).status_code == 201


@pytest.mark.parametrize("how", ["rewritten", "deleted"])
async def test_what_became_of_it_is_noted_with_who_did_it(
    bench: Workbench, told: Told, database: TestDatabase, how: str
) -> None:
    her = told.people[0]
    path = f"/v1/items/{(await voice(bench, told, her))['item']}"
    if how == "rewritten":
        await bench.planner(her).put(path, {"text": "Canary again"})
    else:
        await bench.planner(her).http.delete(path)
    written = [(line.who, line.action, line.person) for line in await trail(database, "followup")]
    action = {"rewritten": "testimonial-changed", "deleted": "testimonial-deleted"}[how]

    assert written[-1] == (her.participant, action, her.participant)
