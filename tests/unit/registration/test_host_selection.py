"""A selection is a draft until it is published or discarded, and stale once what it chose from changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from registration.domain.announcement import Terms
from registration.domain.candidate import Assessment, Candidate
from registration.domain.closing import Tally, homes_to_select_from, require_complete
from registration.domain.refusals.host import CandidatesIncomplete, HomeNotOfTraining, SelectionStale
from registration.domain.selection import Selection, Since
from registration.domain.vocabulary import DecisionKind, SelectionState, WithdrawalReason
from shared.refusals import NotInThisState
from tests.unit.registration.host import PUBLISHED, SELECTION, TRAINING, candidate

CHOSEN, STANDING_BY, OTHER = candidate(1), candidate(2), candidate(3)
TERMS = Terms(seats=1)
LATER = PUBLISHED + timedelta(hours=1)


def draft() -> Selection:
    return Selection(
        id=SELECTION,
        training=TRAINING,
        kind=DecisionKind.FIRST,
        seed=2017,
        selected=(CHOSEN.application,),
        reserve=(STANDING_BY.application,),
        terms=TERMS,
        hash="0f" * 32,
        document={},
        drafted_at=PUBLISHED,
        revisions={CHOSEN.application: 1, STANDING_BY.application: 1},
    )


def revised(before: Candidate) -> Candidate:
    return before.on_reviewed(before.code or "", Assessment(2, True, 9000, 3), version=3)


def test_a_draft_is_published_once() -> None:
    published = draft().publish([CHOSEN, STANDING_BY, OTHER], TERMS, now=LATER)
    assert (published.state, published.published_at) == (SelectionState.PUBLISHED, LATER)
    with pytest.raises(NotInThisState, match="which is published"):
        published.publish([CHOSEN, STANDING_BY, OTHER], TERMS, now=LATER)
    with pytest.raises(NotInThisState):
        published.discard()


def test_a_discarded_draft_is_never_published() -> None:
    discarded = draft().discard()
    assert discarded.state is SelectionState.DISCARDED
    with pytest.raises(NotInThisState):
        discarded.publish([CHOSEN, STANDING_BY], TERMS, now=LATER)


def test_a_draft_is_stale_when_somebody_chosen_was_assessed_anew_or_withdrew() -> None:
    out = STANDING_BY.on_withdrawn(WithdrawalReason.PERSONAL, version=3)
    with pytest.raises(SelectionStale) as refused:
        draft().publish([revised(CHOSEN), out, OTHER], TERMS, now=LATER)
    assert refused.value.changed == ("TJ-01", "TJ-02")
    assert "TJ-02 withdrew or is not eligible any more; TJ-01 was assessed anew." in str(refused.value)


def test_a_draft_is_stale_when_somebody_beside_it_came_or_was_assessed_otherwise_and_says_which() -> None:
    newcomer = candidate(4)
    everybody = [CHOSEN, STANDING_BY, OTHER, newcomer]
    with pytest.raises(SelectionStale) as refused:
        draft().publish(everybody, TERMS, since=Since([OTHER.application], [newcomer.application]), now=LATER)
    assert (refused.value.assessed_anew, refused.value.came) == (("TJ-03",), ("TJ-04",))
    assert refused.value.changed == ("TJ-03", "TJ-04")
    assert "TJ-03 was assessed anew; TJ-04 came in." in str(refused.value)


def test_who_was_not_chosen_may_withdraw_without_making_it_stale() -> None:
    out = OTHER.on_withdrawn(WithdrawalReason.PERSONAL, version=3)
    assert draft().publish([CHOSEN, STANDING_BY, out], TERMS, now=LATER).state is SelectionState.PUBLISHED


def test_what_a_home_says_beside_an_assessment_does_not_make_it_stale() -> None:
    assert draft().publish([CHOSEN.on_heard(9), STANDING_BY], TERMS, now=LATER).state is SelectionState.PUBLISHED


def test_a_draft_is_stale_when_seats_or_quotas_are_others_now() -> None:
    with pytest.raises(SelectionStale) as refused:
        draft().publish([CHOSEN, STANDING_BY], replace(TERMS, seats=2), now=LATER)
    assert refused.value.changed == ("training",)


def test_a_draft_is_stale_when_the_training_begins_when_others_can_arrive() -> None:
    with pytest.raises(SelectionStale) as refused:
        draft().publish([CHOSEN, STANDING_BY], TERMS, since=Since(moved=True), now=LATER)
    assert refused.value.changed == ("training",)


def test_the_host_may_select_when_what_arrived_is_what_every_home_declared() -> None:
    said = {"tj": Tally(168, 500), "ge": Tally(24, 60)}
    require_complete(TRAINING, ("tj", "ge"), said, dict(said))
    with pytest.raises(CandidatesIncomplete) as refused:
        require_complete(TRAINING, ("tj", "ge", "kg"), said, {"tj": Tally(168, 499), "ge": Tally(24, 60)})
    assert "tj declared 168 applications (versions 500), 168 arrived (versions 499)" in str(refused.value)
    assert "kg has not closed its reviews, 0 applications arrived" in str(refused.value)


def test_a_home_that_is_left_out_is_one_of_the_trainings_and_one_remains() -> None:
    assert homes_to_select_from(TRAINING, ("tj", "ge"), ("ge",)) == ("tj",)
    for left_out in (("ge", "tj"), ("kz",)):
        with pytest.raises(HomeNotOfTraining):
            homes_to_select_from(TRAINING, ("tj", "ge"), left_out)


def test_a_tally_counts_applications_and_sums_their_versions() -> None:
    assert Tally.of([3, 1, 0]) == Tally(2, 4)
