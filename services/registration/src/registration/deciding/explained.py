"""What is told of a decision beside its document: prices, who was passed over, what including somebody would cost.

Numbers here are rounded to hundredths of a point and follow from the prices of this proof; another proof has others.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from registration.deciding.refused import SIDES, named
from registration.panel.call import ORGANISATION, Asked
from registration.panel.document import Decided
from registration.panel.explaining import explained, prices
from registration.panel.merit import Proof
from registration.panel.passed_over import MOST_TOLD, AllPassedOver, passed_over
from registration.panel.program import UNIT
from registration.panel.relaxation import Clock, SolverFailed, TimeIsUp

Json = Any
BY_LOT: Mapping[str, Json] = {"people": {}}


def told(decided: Decided, proof: Proof, clock: Clock) -> Mapping[str, Json]:
    """`people`: those passed over and the first in reserve whose cost was found in time. Raises SolverFailed.

    By tickets nobody is passed over and nobody costs anything: points do not count.
    """
    question = decided.asked
    if question.call.policy != "merit":
        return BY_LOT
    over = passed_over(question, decided.outcome.selected)
    line = [question.call.ids[place] for place in question.free[decided.reserve[:MOST_TOLD]]]
    people = dict.fromkeys([*(one.id for one in over.first), *line])
    return {
        "passed_over": _passed_over(over),
        "prices": _prices(question, proof),
        "people": dict(_costs(decided, people, clock)),
    }


def _costs(decided: Decided, people: Iterable[str], clock: Clock) -> Iterable[tuple[str, Json]]:
    """What is not proven of one person is not told of her; when time is up, of nobody who follows."""
    with suppress(TimeIsUp):
        for one in people:
            clock.left()
            with suppress(TimeIsUp, SolverFailed):
                found = explained(decided.asked, decided.outcome, one, clock)
                yield one, {"adjusted": round(found.adjusted), "line": round(found.line), "cost": found.cost}


def _prices(question: Asked, proof: Proof) -> dict[str, int]:
    """Per quota what one seat more is worth; of organisations the dearest."""
    found = {quota: round(price) for quota, price in prices(question, proof).items()}
    rows = question.rows(ORGANISATION)
    if question.call.organisation_max is not None:
        found[named(ORGANISATION)] = round(max((int(proof.root.rows[row]) for row in rows), default=0) / UNIT)
    return found


def _passed_over(over: AllPassedOver) -> Json:
    return {
        "people": over.people,
        "first": [
            {
                "application": one.id,
                "exchanges": one.exchanges,
                "in_the_way": [
                    {"quota": named(w.quota), "side": SIDES[w.side], "value": w.seats, "exchanges": w.exchanges}
                    for w in one.in_the_way
                ],
            }
            for one in over.first
        ],
    }
