"""A fact of the story: what must be read from the running system, when, and by which question."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from cascade.story.client import Refused
from cascade.story.data.acts import Act
from cascade.story.data.origin import Origin
from cascade.story.data.timeline import Moment
from cascade.story.story import Story

Q = TypeVar("Q", bound=Callable[[Story], Awaitable[Any]])
After = tuple[Act, str]
"""An act and its first subject: one moment of the timeline."""
CUT_OFF: After = (Act.LOOK, "cut-off")


@dataclass(frozen=True, slots=True)
class Fact:
    """`step` of the coordinator's year; `after`: the moment at which it is asked.

    `expected` is a value of the type that the question is declared to return.
    """

    step: int
    origin: Origin
    sentence: str
    expected: Any
    question: Callable[[Story], Awaitable[Any]]
    after: After

    @property
    def id(self) -> str:
        return f"{self.step:02d}.{self.question.__name__}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the system gave: a value, or the sentence of what went wrong."""

    fact: Fact
    value: Any

    @property
    def held(self) -> bool:
        return bool(self.value == self.fact.expected)


class Facts:
    """All facts of one part of the story, each registered once."""

    def __init__(self) -> None:
        self._facts: dict[str, Fact] = {}

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def published(self, step: int, sentence: str, expected: Any, *, after: After = CUT_OFF) -> Callable[[Q], Q]:
        """The organiser published it."""
        return self._registering(step, Origin.PUBLISHED, sentence, expected, after)

    def synthetic(self, step: int, sentence: str, expected: Any, *, after: After = CUT_OFF) -> Callable[[Q], Q]:
        """Made for this story, and shown as such."""
        return self._registering(step, Origin.SYNTHETIC, sentence, expected, after)

    def _registering(self, step: int, origin: Origin, sentence: str, expected: Any, after: After) -> Callable[[Q], Q]:
        def register(question: Q) -> Q:
            fact = Fact(step, origin, sentence, expected, question, after)
            if fact.id in self._facts:
                raise ValueError(f"two facts are called {fact.id}")
            self._facts[fact.id] = fact
            return question

        return register


def is_after(fact: Fact, moment: Moment) -> bool:
    return fact.after == (moment.act, moment.subjects[0] if moment.subjects else "")


async def ask(fact: Fact, story: Story) -> Answer:
    """A refusal or an answer of another shape is an answer that does not hold."""
    try:
        return Answer(fact, await fact.question(story))
    except (Refused, KeyError, IndexError, TypeError, ValueError) as failure:
        return Answer(fact, f"{type(failure).__name__}: {failure}")
