"""Plays the reference story on a running system, reads every fact back, and says whether all of them held."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cascade.story import facts
from cascade.story.chapters import ACTS
from cascade.story.client import Json
from cascade.story.data.acts import Act, Chapter
from cascade.story.data.call import call
from cascade.story.data.timeline import MOMENTS, Moment
from cascade.story.facts.fact import Answer, ask, is_after
from cascade.story.journal import Journal
from cascade.story.pictures import Pictures, look
from cascade.story.progress import Show
from cascade.story.story import Story, together
from cascade.story.system import Running


class StoryHasBegun(Exception):
    """The system's clock is past the beginning; says what to do."""


@dataclass
class Outcome:
    """`expected`: how many facts had to be asked; `seconds` by chapter; `pictures`: none if it was not played out."""

    expected: int
    answers: list[Answer] = field(default_factory=list)
    seconds: dict[Chapter, float] = field(default_factory=dict)
    reached: datetime = MOMENTS[0].at
    moves: int = 0
    mails: int = 0
    flow: dict[str, Json] = field(default_factory=dict)
    pictures: Pictures | None = None

    @property
    def held(self) -> bool:
        """Every fact that was expected was asked, and held."""
        return len(self.answers) == self.expected and all(answer.held for answer in self.answers)


Onlooker = Callable[[Story, Moment], Awaitable[None]]
"""The story waits for her behind each moment."""


async def nobody(_: Story, __: Moment) -> None:
    """Looks on."""


async def play(
    running: Running,
    *,
    seed: int,
    show: Show,
    until: Chapter | None = None,
    written: Path | None = None,
    onlooker: Onlooker = nobody,
) -> Outcome:
    """From the beginning, or raises StoryHasBegun. `until`: the last chapter to be played, with all before it.

    `written`: the journal; if one is there already, the story that it is of is taken up again.
    """
    journal = Journal(written, seed)
    if not journal.taken_up:
        require_beginning(running)
    story = Story.on(running, call(seed), journal)
    moments = moments_until(until)
    outcome = Outcome(expected=expected_of(moments))
    try:
        for moment in moments:
            await play_moment(story, moment, outcome, show)
            await onlooker(story, moment)
        if until is None:
            outcome.pictures = await look(story)
        outcome.flow = await running.seen()
    finally:
        show.ends()
        await story.api.close()
        journal.close()
    outcome.mails = story.mailbox.mails
    return outcome


def expected_of(moments: Sequence[Moment]) -> int:
    """Of the whole story a number that was written down, so that no fact is lost unnoticed."""
    if moments is MOMENTS:
        return facts.EXPECTED
    return sum(any(is_after(fact, each) for each in moments) for fact in facts.ALL)


def require_beginning(running: Running) -> None:
    if running.now() > MOMENTS[0].at:
        raise StoryHasBegun(
            f"The story begins on {MOMENTS[0].at:%d %B %Y}; this system's clock stands at {running.now():%d %B %Y}."
        )


def moments_until(chapter: Chapter | None) -> Sequence[Moment]:
    """All up to the last moment of the chapter; other chapters may run beside it."""
    if chapter is None:
        return MOMENTS
    last = max(number for number, moment in enumerate(MOMENTS) if moment.chapter is chapter)
    return MOMENTS[: last + 1]


async def play_moment(story: Story, moment: Moment, outcome: Outcome, show: Show) -> None:
    """Moves the clock, plays the act, asks the facts that are to be seen then."""
    began = time.monotonic()
    show.begins(moment)
    if moment.at > outcome.reached:
        await move(story, moment)
        outcome.reached = moment.at
        outcome.moves += 1
    if moment.act is not Act.LOOK:
        await ACTS[moment.act](story, moment.subjects)
    answers = await ask_all(story, moment)
    outcome.answers += answers
    spent = outcome.seconds.get(moment.chapter, 0.0) + time.monotonic() - began
    outcome.seconds[moment.chapter] = spent
    show.played(moment, answers, spent)


async def move(story: Story, moment: Moment) -> None:
    """What was due when the clock was moved before may not have happened, if somebody was killed then."""
    if moment.at > story.running.now():
        await story.running.move_clock(moment.at)
    elif moment.at == story.running.now():
        await story.running.drain()


async def ask_all(story: Story, moment: Moment) -> list[Answer]:
    """What is to be seen now, once everything that was done has taken effect."""
    due = [fact for fact in facts.ALL if is_after(fact, moment)]
    if due:
        await story.running.drain()
    return await together(ask(fact, story) for fact in due)
