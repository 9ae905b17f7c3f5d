"""Facts of the tree of generations, and of the training after."""

from cascade.story.client import Json
from cascade.story.data import plans
from cascade.story.data.acts import Act
from cascade.story.data.trainings import DUSHANBE, GEORGIA
from cascade.story.facts.ask import counts, followup, registration, scheduling
from cascade.story.facts.before import bounds, organisations
from cascade.story.facts.fact import Facts
from cascade.story.facts.plans import rows
from cascade.story.story import Story

FACTS = Facts()
_ANNOUNCED = (Act.ANNOUNCE, GEORGIA.key)
Sums = tuple[int, int, int, int, int, int]
"""Planned, reported, verified: people, each with the number of trainings behind it."""


@FACTS.synthetic(39, "Nine of the 25 apply again, by country", {"GE": 3, "KG": 2, "KZ": 4})
async def again(story: Story) -> dict[str, int]:
    listed = await registration(story, GEORGIA.key, "/applications")
    return counts(item["country"] for item in listed["items"])


@FACTS.synthetic(39, "They are recognised as the same people", (9, 9))
async def same_people(story: Story) -> tuple[int, int]:
    """Alumnae, and participants who were in Dushanbe."""
    georgia = (await registration(story, GEORGIA.key, "/applications"))["items"]
    dushanbe = (await registration(story, DUSHANBE.key, "/applications"))["items"]
    before = {item["participant"] for item in dushanbe if item["outcome"] in ("attended", "partly")}
    return sum(item["alumna"] for item in georgia), sum(item["participant"] in before for item in georgia)


@FACTS.published(
    39,
    "The next training: Borjomi, Georgia, 22 to 25 March 2018",
    ("Borjomi", "GE", "2018-03-22", "2018-03-25"),
    after=_ANNOUNCED,
)
async def georgia(story: Story) -> tuple[str, str, str, str]:
    training = await scheduling(story, GEORGIA.key)
    return training["place"], training["country"], training["starts_on"], training["ends_on"]


@FACTS.published(
    39, "30 participants of seven countries", (30, {"AM", "AZ", "GE", "KZ", "KG", "RU", "UA"}), after=_ANNOUNCED
)
async def invited_countries(story: Story) -> tuple[int, set[str]]:
    training = await scheduling(story, GEORGIA.key)
    return training["seats"], set(bounds(training, "country"))


@FACTS.published(39, "Fund Sukhumi and Consent are co-organisers", {"Fund Sukhumi", "Consent"}, after=_ANNOUNCED)
async def co_organisers(story: Story) -> set[str]:
    names = await organisations(story)
    partners = (await scheduling(story, GEORGIA.key))["partners"]
    return {names[each["organisation"]] for each in partners if each["role"] == "co-organiser"}


@FACTS.synthetic(40, "Two enrolled women plan Q1 and Q2", {"P08": ["Q1"], "P22": ["Q2"]})
async def second_generation(story: Story) -> dict[str, list[str]]:
    return {each.event: list(await rows(story, each.event)) for each in plans.ENROLLED}


@FACTS.synthetic(40, "Q1 is verified with 16; Q2 reported 14 and is not verified yet", ((16, 16), (14, None)))
async def second_figures(story: Story) -> tuple[tuple[int, int | None], ...]:
    first, second = (await rows(story, "P08"))["Q1"], (await rows(story, "P22"))["Q2"]
    return (first["reported"], first["verified"]), (second["reported"], second["verified"])


@FACTS.synthetic(42, "Generation 0: 25 planned, reported and verified", (25, 1, 25, 1, 25, 1))
async def generation_0(story: Story) -> Sums:
    return await sums(story, 0)


@FACTS.synthetic(42, "Generation 1: 476 planned, 330 reported, 293 verified", (476, 23, 330, 17, 293, 15))
async def generation_1(story: Story) -> Sums:
    return await sums(story, 1)


@FACTS.synthetic(42, "Generation 2: 34 planned, 30 reported, 16 verified", (34, 2, 30, 2, 16, 1))
async def generation_2(story: Story) -> Sums:
    return await sums(story, 2)


async def sums(story: Story, generation: int) -> Sums:
    tree = await followup(story, DUSHANBE.key, "/tree")
    (found,) = [each for each in tree["generations"] if each["generation"] == generation]
    return counted(found)


def counted(generation: Json) -> Sums:
    names = ("planned", "reported", "verified")
    people, trainings = [generation[name] for name in names], [generation[f"trainings_{name}"] for name in names]
    return people[0], trainings[0], people[1], trainings[1], people[2], trainings[2]
