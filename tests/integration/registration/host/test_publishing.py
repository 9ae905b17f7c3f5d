"""Of several drafts one is published, by one act, as whoever published it saw it; and what is compared before."""

import asyncio
from typing import Any

import pytest

from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.host.homes import CLOSED, Applicant, Home
from tests.integration.registration.host.workbench import Bench, Call, drafted, reviewed_call

Json = dict[str, Any]

AT_MOST_TWO = Quota(id="TJ", where={"country": "TJ"}, maximum=2)
AT_LEAST_TWO = Quota(id="GE", where={"country": "GE"}, minimum=2)


async def tag(bench: Bench, draft: Json) -> str:
    return str((await bench.coordinator.http.get(f"/v1/selections/{draft['selection']}")).headers["etag"])


async def publish(bench: Bench, draft: Json, seen: str | None) -> Any:
    headers = {} if seen is None else {"If-Match": seen}
    return await bench.coordinator.http.post(f"/v1/selections/{draft['selection']}/publication", headers=headers)


def told(response: Any) -> tuple[int, str]:
    return response.status_code, response.json().get("code") or response.json()["state"]


async def assess_anew(call: Call, code: str, score: int) -> None:
    """Her home says so, and closes its reviews again."""
    call[code].score = score
    home = Home(call.training.id, version=1)
    await call.bench.hear(call[code].reviewed(), home.closed(*call.applicants.values()))


async def two(bench: Bench) -> tuple[Call, list[Json]]:
    call = await reviewed_call(bench)
    return call, [await drafted(call, seed=seed) for seed in (1, 2)]


async def test_publishing_names_the_draft_as_it_was_looked_at(bench: Bench) -> None:
    draft = await drafted(await reviewed_call(bench))
    seen = await tag(bench, draft)
    assert told(await publish(bench, draft, None)) == (428, "precondition-missing")
    assert told(await publish(bench, draft, '"another"')) == (412, "changed-meanwhile")
    assert await bench.said("SelectionDecided") == []
    published = await publish(bench, draft, seen)
    assert told(published) == (201, "published")
    assert published.headers["etag"] == await tag(bench, draft) != seen


