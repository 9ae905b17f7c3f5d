"""Versions of an agenda: published without a block, warnings accepted by name, compared session by session."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from uuid import UUID

import pytest

from scheduling.domain.agenda.agenda import Acceptance, Agenda
from scheduling.domain.agenda.session import difference
from scheduling.domain.refusals.agenda import (
    BlocksAreNotAccepted,
    ConflictsBlock,
    NoSuchConflict,
    SessionOutOfOrder,
)
from scheduling.domain.refusals.common import CodesTwice
from scheduling.domain.vocabulary import AgendaState
from shared.refusals import NotInThisState
from tests.unit.scheduling.agendas import GOOD, NINE, a_session, an_agenda, standing

BLOCKED = a_session("S-01", room="R-X")
WARNED = a_session("S-01", facilitators=())


def acceptance(rule: str, agenda: Agenda, reason: str = "She comes later") -> Acceptance:
    return Acceptance(rule, tuple(session.id for session in agenda.sessions), UUID(int=9), reason, NINE)


def test_a_blocking_conflict_forbids_publication() -> None:
    with pytest.raises(ConflictsBlock, match="room R-X, which the training does not have"):
        an_agenda(BLOCKED).publish(standing(BLOCKED), at=NINE)


def test_a_warning_forbids_nothing() -> None:
    assert an_agenda(WARNED).publish(standing(WARNED), at=NINE).state is AgendaState.PUBLISHED


@pytest.mark.parametrize("state", [AgendaState.PUBLISHED, AgendaState.SUPERSEDED])
def test_only_a_draft_is_published(state: AgendaState) -> None:
    with pytest.raises(NotInThisState):
        an_agenda(*GOOD, state=state).publish((), at=NINE)


def test_a_warning_is_accepted_with_a_name_and_a_reason() -> None:
    agenda = an_agenda(WARNED)
    accepted = agenda.accept(acceptance("facilitator-missing", agenda), standing(WARNED))
    (conflict,) = standing(WARNED)
    told = accepted.acceptance_of(conflict)
    assert told is not None
    assert (told.person, told.reason) == (UUID(int=9), "She comes later")


def test_accepting_again_takes_the_place_of_what_was_said() -> None:
    agenda = an_agenda(WARNED)
    once = agenda.accept(acceptance("facilitator-missing", agenda), standing(WARNED))
    twice = once.accept(acceptance("facilitator-missing", agenda, "She is ill"), standing(WARNED))
    assert [one.reason for one in twice.accepted] == ["She is ill"]


def test_a_block_is_solved_not_accepted() -> None:
    agenda = an_agenda(BLOCKED)
    with pytest.raises(BlocksAreNotAccepted):
        agenda.accept(acceptance("resource-unknown", agenda), standing(BLOCKED))


def test_a_conflict_that_does_not_stand_is_not_accepted() -> None:
    agenda = an_agenda(WARNED)
    with pytest.raises(NoSuchConflict, match="standing: facilitator-missing"):
        agenda.accept(acceptance("module-unknown", agenda), standing(WARNED))


def test_a_session_code_is_given_once() -> None:
    with pytest.raises(CodesTwice):
        an_agenda(a_session("S-01"), a_session("S-01", 2))


def test_a_session_ends_after_it_starts() -> None:
    with pytest.raises(SessionOutOfOrder):
        an_agenda(a_session("S-01", minutes=0))


def test_other_days_of_the_training_make_it_stale() -> None:
    agenda = an_agenda(*GOOD)
    assert not agenda.is_stale((date(2017, 5, 15), date(2017, 5, 16)))
    assert agenda.is_stale((date(2017, 5, 15), date(2017, 5, 17)))


def test_the_hash_depends_on_the_sessions_alone() -> None:
    agenda = an_agenda(*GOOD)
    elsewhere = tuple(
        replace(session, starts_at=session.starts_at.astimezone(timezone(timedelta(hours=5)))) for session in GOOD
    )
    assert an_agenda(*elsewhere, number=7).hash == agenda.hash == an_agenda(*reversed(GOOD)).hash
    assert an_agenda(*GOOD[1:]).hash != agenda.hash


def test_the_difference_names_what_came_went_and_moved() -> None:
    before = (a_session("S-01"), a_session("S-02", 2), a_session("S-03", 4))
    after = (a_session("S-01"), a_session("S-02", 3, room="R-B"), a_session("S-04", 5))
    told = difference(before, after)
    assert [session.code for session in told.added] == ["S-04"]
    assert [session.code for session in told.removed] == ["S-03"]
    assert [(one.code, [field.field for field in one.fields]) for one in told.changed] == [
        ("S-02", ["starts_at", "ends_at", "room"])
    ]
