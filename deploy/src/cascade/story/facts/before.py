"""Facts of 2016, and of the announcement of Dushanbe."""

from cascade.story.chapters.announcement import REFUSED_DRAFT
from cascade.story.client import Json, Service
from cascade.story.data import plans, quotas
from cascade.story.data.acts import Act
from cascade.story.data.programme import PROGRAMME, TOPICS
from cascade.story.data.trainings import DUSHANBE, KAZAKHSTAN
from cascade.story.facts.ask import counts, followup, registration, scheduling
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_ANNOUNCED = (Act.ANNOUNCE, DUSHANBE.key)
_LAPSED_2016 = (Act.LAPSE, "K5")


@FACTS.published(1, "Before it there was a training in Kazakhstan in 2016", ("KZ", "2016"))
async def kazakhstan(story: Story) -> tuple[str, str]:
    training = await scheduling(story, KAZAKHSTAN.key)
    return training["country"], training["starts_on"][:4]


@FACTS.synthetic(1, "20 attended, by country", {"GE": 2, "KG": 5, "KZ": 8, "TJ": 4, "TM": 1})
async def attended_2016(story: Story) -> dict[str, int]:
    listed = await registration(story, KAZAKHSTAN.key, "/applications")
    return counts(item["country"] for item in listed["items"] if item["outcome"] == "attended")


@FACTS.synthetic(2, "Six plans of 15 reached 61, two lapsed", (6, 90, 61, 2), after=_LAPSED_2016)
async def tree_2016(story: Story) -> tuple[int, int, int, int]:
    ledger = await followup(story, KAZAKHSTAN.key, "/ledger")
    rows = ledger["rows"]
    planned, verified = sum(row["planned"] for row in rows), sum(row["verified"] or 0 for row in rows)
    return len(rows), planned, verified, sum(row["column"] == "lapsed" for row in rows)


@FACTS.synthetic(2, "K1 to K4 reached 18, 16, 14, 13", [18, 16, 14, 13], after=_LAPSED_2016)
async def verified_2016(story: Story) -> list[int]:
    ledger = await followup(story, KAZAKHSTAN.key, "/ledger")
    reached = {row["plan"]: row["verified"] for row in ledger["rows"]}
    return [reached[story.known.plans[plan.key]] for plan in plans.KAZAKHSTAN[:4]]


@FACTS.synthetic(
    3,
    "A draft whose sectors need 27 of 25 seats is refused",
    ("quotas-do-not-fit", 25, 27),
    after=(Act.TRY_DRAFT, DUSHANBE.key),
)
async def refused_draft(story: Story) -> tuple[str, int, int]:
    problem = story.answers[REFUSED_DRAFT]
    return problem["code"], problem["seats"], problem["sums"][0]["minimums"]


@FACTS.published(4, "Its programme: Training of Trainers, Central Asia", PROGRAMME.title)
async def programme(story: Story) -> str:
    training = await scheduling(story, DUSHANBE.key)
    listed = await story.api.get(Service.SCHEDULING, "/v1/programmes", story.coordinator)
    titles = {each["programme"]: str(each["title"]) for each in listed["items"]}
    return titles[training["programme"]]


@FACTS.published(4, "Four days in May 2017, in Dushanbe", ("Dushanbe", "TJ", "2017-05-15", "2017-05-18"))
async def place_and_days(story: Story) -> tuple[str, str, str, str]:
    training = await scheduling(story, DUSHANBE.key)
    return training["place"], training["country"], training["starts_on"], training["ends_on"]


@FACTS.published(4, "It is the first of them in Tajikistan", ["KZ"], after=_ANNOUNCED)
async def held_before(story: Story) -> list[str]:
    """Where trainings of trainers took place until it was announced."""
    listed = await story.api.get(Service.SCHEDULING, "/v1/trainings", story.coordinator, state="completed")
    return [each["country"] for each in listed["items"] if each["generation"] == 0]


@FACTS.published(4, "25 seats", 25)
async def seats(story: Story) -> int:
    return int((await scheduling(story, DUSHANBE.key))["seats"])


@FACTS.published(4, "Seats are given for commitment to women's leadership in her country", True)
async def criterion(story: Story) -> bool:
    training = await scheduling(story, DUSHANBE.key)
    return "commitment" in {each["code"] for each in training["criteria"]}


@FACTS.synthetic(
    4, "Weights: commitment 60, opportunity 25, need 15", {"commitment": 60, "opportunity": 25, "need": 15}
)
async def weights(story: Story) -> dict[str, int]:
    training = await scheduling(story, DUSHANBE.key)
    return {each["code"]: each["weight"] for each in training["criteria"]}


