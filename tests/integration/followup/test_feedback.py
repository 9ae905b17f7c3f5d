"""What those who attended thought of it: once, and shown from five answers on."""

from uuid import UUID

import pytest

from shared.events.scheduling import AgendaPublished
from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Json, Workbench

ANSWER: Json = {"most_impactful": "peacebuilding", "useful": ["human-rights", "leadership"], "text": "Canary feedback"}


async def give(bench: Workbench, told: Told, number: int, **changes: object) -> None:
    person = told.people[number]
    await bench.anyone.link(person.feedback).post(f"/v1/trainings/{told.training}/feedback", {**ANSWER, **changes})


async def test_four_answers_show_nothing_and_the_fifth_shows_sums(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/feedback"
    facilitator = bench.facilitator
    for number in range(4):
        await give(bench, told, number, text=f"Canary {4 - number}")
    assert await facilitator.get(path) == {"answers": 4, "most_impactful": None, "useful": None, "texts": []}

    await give(bench, told, 4, most_impactful="leadership", useful=[], text=None)
    shown = await facilitator.get(path)
    assert shown["most_impactful"] == {"peacebuilding": 4, "leadership": 1}
    assert shown["useful"] == {"human-rights": 4, "leadership": 4}
    assert shown["texts"] == ["Canary 1", "Canary 2", "Canary 3", "Canary 4"]


async def test_what_they_wrote_is_for_facilitators_of_the_training(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/feedback"
    for number in range(5):
        await give(bench, told, number)
    shown = await bench.coordinator.get(path)

    assert (shown["answers"], shown["texts"]) == (5, [])
    assert len((await bench.facilitator.get(path))["texts"]) == 5
    for other in (bench.anyone.staff("facilitator", UUID(int=52)), bench.anyone.staff("facilitator")):
        assert await other.refused("GET", path) == "not-permitted"


async def test_until_its_agenda_says_who_facilitates_nobody_reads_as_its_facilitator(bench: Workbench) -> None:
    told = Told()
    await bench.hear(*[fact for fact in told.facts() if not isinstance(fact, AgendaPublished)])

    assert await bench.facilitator.refused("GET", f"/v1/trainings/{told.training}/feedback") == "not-permitted"


async def test_everybody_answers_once(bench: Workbench, told: Told) -> None:
    await give(bench, told, 0)
    her = bench.anyone.link(told.people[0].feedback)

    assert await her.refused("POST", f"/v1/trainings/{told.training}/feedback", ANSWER) == "feedback-already-given"


@pytest.mark.parametrize("wrong", [{"most_impactful": "astrology"}, {"useful": ["astrology"]}])
async def test_topics_are_those_of_the_agenda(bench: Workbench, told: Told, wrong: Json) -> None:
    her = bench.anyone.link(told.people[0].feedback)
    path = f"/v1/trainings/{told.training}/feedback"

    assert await her.refused("POST", path, {**ANSWER, **wrong}) == "unknown-codes"


async def test_a_link_for_feedback_is_for_its_own_training(bench: Workbench, told: Told) -> None:
    other = Told(people=[])
    await bench.hear(*other.facts()[1:])
    her = bench.anyone.link(told.people[0].feedback)

    assert await her.refused("POST", f"/v1/trainings/{other.training}/feedback", ANSWER) == "not-allowed"
