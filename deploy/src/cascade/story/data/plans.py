"""What was planned: 24 cascade events by the 25 of Dushanbe, six by the 20 of 2016, two by women enrolled later."""

from dataclasses import dataclass
from enum import StrEnum

from cascade.story.data.canary import Series, word
from cascade.story.data.kazakhstan import PARTICIPANTS
from cascade.story.data.origin import Origin
from cascade.story.data.people import Person, person


class Kind(StrEnum):
    """What plans are about: published types, synthetic plans."""

    GIRLS = "girls-leadership"
    RIGHTS = "human-rights"
    SURVIVORS = "survivors-rural"
    DISABILITY = "disability"
    PEACE = "peacebuilding"


@dataclass(frozen=True, slots=True)
class Nature:
    """What all plans of a kind have in common."""

    title: str
    audience: str
    topics: tuple[str, ...]
    modules: tuple[str, ...]
    minutes: int
    minors: bool = False


NATURES = {
    Kind.GIRLS: Nature("Leadership workshop for girls", "girls", ("leadership",), ("LC-1", "LC-3"), 300, minors=True),
    Kind.RIGHTS: Nature("Seminar on human rights", "citizens", ("human-rights", "human-rights-law"), ("BE-1",), 240),
    Kind.SURVIVORS: Nature(
        "Workshop for survivors in rural areas", "survivors", ("human-rights",), ("VV-1", "VV-5"), 240
    ),
    Kind.DISABILITY: Nature(
        "Training on living with a disability", "advocates", ("human-rights",), ("BE-1", "BE-4"), 240
    ),
    Kind.PEACE: Nature("Workshop on peacebuilding and forgiveness", "neighbours", ("peacebuilding",), ("CO-1",), 240),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """`parent` is the training that its planners attended: a training's key, or the plan from which it grew.

    The lead is the first of the planners; `returned` is the reason code for which the mentor sends it back at first.
    """

    key: str
    parent: str
    generation: int
    kind: Kind
    planners: tuple[str, ...]
    mentor: str
    expected_reach: int
    quarter: str
    title: str
    words: str
    returned: str | None = None
    origin: Origin = Origin.SYNTHETIC

    @property
    def nature(self) -> Nature:
        return NATURES[self.kind]

    @property
    def second_adult(self) -> bool:
        """Whether one is named in the end: among minors always."""
        return self.nature.minors

    @property
    def second_adult_at_first(self) -> bool:
        return self.second_adult and self.returned != "second_adult"


# key, parent, generation, kind, planners, mentor, expected reach, quarter, why it came back
_PLANS = """
K1 kazakhstan-2016 1 girls-leadership KZ16-03 M-1 15 2016Q4 -
K2 kazakhstan-2016 1 human-rights KZ16-10 M-4 15 2016Q4 -
K3 kazakhstan-2016 1 survivors-rural KZ16-15 M-2 15 2016Q4 -
K4 kazakhstan-2016 1 human-rights KZ16-07 M-1 15 2016Q4 -
K5 kazakhstan-2016 1 peacebuilding KZ16-04 M-3 15 2016Q4 -
K6 kazakhstan-2016 1 disability KZ16-11 M-5 15 2016Q4 -
P01 dushanbe-2017 1 girls-leadership TJ-01 M-1 24 2017Q3 -
P02 dushanbe-2017 1 girls-leadership TJ-02 M-1 24 2017Q2 -
P03 dushanbe-2017 1 girls-leadership KZ-01 M-2 24 2017Q3 -
P04 dushanbe-2017 1 girls-leadership KG-01 M-4 24 2017Q3 second_adult
P05 dushanbe-2017 1 girls-leadership TM-05 M-3 24 2017Q4 -
P06 dushanbe-2017 1 girls-leadership TJ-03 M-1 24 2017Q4 date
P07 dushanbe-2017 1 girls-leadership GE-09 M-6 24 2017Q4 -
P08 dushanbe-2017 1 human-rights TJ-04 M-1 22 2017Q3 -
P09 dushanbe-2017 1 human-rights KZ-03 M-2 22 2017Q3 -
P10 dushanbe-2017 1 human-rights GE-01 M-6 22 2017Q3 -
P11 dushanbe-2017 1 human-rights KG-04 M-4 22 2017Q4 -
P12 dushanbe-2017 1 human-rights KZ-04 M-2 22 2017Q4 -
P13 dushanbe-2017 1 human-rights KG-05 M-4 22 2017Q3 costs
P14 dushanbe-2017 1 survivors-rural TJ-05 M-3 14 2017Q3 -
P15 dushanbe-2017 1 survivors-rural TJ-06 M-3 14 2017Q4 -
P16 dushanbe-2017 1 survivors-rural TJ-07 M-5 14 2018Q1 -
P17 dushanbe-2017 1 survivors-rural TM-01 M-5 14 2017Q4 venue
P18 dushanbe-2017 1 survivors-rural TJ-08 M-5 14 2017Q4 time
P19 dushanbe-2017 1 disability TJ-31 M-5 20 2017Q3 -
P20 dushanbe-2017 1 disability GE-02 M-6 20 2017Q4 -
P21 dushanbe-2017 1 disability KZ-05 M-2 20 2017Q3 -
P22 dushanbe-2017 1 peacebuilding KG-02,KZ-02 M-4 20 2017Q3 -
P23 dushanbe-2017 1 peacebuilding GE-03 M-6 20 2017Q3 -
P24 dushanbe-2017 1 peacebuilding TM-03 M-3 20 2017Q4 -
Q1 P08 2 human-rights P08-E1 M-1 17 2017Q4 -
Q2 P22 2 peacebuilding P22-E1 M-4 17 2018Q1 -
"""


def _plan(number: int, line: str) -> Plan:
    key, parent, generation, kind, planners, mentor, expected, quarter, returned = line.split()
    return Plan(
        key=key,
        parent=parent,
        generation=int(generation),
        kind=Kind(kind),
        planners=tuple(planners.split(",")),
        mentor=mentor,
        expected_reach=int(expected),
        quarter=quarter,
        title=f"{NATURES[Kind(kind)].title}: {word(Series.PLAN, 2 * number)}",
        words=f"I know the place and the people, they call me {word(Series.PLAN, 2 * number + 1)} there.",
        returned=None if returned == "-" else returned,
    )


ALL = {plan.key: plan for plan in (_plan(*each) for each in enumerate(_PLANS.strip().splitlines()))}
KAZAKHSTAN = tuple(plan for plan in ALL.values() if plan.parent == "kazakhstan-2016")
DUSHANBE = tuple(plan for plan in ALL.values() if plan.parent == "dushanbe-2017")
SECOND = tuple(plan for plan in ALL.values() if plan.generation == 2)
RETURNED = tuple(plan for plan in DUSHANBE if plan.returned)
WITHDRAWN = "P18"
"""Came back and is given up."""
APPROVED = tuple(plan for plan in DUSHANBE if plan.key != WITHDRAWN)


def why(plan: Plan) -> str:
    """The mentor's words beside the reason code of a return."""
    return f"Let us speak about it, I call you on Thursday. Ask for {word(Series.NOTE, int(plan.key[1:]))}."


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody who enters a cascade event by its trainer's link, and plans the next one."""

    person: Person
    event: str
    origin: Origin = Origin.SYNTHETIC


ENROLLED = (Enrolled(person("P08-E1", 701, "TJ"), "P08"), Enrolled(person("P22-E1", 702, "KG"), "P22"))
FORMER = {person.key: person for person in PARTICIPANTS}
