"""Facts of the selection, the invitations and the places."""

from collections import Counter

from cascade.story.client import Json, Service
from cascade.story.data import places
from cascade.story.data.acts import Act
from cascade.story.data.places import Vacancy
from cascade.story.data.quotas import YES
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import counts, registration
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_RUN = (Act.SELECT, DUSHANBE.key)
_PUBLISHED = (Act.PUBLISH_SELECTION, DUSHANBE.key)
_FULL = (Act.ACCEPT, "TM-05")
_RESERVE = ["TJ-31", "KZ-12", "KG-11", "TJ-33", "GE-07", "TM-05", "GE-09", "KZ-14", "TM-07", "KG-13"]
_SELECTED = {
    "TJ": {"NGO": 3, "media": 1, "government": 2, "education": 2},
    "KZ": {"NGO": 2, "media": 1, "government": 1, "education": 1},
    "KG": {"NGO": 3, "media": 1, "education": 1},
    "GE": {"NGO": 2, "media": 1, "education": 1},
    "TM": {"NGO": 1, "government": 1, "education": 1},
}


@FACTS.synthetic(10, "Of 150, 25 are selected, 10 wait, 115 are not selected", (25, 10, 115), after=_RUN)
async def selected_and_reserve(story: Story) -> tuple[int, int, int]:
    run = await first(story)
    return len(run["selected"]), len(run["reserve"]), run["not_selected"]


@FACTS.synthetic(10, "The 25 by country and sector", _SELECTED, after=_RUN)
async def selected_table(story: Story) -> dict[str, dict[str, int]]:
    sectors = {each.code: each.sector.value for each in story.call.applicants}
    table: dict[str, Counter[str]] = {}
    for each in (await first(story))["selected"]:
        table.setdefault(each["code"][:2], Counter())[sectors[each["code"]]] += 1
    return {country: dict(row) for country, row in table.items()}


@FACTS.synthetic(10, "The best total of scores under all quotas is 2,135.25", 213_525, after=_RUN)
async def optimum(story: Story) -> int:
    return int((await first(story))["value"])


@FACTS.synthetic(10, "The reserve, by rank", _RESERVE, after=_RUN)
async def reserve(story: Story) -> list[str]:
    ranked = sorted((await first(story))["reserve"], key=lambda each: int(each["rank"]))
    return [each["code"] for each in ranked]


@FACTS.synthetic(10, "All quotas hold after the selection", [], after=_RUN)
async def broken_by_the_selection(story: Story) -> list[str]:
    return broken(await first(story))


@FACTS.synthetic(10, "Five of the 25 are alumnae of 2016", 5, after=_PUBLISHED)
async def selected_alumnae(story: Story) -> int:
    return sum(item["attributes"]["alumna"] == YES for item in await seats(story))


@FACTS.published(10, "Several of the same activists came again", True)
async def came_again(story: Story) -> bool:
    confirmed = [item for item in await seats(story) if item["state"] == "confirmed"]
    again = [item for item in confirmed if item["attributes"]["alumna"] == YES]
    return len(again) > 2


@FACTS.synthetic(
    12, "25 invitations are sent, to be answered by 10 March 24:00", (25, {"2017-03-10T19:00:00Z"}), after=_PUBLISHED
)
async def invited(story: Story) -> tuple[int, set[str]]:
    invitations = await registration(story, DUSHANBE.key, "/invitations")
    return invitations["sent"], {item["answer_by"] for item in invitations["items"]}


@FACTS.synthetic(12, "115 are told the same day", 115, after=_PUBLISHED)
async def told(story: Story) -> int:
    listed = await registration(story, DUSHANBE.key, "/applications")
    return sum(item["state"] == "not_selected" for item in listed["items"])


_DECLINED_MEDIA, _DECLINED_NGO, _EXPIRED = places.VACANCIES
Filled = tuple[str, str | None, list[str], int, list[str]]
"""How a place became free, with which reason; who is promoted, of which rank; the quotas that are broken then."""


async def filled(story: Story, vacancy: Vacancy) -> Filled:
    listed = {item["code"]: item for item in (await registration(story, DUSHANBE.key, "/places"))["items"]}
    promotion = [run for run in await runs(story) if run["kind"] == "promotion"][-1]
    chosen = [each["code"] for each in promotion["selected"]]
    left = listed[vacancy.leaves]
    return left["how"], left["reason"], chosen, listed[vacancy.successor]["rank"], broken(promotion)


