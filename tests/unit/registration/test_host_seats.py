"""Who holds a seat, and how many are open."""

import pytest

from registration.domain.place import Answer
from registration.domain.refusals.host import NoOpenSeat
from registration.domain.seats import Seats
from registration.domain.vocabulary import AnswerValue
from tests.unit.registration.host import OFFER, PUBLISHED, TRAINING, in_reserve, invited, released, selected

CONFIRMED = invited().on_answered(Answer(OFFER, AnswerValue.ACCEPTED, PUBLISHED))


def test_confirmed_and_offered_places_hold_a_seat_and_no_others() -> None:
    seats = Seats.of(5, [CONFIRMED, selected(), invited(), released(), in_reserve()])
    assert seats == Seats(seats=5, confirmed=1, offered=2)
    assert seats.open == 2


def test_a_training_made_smaller_has_no_seats_below_none() -> None:
    assert Seats.of(1, [CONFIRMED, invited()]).open == 0


def test_where_no_seat_is_open_the_refusal_says_who_holds_them() -> None:
    with pytest.raises(NoOpenSeat, match="of 2, 1 are confirmed and 1 are offered"):
        Seats.of(2, [CONFIRMED, invited()]).require_open(TRAINING)
