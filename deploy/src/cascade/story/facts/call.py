"""Facts of the call and its reviews."""

from cascade.story.data.acts import Act
from cascade.story.data.cast import Rule
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import registration
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_BEGUN = (Act.BEGIN_APPLICATIONS, DUSHANBE.key)
_SUBMITTED = (Act.SUBMIT, DUSHANBE.key)
_SORTED = (Act.SORT_OUT, DUSHANBE.key)
_REVIEWED = (Act.REVIEW, DUSHANBE.key)


@FACTS.synthetic(5, "The call is open and 179 have begun", ("open", 179, 0), after=_BEGUN)
async def begun(story: Story) -> tuple[str, int, int]:
    call = (await registration(story, DUSHANBE.key))["call"]
    funnel = await registration(story, DUSHANBE.key, "/funnel")
    return call, funnel["drafts"], funnel["submitted"]


@FACTS.synthetic(6, "168 submit, by country", {"TJ": 52, "KZ": 38, "KG": 41, "GE": 24, "TM": 13}, after=_SUBMITTED)
async def submitted_by_country(story: Story) -> dict[str, int]:
    return dict((await registration(story, DUSHANBE.key, "/funnel"))["by_country"])


@FACTS.synthetic(
    6, "168 submit, by sector", {"NGO": 86, "media": 24, "government": 21, "education": 37}, after=_SUBMITTED
)
async def submitted_by_sector(story: Story) -> dict[str, int]:
    return dict((await registration(story, DUSHANBE.key, "/funnel"))["by_sector"])


@FACTS.synthetic(6, "Each has the code that the story calls her by", [], after=_SUBMITTED)
async def other_codes(story: Story) -> list[str]:
    """Those who do not."""
    listed = await registration(story, DUSHANBE.key, "/applications")
    given = {item["application"]: item["code"] for item in listed["items"]}
    known = story.known.applications
    return [a.code for a in story.call.applicants if given[known[DUSHANBE.key, a.code]] != a.code]


@FACTS.synthetic(7, "11 alumnae of 2016 are recognised", 11, after=_SUBMITTED)
async def alumnae(story: Story) -> int:
    return int((await registration(story, DUSHANBE.key, "/funnel"))["alumnae"])


@FACTS.synthetic(8, "4 withdraw, 14 are refused, 150 remain", (4, 14, 150), after=_SORTED)
async def remaining(story: Story) -> tuple[int, int, int]:
    funnel = await registration(story, DUSHANBE.key, "/funnel")
    return funnel["withdrawn"], funnel["ineligible"], funnel["remaining"]


@FACTS.synthetic(
    8,
    "Each refusal has one rule",
    {
        Rule.CANNOT_ATTEND.value: 5,
        Rule.NOWHERE_TO_PASS_ON.value: 4,
        Rule.ORGANISERS_STAFF.value: 2,
        Rule.UNDER_18.value: 1,
        Rule.DUPLICATE.value: 2,
    },
    after=_SORTED,
)
async def rules(story: Story) -> dict[str, int]:
    return dict((await registration(story, DUSHANBE.key, "/funnel"))["by_rule"])


@FACTS.synthetic(8, "Two second applications were flagged as such", 2, after=_SORTED)
async def duplicates(story: Story) -> int:
    listed = await registration(story, DUSHANBE.key, "/applications")
    flagged = [item for item in listed["items"] if item["duplicate_of"] is not None]
    return sum(item["rule"] == Rule.DUPLICATE.value for item in flagged)


@FACTS.synthetic(8, "150 remain, by country", {"TJ": 46, "KZ": 34, "KG": 37, "GE": 21, "TM": 12}, after=_SORTED)
async def remaining_by_country(story: Story) -> dict[str, int]:
    return dict((await registration(story, DUSHANBE.key, "/funnel"))["remaining_by_country"])


@FACTS.synthetic(8, "150 remain, by sector", {"NGO": 78, "media": 21, "government": 18, "education": 33}, after=_SORTED)
async def remaining_by_sector(story: Story) -> dict[str, int]:
    return dict((await registration(story, DUSHANBE.key, "/funnel"))["remaining_by_sector"])


@FACTS.synthetic(9, "300 reviews by 12 reviewers, two for each", (300, 12, {2}), after=_REVIEWED)
async def reviews(story: Story) -> tuple[int, int, set[int]]:
    funnel = await registration(story, DUSHANBE.key, "/funnel")
    listed = await registration(story, DUSHANBE.key, "/applications")
    reviewed = [item for item in listed["items"] if item["reviews"]]
    reviewers = {reviewer for item in reviewed for reviewer in item["reviewers"]}
    return funnel["reviews"], len(reviewers), {item["reviews"] for item in reviewed}


@FACTS.synthetic(9, "Two reviews give every score to the hundredth", [], after=_REVIEWED)
async def other_scores(story: Story) -> list[str]:
    """Those whose score differs."""
    listed = await registration(story, DUSHANBE.key, "/applications")
    scores = {item["code"]: item["score"] for item in listed["items"]}
    return [each.code for each in story.call.remaining if scores[each.code] != each.score]
