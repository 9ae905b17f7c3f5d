"""Facts of the plans, until each has a date or an end."""

from collections.abc import Mapping
from itertools import groupby

from cascade.story.client import Json, Service
from cascade.story.data import reach
from cascade.story.data.acts import Act
from cascade.story.data.plans import Kind
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import by_id, counts, followup
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_PLANNED = (Act.PLAN, "P01")
_APPROVED = (Act.APPROVE, "P01")
_DATED = (Act.SET_DATES, reach.HELD[0].plan)
_FULL_SHARE = 10_000


@FACTS.published(29, "What the plans are about: five kinds", {kind.value for kind in Kind}, after=_PLANNED)
async def kinds(story: Story) -> set[str]:
    return {row["kind"] for row in (await rows(story)).values()}


@FACTS.synthetic(
    29,
    "24 plans, by kind",
    {"disability": 3, "girls-leadership": 7, "human-rights": 6, "peacebuilding": 3, "survivors-rural": 5},
    after=_PLANNED,
)
async def by_kind(story: Story) -> dict[str, int]:
    return counts(row["kind"] for row in (await rows(story)).values())


@FACTS.synthetic(29, "By 25 planners, with a reach of 490", (24, 25, 490), after=_PLANNED)
async def planned(story: Story) -> tuple[int, int, int]:
    found = (await rows(story)).values()
    planners = {planner for row in found for planner in row["planners"]}
    return len(found), len(planners), sum(row["planned"] for row in found)


@FACTS.synthetic(29, "P22 is planned by two, half each; all others by one", {"P22": [5_000, 5_000]}, after=_PLANNED)
async def shared(story: Story) -> dict[str, list[int]]:
    shares = {key: [each["share"] for each in view["planners"]] for key, view in (await views(story)).items()}
    return {key: parts for key, parts in shares.items() if parts != [_FULL_SHARE]}


@FACTS.synthetic(30, "Each of six mentors has four plans", [4] * 6, after=(Act.ASSIGN, "P01"))
async def mentors(story: Story) -> list[int]:
    return list(counts(view["mentor"] for view in (await views(story)).values()).values())


@FACTS.synthetic(
    31,
    "Five come back, each with a reason",
    {"P04": ["second_adult"], "P06": ["date"], "P13": ["costs"], "P17": ["venue"], "P18": ["time"]},
    after=(Act.RETURN, "P04"),
)
async def returned(story: Story) -> dict[str, list[str]]:
    found = {key: view for key, view in (await views(story)).items() if view["state"] == "returned"}
    return {key: view["returned"]["reasons"] for key, view in found.items()}


@FACTS.synthetic(31, "23 are approved with a reach of 476; P18 is withdrawn", (23, 476, ["P18"]), after=_APPROVED)
async def approved(story: Story) -> tuple[int, int, list[str]]:
    found = await rows(story)
    frozen = [row["planned"] for row in found.values() if row["approved"]]
    return len(frozen), sum(frozen), [key for key, row in found.items() if row["state"] == "withdrawn"]


@FACTS.synthetic(32, "23 trainings of generation 1 grow from Dushanbe", (23, {1}), after=_DATED)
async def children(story: Story) -> tuple[int, set[int]]:
    grown = await grown_from(story, DUSHANBE.key)
    return len(grown), {training["generation"] for training in grown.values()}


@FACTS.synthetic(
    32, "P01 to P07 are for minors: nobody is enrolled", {"none": [f"P{n:02d}" for n in range(1, 8)]}, after=_DATED
)
async def for_minors(story: Story) -> dict[str, list[str]]:
    grown = sorted((await grown_from(story, DUSHANBE.key)).items(), key=lambda pair: str(pair[1]["admission"]))
    by_admission = {name: sorted(key for key, _ in each) for name, each in groupby(grown, lambda p: p[1]["admission"])}
    return {"none": by_admission["none"]}


@FACTS.synthetic(32, "21 have a date and are announced; P07 and P24 have none", (21, ["P07", "P24"]), after=_DATED)
async def announced(story: Story) -> tuple[int, list[str]]:
    grown = await grown_from(story, DUSHANBE.key)
    dated = [key for key, training in grown.items() if training["state"] == "announced"]
    return len(dated), sorted(set(grown) - set(dated))


async def rows(story: Story, training: str = DUSHANBE.key) -> dict[str, Json]:
    """The ledger's rows by the story's keys of the plans, in their order."""
    found = (await followup(story, training, "/ledger"))["rows"]
    keys = by_id(story.known.plans)
    return {keys[row["plan"]]: row for row in sorted(found, key=lambda row: keys[row["plan"]])}


async def views(story: Story, training: str = DUSHANBE.key) -> Mapping[str, Json]:
    """All plans of those who attended a training, as the coordinator sees them."""
    listed = await story.api.get(
        Service.FOLLOWUP, "/v1/plans", story.coordinator, training=story.known.trainings[training]
    )
    keys = by_id(story.known.plans)
    return {keys[view["plan"]]: view for view in sorted(listed["items"], key=lambda view: keys[view["plan"]])}


async def grown_from(story: Story, training: str) -> dict[str, Json]:
    """Trainings whose parent it is, by the key of the plan that each was."""
    parent = story.known.trainings[training]
    listed = await story.api.get(Service.SCHEDULING, "/v1/trainings", story.coordinator, parent=parent)
    keys = by_id(story.known.plans)
    return {keys[each["plan"]]: each for each in listed["items"]}
