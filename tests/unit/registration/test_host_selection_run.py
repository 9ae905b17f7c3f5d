"""The making of a draft: what it may become, and that an end is one."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from registration.domain.selection_run import Progress, SelectionRun, Wanted
from registration.domain.vocabulary import RunState, Step
from shared.refusals import NotInThisState

NOON = datetime(2017, 2, 24, 12, tzinfo=UTC)
DRAFT = UUID(int=9)
RUN = SelectionRun(UUID(int=1), UUID(int=2), 77, Wanted(2017, 10), NOON)
PROBLEM = {"code": "quotas-cannot-hold"}

ENDS: dict[RunState, Callable[[SelectionRun], SelectionRun]] = {
    RunState.DONE: lambda run: run.finish(DRAFT, at=NOON),
    RunState.FAILED: lambda run: run.fail(PROBLEM, at=NOON),
    RunState.CANCELLED: lambda run: run.cancel(at=NOON),
}
ENDED = [end(RUN) for end in ENDS.values()]
LOST = SelectionRun(UUID(int=1), UUID(int=2), 77, Wanted(2017, 10), NOON, RunState.LOST)


def test_it_begins_waiting_for_its_turn() -> None:
    assert (RUN.state, RUN.progress, RUN.ended_at) == (RunState.RUNNING, Progress(Step.WAITING), None)


def test_how_far_it_is_changes_nothing_else() -> None:
    further = RUN.at_step(Progress(Step.COSTS, 2, 6))
    assert (further.state, further.progress) == (RunState.RUNNING, Progress(Step.COSTS, 2, 6))
    assert further.at_step(Progress(Step.COSTS, 2, 6)) is further


@pytest.mark.parametrize("state", ENDS)
def test_it_ends_with_what_came_of_it_and_when(state: RunState) -> None:
    ended = ENDS[state](RUN)
    assert (ended.state, ended.ended_at) == (state, NOON)
    assert (ended.made, ended.problem) == (
        DRAFT if state is RunState.DONE else None,
        PROBLEM if state is RunState.FAILED else None,
    )


@pytest.mark.parametrize("ended", [*ENDED, LOST], ids=lambda run: run.state)
@pytest.mark.parametrize("change", [*ENDS.values(), lambda run: run.at_step(Progress(Step.WRITING))])
def test_nothing_becomes_of_what_has_ended(ended: SelectionRun, change: Callable[[SelectionRun], SelectionRun]) -> None:
    with pytest.raises(NotInThisState) as refused:
        change(ended)
    assert (refused.value.state, refused.value.needed) == (ended.state, (RunState.RUNNING,))
