"""What each quota costs: by how much the best value would be higher without it, with the selection and the proof."""

from collections.abc import Iterator
from dataclasses import dataclass

from registration.panel.call import ORGANISATION, Asked
from registration.panel.merit import Known, Outcome, Status, solve
from registration.panel.program import UNIT
from registration.panel.relaxation import NEVER, Clock, SolverFailed
from registration.panel.sifting import Sifted


@dataclass(frozen=True)
class Cost:
    """`outcome`: of the same call without the quota."""

    quota: str
    outcome: Outcome
    value: int


def costs(asked: Asked, outcome: Outcome, clock: Clock = NEVER) -> Iterator[Cost]:
    """Of each quota, then of the cap per organisation, what could be proven; for a proven outcome only.

    By tickets nothing has a cost: there is no sum that could be higher.
    """
    if outcome.proof is None or outcome.status != Status.PROVEN:
        return
    prices = outcome.proof.root
    left = prices.left(asked.program)
    for name in names(asked):
        program = asked.lifted([(name, "min"), (name, "max")])
        bound = prices.bound(program, left)
        same = (prices.rows[asked.rows(name)] == 0).all() or bound < UNIT * (outcome.value + asked.program.step)
        sifted = Sifted(prices, left, bound, 0, 0, possible=True) if same else None
        try:
            other = solve(program, asked.tickets, clock, ties=False, known=Known(outcome.selected, sifted))
        except SolverFailed:
            continue
        if other.status == Status.PROVEN:
            yield Cost(name, other, other.value - outcome.value)


def names(asked: Asked) -> list[str]:
    """Of what there is a cost."""
    if asked.call.policy != "merit":
        return []
    cap = [] if asked.call.organisation_max is None else [ORGANISATION]
    return [*(quota.id for quota in asked.call.quotas), *cap]
