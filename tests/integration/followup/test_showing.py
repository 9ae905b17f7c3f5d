"""What shows somebody: she sees it before she says whether others may; links to an address not hers end here too."""

from uuid import UUID, uuid4

import pytest

from followup.domain.pictures import drawn_anew
from shared.events.registration import ConsentPurpose
from tests.integration.followup.facts import FACILITATOR, Person, Told, revoked
from tests.integration.followup.pages.entering import coordinator, planner, somebody
from tests.integration.followup.test_voices import JPEG, agree, picture, voice
from tests.integration.followup.workbench import Workbench
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import signed_in


async def test_whoever_is_shown_sees_the_picture_its_caption_and_whether_she_agreed(
    bench: Workbench, told: Told, database: TestDatabase
) -> None:
    her, _ = told.people[:2]
    item = await picture(bench, told, told.people[:2])
    hers = bench.planner(her)
    before = len(await trail(database, "followup"))
    known = {"item": item, "training": str(told.training), "application": str(her.application), "kind": "picture"}
    said = {"state": "written", "text": "Canary caption", "agreed": False, "visible": False}
    assert await hers.get(f"/v1/items/{item}/mine") == {**known, **said}
    assert (await hers.http.get(f"/v1/items/{item}/picture")).content == drawn_anew(JPEG).content
    await agree(bench, her, 3, purpose=ConsentPurpose.MEDIA, item=UUID(item))
    listed = (await hers.get(f"/v1/trainings/{told.training}/items/mine"))["items"]
    assert [(one["item"], one["agreed"]) for one in listed] == [(item, True)]
    assert len(await trail(database, "followup")) == before


async def test_her_own_words_are_among_what_shows_her(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    item = (await voice(bench, told, her))["item"]
    listed = (await bench.planner(her).get(f"/v1/trainings/{told.training}/items/mine"))["items"]
    assert [(one["item"], one["kind"], one["text"]) for one in listed] == [(item, "testimonial", "Canary voice")]


@pytest.mark.parametrize("path", ["/mine", "/picture"])
async def test_whoever_is_not_shown_does_not_hear_that_there_is_one(bench: Workbench, told: Told, path: str) -> None:
    her, other = told.people[:2]
    item = await picture(bench, told, [her])
    stranger = bench.planner(other)
    assert await stranger.refused("GET", f"/v1/items/{item}{path}") == "not-known-here"
    assert await stranger.refused("GET", f"/v1/items/{uuid4()}{path}") == "not-known-here"
    assert (await stranger.get(f"/v1/trainings/{told.training}/items/mine"))["items"] == []


async def test_what_shows_her_elsewhere_is_not_listed_here(bench: Workbench, told: Told) -> None:
    other = Told(people=[Person()])
    await bench.hear(*other.facts())
    await picture(bench, other, [told.people[0]])
    hers = bench.planner(told.people[0])
    assert (await hers.get(f"/v1/trainings/{told.training}/items/mine"))["items"] == []


async def test_from_her_letter_she_comes_to_the_picture_and_from_there_to_where_she_answers(
    bench: Workbench, told: Told
) -> None:
    her = told.people[0]
    item = await picture(bench, told, [her])
    visitor = await planner(bench, her)
    await visitor.follow("Pictures of me and my texts")
    assert "Canary caption" in visitor.words
    (shown,) = visitor.page.select("img.picture")
    file = await visitor.http.get(str(shown["src"]))
    assert (file.content, file.headers["cache-control"]) == (drawn_anew(JPEG).content, "no-store")
    ways = [str(one["href"]) for one in visitor.page.select('a[href^="/registration/applications"]')]
    answered_at = f"/registration/applications/{her.application}/consents?purpose=media&item={item}"
    assert ways == [answered_at]
    await visitor.open(f"/items/{item}")
    assert [str(one["href"]) for one in visitor.page.select('a[href^="/registration/applications"]')] == ways
    assert "caption" not in visitor.title.casefold()


async def test_whoever_facilitates_and_is_shown_sees_it_where_the_coordinator_says_and_answers(
    bench: Workbench, told: Told
) -> None:
    item = await picture(bench, told, [Person(FACILITATOR)])
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/items")
    assert f"/followup/items/{item}" in staff.words
    visitor = await signed_in(bench.service, somebody(bench), "facilitator", FACILITATOR)
    await visitor.open(f"/items/{item}")
    assert "Canary caption" in visitor.words
    assert (await visitor.http.get(f"/followup/items/{item}/picture")).is_success
    (way,) = [str(one["href"]) for one in visitor.page.select('a[href^="/registration/people"]')]
    assert way == f"/registration/people/{FACILITATOR}/consents?purpose=media&item={item}"
    other = await signed_in(bench.service, somebody(bench), "facilitator", uuid4())
    await other.open(f"/items/{item}", status=404)


async def test_from_her_testimonial_she_comes_to_where_she_answers_for_it_alone(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    item = (await voice(bench, told, her))["item"]
    visitor = await planner(bench, her)
    await visitor.open(f"/trainings/{told.training}/testimonials")
    await visitor.follow("Say whether it may be shown")
    assert visitor.here == f"/followup/items/{item}"
    (way,) = [str(one["href"]) for one in visitor.page.select('a[href^="/registration/applications"]')]
    assert way.endswith(f"?purpose=voice&item={item}")


async def test_nobody_else_is_shown_the_page_of_an_item(bench: Workbench, told: Told) -> None:
    item = await picture(bench, told, [told.people[0]])
    await (await planner(bench, told.people[1])).open(f"/items/{item}", status=404)
    await (await coordinator(bench)).open(f"/items/{item}", status=403)


async def test_links_that_went_to_a_wrong_address_open_nothing_and_end_what_was_opened(
    bench: Workbench, told: Told
) -> None:
    her, other = told.people[:2]
    visitor, path = await planner(bench, her), f"/v1/trainings/{told.training}/plans"
    await bench.hear(revoked(her, 3, her.feedback))
    assert await bench.planner(her).refused("GET", path) == "link-not-known"
    await visitor.open(f"/trainings/{told.training}/mine", status=401)
    offered = f"/v1/trainings/{told.training}/feedback"
    assert await bench.anyone.link(her.feedback).refused("POST", offered, {}) == "invalid-request"
    await bench.planner(other).get(path)
