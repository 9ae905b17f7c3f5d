"""Why no selection is possible, in the words of the service: bounds, what they need, and what would be enough."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from registration.domain.announcement import PER_ORGANISATION
from registration.domain.refusals.selecting import Bound, EasedTogether, Easing, Side
from registration.panel.call import ORGANISATION, Asked, Call, asked
from registration.panel.conflict import Conflict, Limit
from registration.panel.easing import Enough, Together, Worth, enough
from registration.panel.relaxation import Clock, SolverFailed, TimeIsUp
from registration.panel.remarks import Kind, remarks

SIDES: dict[str, Side] = {"min": "minimum", "max": "maximum"}


@dataclass(frozen=True, slots=True)
class Reasons:
    """`easings` and `together` are none where there was no time to look for them, or the solver failed at it."""

    bounds: tuple[Bound, ...]
    explanation: str
    easings: tuple[Easing, ...]
    together: tuple[EasedTogether, ...]


def reasons(question: Asked, conflict: Conflict, clock: Clock) -> Reasons:
    """That nothing is possible is proven without what would be enough: so it is told also where this is not found."""
    found = bounds(question.call, conflict.limits)
    found_enough = Enough()
    with suppress(TimeIsUp, SolverFailed):
        found_enough = enough(question, conflict, clock)
    return Reasons(
        found,
        explanation(question.call, conflict.limits, found),
        tuple(Easing(named(e.quota), SIDES[e.side], e.seats, *_worth(e.worth)) for e in found_enough.alone),
        tuple(_together(one) for one in [found_enough.together] if one is not None),
    )


def _together(found: Together) -> EasedTogether:
    eased = tuple(Bound(named(name), SIDES[side], seats) for name, side, seats in found.limits)
    return EasedTogether(eased, *_worth(found.worth))


def _worth(found: Worth) -> tuple[int | None, str | None]:
    return found.value, None if found.chance is None else str(found.chance)


def named(quota: str) -> str:
    return PER_ORGANISATION if quota == ORGANISATION else quota


def bounds(call: Call, limits: Sequence[Limit]) -> tuple[Bound, ...]:
    """As the training tells them, not as the seats cut them."""
    quotas = {quota.id: quota for quota in call.quotas}
    return tuple(
        Bound(named(name), SIDES[side], int(quotas[name].asked[side]) if name in quotas else call.organisation_max or 0)
        for name, side in limits
    )


def explanation(call: Call, limits: Sequence[Limit], found: Sequence[Bound]) -> str:
    """The sum that shows that they cannot hold together, or else their list."""
    sums = [one.words for one in remarks(asked(_limited(call, limits))) if one.kind == Kind.IMPOSSIBLE]
    if sums:
        return sums[0]
    return f"with {call.seats} seats these exclude one another: {', '.join(map(_in_words, found))}"


def _limited(call: Call, limits: Sequence[Limit]) -> Call:
    """With these limits alone."""
    quotas = (
        replace(quota, asked={side: said for side, said in quota.asked.items() if (quota.id, side) in limits})
        for quota in call.quotas
    )
    cap = call.organisation_max if (ORGANISATION, "max") in limits else None
    return replace(call, quotas=tuple(quota for quota in quotas if quota.asked), organisation_max=cap)


def _in_words(bound: Bound) -> str:
    word = "at least" if bound.side == "minimum" else "at most"
    return f"{word} {bound.value} {'per organisation' if bound.quota == PER_ORGANISATION else f'of {bound.quota}'}"
