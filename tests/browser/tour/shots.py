"""Which pages are shown, of whom, and at which moment of the story."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cascade.story.client import Caller, Service
from cascade.story.data.acts import Act
from cascade.story.data.agenda import VERSION_1
from cascade.story.data.manuals import MANUALS, MISSING_EDITION
from cascade.story.data.trainings import DUSHANBE
from cascade.story.mailbox import Label
from cascade.story.story import Story

WIDE, PHONE = 1280, 390
"""Of a screen, in pixels."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Signs in; `code`: as the local provider lists her."""

    role: str
    code: str


@dataclass(frozen=True, slots=True)
class ByLink:
    """Opens a link of registration; `link`: as the story's people send it."""

    link: Callable[[Story], Awaitable[Caller]]


@dataclass(frozen=True, slots=True)
class Shot:
    """`after`: the act and its first subject, as in the timeline; `page`: a path."""

    file: str
    after: tuple[Act, str]
    who: Staff | ByLink
    page: Callable[[Story], str]
    width: int = WIDE


async def call(story: Story) -> Caller:
    """One more, since those of the story have used theirs: this training is not public yet."""
    path = f"/v1/trainings/{story.known.trainings[DUSHANBE.key]}/entry-links"
    asked = await story.api.post(Service.REGISTRATION, path, story.coordinator, {"uses": 1})
    return Caller.link(asked["token"])


async def own(story: Story) -> Caller:
    return await story.link(DUSHANBE.key, story.call.by_code(APPLICANT).person, Label.APPLICATION)


def of_training(path: str) -> Callable[[Story], str]:
    return lambda story: path.format(training=story.known.trainings[DUSHANBE.key])


def form(story: Story) -> str:
    return f"/registration/applications/{application(story, APPLICANT)}/form/letter"


def letter(story: Story) -> str:
    """The first that she was given."""
    hers = (each.code for each in story.call.remaining if REVIEWER.code in {one.reviewer for one in each.reviews})
    return f"/registration/applications/{application(story, next(hers))}/review"


def selection(story: Story) -> str:
    return f"/registration/selections/{story.known.selections[-1]}"


def board(story: Story) -> str:
    """Of the day of the first session of the manual that is not published in every language."""
    modules = {module.code for manual in MANUALS if manual.code == MISSING_EDITION.manual for module in manual.modules}
    day = next(each.starts_at.date() for each in VERSION_1 if modules.intersection(each.modules))
    return f"/scheduling/trainings/{story.known.trainings[DUSHANBE.key]}/agenda?day={day}"


def sheet(story: Story) -> str:
    session = story.known.sessions[DUSHANBE.key, SESSION]
    return f"/scheduling/trainings/{story.known.trainings[DUSHANBE.key]}/sessions/{session}"


def application(story: Story, code: str) -> str:
    return story.known.applications[DUSHANBE.key, story.call.by_code(code).person.key]


APPLICANT = "TJ-31"
COORDINATOR = Staff("coordinator", "C-1")
REVIEWER = Staff("reviewer", "RV-1")
FACILITATOR = Staff("facilitator", "FA-1")
MENTOR = Staff("mentor", "M-1")
OPERATOR = Staff("operator", "operator")
SESSION = "S-06"

CALL_IS_OPEN = (Act.BEGIN_APPLICATIONS, DUSHANBE.key)
FEEDBACK_IS_GIVEN = (Act.GIVE_FEEDBACK, DUSHANBE.key)
THE_END = (Act.LOOK, "cut-off")

SHOTS = (
    Shot("01-call", CALL_IS_OPEN, ByLink(call), of_training("/registration/trainings/{training}/apply"), PHONE),
    Shot("02-application", CALL_IS_OPEN, ByLink(own), form, PHONE),
    Shot("03-letter", (Act.SORT_OUT, DUSHANBE.key), REVIEWER, letter),
    Shot("04-quotas", (Act.SELECT, DUSHANBE.key), COORDINATOR, selection),
    Shot("05-places", (Act.LOOK, "expired"), COORDINATOR, of_training("/registration/trainings/{training}/places")),
    Shot("06-agenda", (Act.DRAFT_AGENDA, "1"), COORDINATOR, board),
    Shot("07-attendance", (Act.CORRECT, SESSION), FACILITATOR, sheet),
    Shot("08-feedback", FEEDBACK_IS_GIVEN, COORDINATOR, of_training("/followup/trainings/{training}/feedback/results")),
    Shot("09-people", (Act.RETURN, "P04"), MENTOR, lambda _: "/followup/people", PHONE),
    Shot("10-wall", (Act.LOOK, "reminder-1"), COORDINATOR, of_training("/followup/trainings/{training}")),
    Shot("11-tree", THE_END, COORDINATOR, of_training("/followup/trainings/{training}/tree")),
    Shot("12-operations", THE_END, OPERATOR, lambda _: "/registration/operations"),
)