async def test_the_tag_is_another_once_somebody_in_it_is_assessed_anew(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    seen = await tag(bench, draft)
    await assess_anew(call, "TJ-01", 9100)
    assert told(await publish(bench, draft, seen)) == (412, "changed-meanwhile")


async def test_a_draft_says_what_it_was_made_from(bench: Bench) -> None:
    call = await reviewed_call(bench)
    first = await drafted(call)
    document = await bench.coordinator.get(f"/v1/selections/{first['selection']}/document")
    assert document["decision"]["input_hash"] == first["input_hash"] == (await drafted(call))["input_hash"]
    await assess_anew(call, "TJ-04", 6100)
    assert (await drafted(call))["input_hash"] != first["input_hash"]


async def refusal(bench: Bench, draft: Json) -> Json:
    answer = await publish(bench, draft, await tag(bench, draft))
    assert answer.status_code == 409
    return dict(answer.json())


async def test_no_draft_is_published_that_somebody_who_was_assessed_higher_meanwhile_would_beat(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    await assess_anew(call, "TJ-04", 9500)
    told = await refusal(bench, draft)
    assert (told["code"], told["assessed_anew"], told["changed"]) == ("selection-stale", ["TJ-04"], ["TJ-04"])
    assert "TJ-04 was assessed anew" in told["detail"]
    assert await bench.said("SelectionDecided") == []
    again = await drafted(call)
    assert "TJ-04" in {one["code"] for one in again["selected"]}
    assert (await publish(bench, again, await tag(bench, again))).status_code == 201


async def test_no_draft_is_published_that_somebody_who_came_meanwhile_would_beat(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft, late = await drafted(call), Applicant(call.training.id, "TJ-09", 9900)
    everybody = (*call.applicants.values(), late)
    await bench.hear(late.submitted(), late.reviewed(), Home(call.training.id, version=1).closed(*everybody))
    told = await refusal(bench, draft)
    assert (told["code"], told["came"], told["changed"]) == ("selection-stale", ["TJ-09"], ["TJ-09"])


async def test_no_draft_is_published_under_quotas_that_are_others_now(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    await bench.hear(call.training.changed(ChangedPart.QUOTAS, at=CLOSED, quotas=(AT_LEAST_TWO,)))
    told = await refusal(bench, draft)
    assert (told["code"], told["changed"]) == ("selection-stale", ["training"])
    assert await bench.said("SelectionDecided") == []


async def test_who_is_not_in_it_and_goes_or_is_reviewed_with_the_same_marks_changes_nothing_of_a_draft(
    bench: Bench,
) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call, reserve=1)
    outside = next(code for code in call.applicants if code not in chosen_in(draft))
    await assess_anew(call, outside, call[outside].score)
    await bench.hear(call[outside].withdrawn(), Home(call.training.id, version=2).closed(*call.applicants.values()))
    assert told(await publish(bench, draft, await tag(bench, draft))) == (201, "published")


def chosen_in(draft: Json) -> set[str]:
    return {one["code"] for one in (*draft["selected"], *draft["reserve"])}


async def test_a_draft_whose_training_is_decided_is_told_that_and_not_what_changed_since(bench: Bench) -> None:
    call, (first, second) = await two(bench)
    await publish(bench, first, await tag(bench, first))
    await bench.hear(call["TJ-01"].withdrawn(), call["TJ-04"].reviewed())
    assert (await refusal(bench, second))["code"] == "already-decided"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_of_two_drafts_the_second_finds_the_training_decided(bench: Bench, order: tuple[int, int]) -> None:
    _, drafts = await two(bench)
    first, second = (drafts[place] for place in order)
    tags = [await tag(bench, one) for one in (first, second)]
    assert told(await publish(bench, first, tags[0])) == (201, "published")
    assert told(await publish(bench, second, tags[1])) == (409, "already-decided")
    assert len(await bench.said("SelectionDecided")) == 1


async def test_of_two_people_who_publish_two_drafts_at_once_one_does(bench: Bench) -> None:
    _, drafts = await two(bench)
    tags = [await tag(bench, one) for one in drafts]
    answers = await asyncio.gather(*[publish(bench, one, seen) for one, seen in zip(drafts, tags, strict=True)])
    assert sorted(map(told, answers)) == [(201, "published"), (409, "already-decided")]
    assert len(await bench.said("SelectionDecided")) == 1


async def test_of_two_people_who_publish_the_same_draft_at_once_one_does(bench: Bench) -> None:
    draft = await drafted(await reviewed_call(bench))
    seen = await tag(bench, draft)
    answers = await asyncio.gather(*[publish(bench, draft, seen) for _ in range(2)])
    assert sorted(map(told, answers)) == [(201, "published"), (412, "changed-meanwhile")]
    assert len(await bench.said("SelectionDecided")) == 1


async def test_a_draft_that_was_discarded_meanwhile_is_not_published(bench: Bench) -> None:
    draft = await drafted(await reviewed_call(bench))
    seen = await tag(bench, draft)
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/discarding", seen=seen)
    assert told(await publish(bench, draft, seen)) == (412, "changed-meanwhile")
    assert told(await publish(bench, draft, "*")) == (409, "not-in-this-state")


async def test_drafts_are_compared_by_who_changes_and_what_quotas_give_and_cost(bench: Bench) -> None:
    call = await reviewed_call(bench, quotas=(AT_MOST_TWO, AT_LEAST_TWO))
    less, more = [await drafted(call, reserve=number) for number in (1, 2)]
    compared = await compare(call, less, more)
    assert [one["selection"] for one in compared["selections"]] == [less["selection"], more["selection"]]
    assert (compared["in_all"], compared["changing"]) == (3, [])
    told_of = {pair[0]["id"]: [(one["seats"], one["cost"]) for one in pair] for pair in compared["quotas"]}
    assert told_of == {"GE": [(2, 8800 - 7000)] * 2, "TJ": [(1, 0)] * 2}


async def test_who_has_a_seat_in_one_draft_alone_is_told_with_where_she_stands_in_the_other(bench: Bench) -> None:
    call = await reviewed_call(bench)
    before = await drafted(call)
    await assess_anew(call, "TJ-01", 100)
    after = await drafted(call)
    compared = await compare(call, before, after)
    assert compared["in_all"] == 2
    assert {one["code"]: one["stands"] for one in compared["changing"]} == {
        "TJ-01": ["seat", "none"],
        "TJ-03": ["reserve", "seat"],
    }


async def test_two_to_four_selections_of_one_training_are_compared(bench: Bench) -> None:
    call, (first, second) = await two(bench)
    other = await drafted(await reviewed_call(bench))
    path = f"{call.path}/selection-comparison"
    for wrong in ([first], [first, second] * 3):
        assert await bench.coordinator.refused("GET", f"{path}?{asked(*wrong)}") == "invalid-request"
    assert await bench.coordinator.refused("GET", f"{path}?{asked(first, other)}") == "not-known-here"


def asked(*drafts: Json) -> str:
    return "&".join(f"selection={one['selection']}" for one in drafts)


async def compare(call: Call, *drafts: Json) -> Json:
    return dict(await call.bench.coordinator.get(f"{call.path}/selection-comparison?{asked(*drafts)}"))