@FACTS.synthetic(
    13,
    "GE-04 declines; GE-09, seventh in line, is the best who keeps the quotas",
    ("declined", "employer_leave", ["GE-09"], 7, []),
    after=(Act.DECLINE, "GE-04"),
)
async def first_vacancy(story: Story) -> Filled:
    return await filled(story, _DECLINED_MEDIA)


@FACTS.synthetic(
    14,
    "KG-03 declines; TJ-31, first in line, keeps the quotas",
    ("declined", "personal", ["TJ-31"], 1, []),
    after=(Act.DECLINE, "KG-03"),
)
async def second_vacancy(story: Story) -> Filled:
    return await filled(story, _DECLINED_NGO)


@FACTS.synthetic(
    15,
    "TM-02 never answers; TM-05, sixth in line, is the best who keeps the quotas",
    ("expired", None, ["TM-05"], 6, []),
    after=(Act.LOOK, "expired"),
)
async def third_vacancy(story: Story) -> Filled:
    return await filled(story, _EXPIRED)


@FACTS.synthetic(16, "28 invitations: 25 accepted, 2 declined, 1 expired", (28, 25, 2, 1), after=_FULL)
async def invitations(story: Story) -> tuple[int, int, int, int]:
    counted = await registration(story, DUSHANBE.key, "/invitations")
    return counted["sent"], counted["accepted"], counted["declined"], counted["expired"]


@FACTS.synthetic(16, "Confirmed, by country", {"GE": 4, "KG": 4, "KZ": 5, "TJ": 9, "TM": 3}, after=_FULL)
async def confirmed_by_country(story: Story) -> dict[str, int]:
    return await confirmed_by(story, "country")


@FACTS.synthetic(16, "Confirmed, by sector", {"NGO": 11, "education": 7, "government": 3, "media": 4}, after=_FULL)
async def confirmed_by_sector(story: Story) -> dict[str, int]:
    return await confirmed_by(story, "sector")


@FACTS.published(16, "Those who came were of five countries", {"GE", "KG", "KZ", "TJ", "TM"})
async def countries_of_the_confirmed(story: Story) -> set[str]:
    return set(await confirmed_by(story, "country"))


@FACTS.published(16, "Those who came worked in four sectors", {"NGO", "education", "government", "media"})
async def sectors_of_the_confirmed(story: Story) -> set[str]:
    return set(await confirmed_by(story, "sector"))


@FACTS.synthetic(27, "With completion the seven who still waited are told that the list is closed", 7)
async def stood_down(story: Story) -> int:
    listed = await registration(story, DUSHANBE.key, "/places")
    return sum(item["state"] == "stood_down" for item in listed["items"])


async def confirmed_by(story: Story, attribute: str) -> dict[str, int]:
    confirmed = [item for item in await seats(story) if item["state"] == "confirmed"]
    return counts(item["attributes"][attribute] for item in confirmed)


async def seats(story: Story) -> list[Json]:
    """Places that somebody has or is offered."""
    listed = await registration(story, DUSHANBE.key, "/places")
    return [item for item in listed["items"] if item["state"] in ("selected", "invited", "confirmed")]


async def first(story: Story) -> Json:
    return await story.api.get(Service.REGISTRATION, f"/v1/selections/{story.known.selections[0]}", story.coordinator)


async def runs(story: Story) -> list[Json]:
    """The first selection and all promotions, in their order."""
    listed = await registration(story, DUSHANBE.key, "/selections")
    made = sorted(listed["items"], key=lambda run: str(run["drafted_at"]))
    paths = [f"/v1/selections/{run['selection']}" for run in made]
    return [await story.api.get(Service.REGISTRATION, path, story.coordinator) for path in paths]


def broken(run: Json) -> list[str]:
    """The quotas that a selection does not keep."""
    return [
        quota["id"]
        for quota in run["quotas"]
        if quota["seats"] < quota["minimum"] or (quota["maximum"] is not None and quota["seats"] > quota["maximum"])
    ]
