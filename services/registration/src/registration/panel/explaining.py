"""What quotas do to one candidate: her score as the quotas weigh it, and what including her would cost."""

from dataclasses import dataclass, replace
from fractions import Fraction

from registration.panel.call import Asked, asked
from registration.panel.merit import Outcome, Proof, Status, solve
from registration.panel.program import SEATS, UNIT
from registration.panel.relaxation import NEVER, Clock, TimeIsUp


@dataclass(frozen=True)
class Explained:
    """In hundredths. `adjusted`: her score without the prices of the quotas that she counts for; `line`: whoever is
    above it tends to be in. `cost`: by how much the best value would be lower with her; None if no selection has her.
    """

    id: str
    score: int
    adjusted: Fraction
    line: Fraction
    cost: int | None


def prices(call: Asked, proof: Proof) -> dict[str, Fraction]:
    """What one seat more would be worth, per quota that has a price: positive of a maximum, negative of a minimum."""
    rows = proof.root.rows
    return {
        quota.id: Fraction(int(rows[row]), UNIT) for row, quota in enumerate(call.call.quotas, start=1) if rows[row]
    }


def explained(call: Asked, outcome: Outcome, id: str, clock: Clock = NEVER) -> Explained:
    """Of a proven outcome and a candidate who is not left out. Raises ValueError, SolverFailed; TimeIsUp where it is
    not proven what she would cost.
    """
    if outcome.proof is None or outcome.status != Status.PROVEN:
        raise ValueError("what is not proven cannot be explained")
    if id in call.call.left_out:
        raise ValueError(f"{id} is left out: {call.call.left_out[id]}")
    place, root = call.call.place[id], outcome.proof.root
    price = sum(int(root.rows[family[place]]) for family in call.whole.families)
    score = int(call.call.score[place])
    return Explained(
        id=id,
        score=score,
        adjusted=score - Fraction(price, UNIT),
        line=Fraction(int(root.rows[SEATS]), UNIT),
        cost=_cost(call, outcome, id, clock),
    )


def _cost(call: Asked, outcome: Outcome, id: str, clock: Clock) -> int | None:
    if id in call.ids(outcome.selected):
        return 0
    with_her = asked(replace(call.call, must={**call.call.must, id: "asked for"}))
    other = solve(with_her.program, with_her.tickets, clock, ties=False)
    if other.status == Status.INFEASIBLE:
        return None
    if other.status != Status.PROVEN:
        raise TimeIsUp
    return outcome.value + call.value_of_must - other.value - with_her.value_of_must