@FACTS.published(4, "Five countries", {"TJ", "KZ", "KG", "GE", "TM"})
async def countries(story: Story) -> set[str]:
    return set(bounds(await scheduling(story, DUSHANBE.key), "country"))


@FACTS.published(4, "Four sectors", {"NGO", "media", "government", "education"})
async def sectors(story: Story) -> set[str]:
    return set(bounds(await scheduling(story, DUSHANBE.key), "sector"))


@FACTS.synthetic(4, "Bounds by country", {"TJ": (6, 9), "KZ": (4, 6), "KG": (4, 6), "GE": (4, 5), "TM": (3, 4)})
async def country_bounds(story: Story) -> dict[str, tuple[int, int | None]]:
    return bounds(await scheduling(story, DUSHANBE.key), "country")


@FACTS.synthetic(4, "Bounds by sector", {"NGO": (9, 13), "media": (4, 6), "government": (3, 5), "education": (4, 7)})
async def sector_bounds(story: Story) -> dict[str, tuple[int, int | None]]:
    return bounds(await scheduling(story, DUSHANBE.key), "sector")


@FACTS.synthetic(
    4,
    "Alumnae 3–6, rural at least 8, under 30 at least 5, an NGO of each country, two of an organisation",
    ((3, 6), (8, None), (5, None), 5, 2),
)
async def other_bounds(story: Story) -> tuple[object, ...]:
    training = await scheduling(story, DUSHANBE.key)
    single = [bounds(training, name)[quotas.YES] for name in ("alumna", "rural", "under30")]
    pairs = [each for each in training["quotas"] if set(each["where"]) == {"country", "sector"}]
    return (*single, sum(each["minimum"] == 1 for each in pairs), training["per_organisation"])


@FACTS.published(
    4,
    "WLP organises, Parastor receives, SWRC and Bir Duino are mentors",
    {
        "Women's Learning Partnership": "organiser",
        "Parastor": "host",
        "Shymkent Women's Resource Center": "mentor",
        "Bir Duino": "mentor",
    },
)
async def partners(story: Story) -> dict[str, str]:
    names = await organisations(story)
    training = await scheduling(story, DUSHANBE.key)
    return {names[each["organisation"]]: each["role"] for each in training["partners"]}


@FACTS.published(4, "Mentors have a say in agenda, outreach and techniques", [["agenda", "outreach", "techniques"]] * 2)
async def scopes(story: Story) -> list[list[str]]:
    training = await scheduling(story, DUSHANBE.key)
    return [sorted(each["scopes"]) for each in training["partners"] if each["role"] == "mentor"]


@FACTS.published(
    4, "Four manuals", {"Leading to Choices", "Victories Over Violence", "Beyond Equality", "Leading to Compassion"}
)
async def manuals(story: Story) -> set[str]:
    training = await scheduling(story, DUSHANBE.key)
    listed = await story.api.get(Service.SCHEDULING, "/v1/manuals", story.coordinator)
    titles = {each["manual"]: each["title"] for each in listed["items"]}
    return {titles[manual] for manual in training["manuals"]}


@FACTS.published(4, "Eight topics", {topic.code for topic in TOPICS})
async def topics(story: Story) -> set[str]:
    return set((await scheduling(story, DUSHANBE.key))["topics"])


@FACTS.synthetic(
    4,
    "Announced on 19 December, discreet, under embargo until 1 June",
    ("announced", "discreet", "2017-05-31T19:00:00Z"),
    after=_ANNOUNCED,
)
async def announced(story: Story) -> tuple[str, str, str]:
    training = await scheduling(story, DUSHANBE.key)
    return training["state"], training["sensitivity"], training["publish_not_before"]


@FACTS.synthetic(4, "Registration has heard of it", ("known", 25), after=_ANNOUNCED)
async def heard_by_registration(story: Story) -> tuple[str, int]:
    training = await registration(story, DUSHANBE.key)
    return training["call"], training["seats"]


async def organisations(story: Story) -> dict[str, str]:
    """Names by id."""
    listed = await story.api.get(Service.SCHEDULING, "/v1/organisations", story.coordinator)
    return {each["organisation"]: each["name"] for each in listed["items"]}


def bounds(training: Json, attribute: str) -> dict[str, tuple[int, int | None]]:
    """Of the quotas over this attribute alone."""
    return {
        each["where"][attribute]: (each["minimum"], each["maximum"])
        for each in training["quotas"]
        if set(each["where"]) == {attribute}
    }
