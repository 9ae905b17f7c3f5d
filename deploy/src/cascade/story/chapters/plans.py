"""Plans: written by those who attended, given to mentors, sent back, written again, approved."""

from collections.abc import Sequence

from cascade.story.client import Caller, Json, Service
from cascade.story.data import plans
from cascade.story.data.acts import Act
from cascade.story.data.kazakhstan import PARTICIPANTS
from cascade.story.data.people import Person
from cascade.story.data.plans import ENROLLED, Plan
from cascade.story.data.trainings import DUSHANBE
from cascade.story.mailbox import Label
from cascade.story.story import Story, together

_FORMER = {person.key: person for person in PARTICIPANTS}
_ENROLLED = {each.person.key: each.person for each in ENROLLED}


async def plan(story: Story, keys: Sequence[str]) -> None:
    await together(hand_in(story, plans.ALL[key]) for key in keys)


async def hand_in(story: Story, each: Plan) -> None:
    """The lead writes it; whoever plans with her joins by her own link."""
    lead, *others = each.planners
    path = f"/v1/trainings/{story.known.trainings[each.parent]}/plans"
    body = body_of(each, second_adult=each.second_adult_at_first)
    planned = await story.api.post(Service.FOLLOWUP, path, await planner(story, each, lead), body)
    story.known.plans[each.key] = planned["plan"]
    for other in others:
        await story.api.post(
            Service.FOLLOWUP, f"{path_of(story, each.key)}/planners", await planner(story, each, other), {}
        )


async def assign(story: Story, keys: Sequence[str]) -> None:
    await together(
        story.api.put(
            Service.FOLLOWUP,
            f"{path_of(story, key)}/mentor",
            story.coordinator,
            {"mentor": story.staff_id(plans.ALL[key].mentor)},
        )
        for key in keys
    )


async def send_back(story: Story, keys: Sequence[str]) -> None:
    await together(
        story.api.post(
            Service.FOLLOWUP,
            f"{path_of(story, key)}/return",
            mentor(story, key),
            {"part": "plan", "reasons": [plans.ALL[key].returned], "words": plans.why(plans.ALL[key])},
        )
        for key in keys
    )


async def plan_again(story: Story, keys: Sequence[str]) -> None:
    await together(write_again(story, plans.ALL[key]) for key in keys)


async def write_again(story: Story, each: Plan) -> None:
    body = body_of(each, second_adult=each.second_adult)
    who = await planner(story, each, each.planners[0])
    await story.api.put(Service.FOLLOWUP, path_of(story, each.key), who, body)


async def give_up(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        who = await planner(story, plans.ALL[key], plans.ALL[key].planners[0])
        await story.api.post(Service.FOLLOWUP, f"{path_of(story, key)}/withdrawal", who)


async def approve(story: Story, keys: Sequence[str]) -> None:
    await together(approve_one(story, key) for key in keys)


async def approve_one(story: Story, key: str) -> None:
    """Approval names the training that the plan becomes."""
    approved = await story.api.post(Service.FOLLOWUP, f"{path_of(story, key)}/approval", mentor(story, key))
    story.known.trainings[key] = approved["becomes"]


def path_of(story: Story, key: str) -> str:
    return f"/v1/plans/{story.known.plans[key]}"


def mentor(story: Story, key: str) -> Caller:
    return story.staff("mentor", plans.ALL[key].mentor)


async def planner(story: Story, each: Plan, key: str) -> Caller:
    """By the link that she got when she had attended."""
    return await story.link(each.parent, person(story, each, key), Label.FOLLOW_UP)


def person(story: Story, each: Plan, key: str) -> Person:
    """One of a plan's planners."""
    if each.parent == DUSHANBE.key:
        return story.call.by_code(key).person
    return _FORMER.get(key) or _ENROLLED[key]


def body_of(each: Plan, *, second_adult: bool) -> Json:
    return {
        "kind": each.kind.value,
        "topics": each.nature.topics,
        "audience": each.nature.audience,
        "minors": each.nature.minors,
        "second_adult": second_adult,
        "quarter": each.quarter,
        "expected_reach": each.expected_reach,
        "title": each.title,
        "words": each.words,
    }


ACTS = {
    Act.PLAN: plan,
    Act.ASSIGN: assign,
    Act.RETURN: send_back,
    Act.PLAN_AGAIN: plan_again,
    Act.GIVE_UP: give_up,
    Act.APPROVE: approve,
}
