"""The making of one draft, or of a lottery's list: it runs, ends in one of four ways, and never changes then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, Self
from uuid import UUID

from registration.domain.lottery import Rules
from registration.domain.vocabulary import RunState, Step
from shared.refusals import NotInThisState

KEPT_DAYS = timedelta(days=30)
"""After it ended; what it made stays."""


class Tell(Protocol):
    """Hears what is being done now; of a step that consists of several also how many are done."""

    def __call__(self, step: Step, done: int = 0, of: int = 0) -> None: ...


def SILENT(step: Step, done: int = 0, of: int = 0) -> None:  # noqa: N802 - the `Tell` that nobody hears
    """For whoever decides without being watched."""


class Request(StrEnum):
    CANCEL = "cancel"
    GO_ON = "go on"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a draft is to be made. `reserve`: how many stand by; `homes_left_out`: although their reviews are open;
    `travels_from`: the first day on which somebody could travel, where the coordinator knows of one.
    """

    seed: int
    reserve: int
    homes_left_out: tuple[str, ...] = ()
    travels_from: Mapping[UUID, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """`of`: parts of the step; 0 where it has none."""

    step: Step = Step.WAITING
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class SelectionRun:
    """`owner`: the lock that whoever works at it holds; a run is lost when nobody does. `wanted`: a draft, or a list by
    these rules; `made`: id of the draft or of the lottery; `problem`: why it failed, as over HTTP.
    """

    id: UUID
    training: UUID
    owner: int
    wanted: Wanted | Rules
    asked_at: datetime
    state: RunState = RunState.RUNNING
    progress: Progress = Progress()
    made: UUID | None = None
    problem: Mapping[str, Any] | None = None
    ended_at: datetime | None = None

    @property
    def kept_until(self) -> datetime:
        """Story time. Nobody knows when one that is lost ended."""
        return (self.ended_at or self.asked_at) + KEPT_DAYS

    def at_step(self, progress: Progress) -> Self:
        """Raises NotInThisState."""
        self._require_running(Request.GO_ON)
        return self if progress == self.progress else replace(self, progress=progress)

    def finish(self, made: UUID, *, at: datetime) -> Self:
        """Raises NotInThisState."""
        self._require_running(Request.GO_ON)
        return replace(self, state=RunState.DONE, made=made, ended_at=at)

    def fail(self, problem: Mapping[str, Any], *, at: datetime) -> Self:
        """Raises NotInThisState."""
        self._require_running(Request.GO_ON)
        return replace(self, state=RunState.FAILED, problem=problem, ended_at=at)

    def cancel(self, *, at: datetime) -> Self:
        """Raises NotInThisState."""
        self._require_running(Request.CANCEL)
        return replace(self, state=RunState.CANCELLED, ended_at=at)

    def _require_running(self, request: Request) -> None:
        if self.state is not RunState.RUNNING:
            raise NotInThisState("selection run", self.id, request, self.state, (RunState.RUNNING,))
