"""A decision as one file: in plain words, then what was decided, then the proof that `verify_selection` checks.

`decision` has the same bytes on any machine, of a lottery given its list of panels; `proof` is any valid one.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from registration.lottery import NoPanel
from registration.panel import verify_selection as verifier
from registration.panel.call import ORGANISATION, Asked, Quota
from registration.panel.conflict import Conflict, Limit, conflict, limits
from registration.panel.costs import Cost, costs, names
from registration.panel.lots import Lots, lots, nothing
from registration.panel.merit import NOBODY, Effort, Outcome, Status, solve, undecided
from registration.panel.program import Places
from registration.panel.proofs import Written
from registration.panel.relaxation import NEVER, Clock, TimeIsUp, version
from registration.panel.reserve import Groups, in_reserve, unfillable

Json = Any
Language = Literal["en", "ru", "tg"]
"""Of those that the verifier knows."""
Tell = Callable[[int, int], None]


def SILENT(done: int, of: int) -> None:  # noqa: N802 - the `Tell` that nobody hears
    """For whoever decides without being watched."""


@dataclass(frozen=True)
class Decided:
    """All that a document says of a call. Of a lottery `lots` has the chances and their proof, `outcome` who sits.

    `unfillable`: whose seats the reserve cannot fill, one or two at once.
    """

    asked: Asked
    outcome: Outcome
    reserve: Places
    reserve_size: int
    unfillable: tuple[Groups, Groups | None] = ([], [])
    costs: tuple[Cost, ...] = ()
    conflict: Conflict | None = None
    lots: Lots | None = None

    @property
    def reproducible(self) -> bool:
        """Whether everything that is said of it is proven, so that another machine says the same."""
        if None in self.unfillable:
            return False
        if self.lots is not None:
            return self.lots.proved.verdict == "leximin"
        complete = len(self.costs) == len(names(self.asked))
        return self.outcome.status == Status.INFEASIBLE or (self.outcome.status == Status.PROVEN and complete)


def decide(asked: Asked, reserve: int = 0, clock: Clock = NEVER, tell: Tell = SILENT) -> Decided:
    """The selection by the call's policy with all that is said of it, or why there is none; raises SolverFailed.

    `tell` hears of how many quotas the cost is known, and of how many it is asked.
    """
    if asked.call.policy in verifier.LOTTERIES:
        return _by_lot(asked, reserve, clock)
    outcome = solve(asked.program, asked.tickets, clock)
    if outcome.status == Status.INFEASIBLE:
        return _impossible(asked, reserve, clock)
    if outcome.status == Status.UNDECIDED:
        return Decided(asked, outcome, NOBODY, reserve)
    line = in_reserve(asked, outcome.selected, reserve)
    empty = unfillable(asked, outcome.selected, line, clock)
    found: list[Cost] = []
    with suppress(TimeIsUp):
        for cost in costs(asked, outcome, clock):
            tell(len(found), len(names(asked)))
            found.append(cost)
    return Decided(asked, outcome, line, reserve, empty, tuple(found))


def _by_lot(asked: Asked, reserve: int, clock: Clock) -> Decided:
    try:
        found = lots(asked, clock)
    except NoPanel:
        decided = _impossible(asked, reserve, clock)
        return decided if decided.conflict is not None else replace(decided, lots=nothing(asked))
    return drawn(asked, found, reserve, clock)


def drawn(asked: Asked, found: Lots, reserve: int, clock: Clock = NEVER) -> Decided:
    """Who sits, and behind them who waits, by tickets: in that order a seat that falls free later is filled."""
    outcome = Outcome(found.status, found.selected, 0, 0, None, Effort())
    if not found.number:
        return Decided(asked, outcome, NOBODY, reserve, lots=found)
    line = in_reserve(asked, found.selected, reserve)
    return Decided(asked, outcome, line, reserve, unfillable(asked, found.selected, line, clock), lots=found)


def _impossible(asked: Asked, reserve: int, clock: Clock) -> Decided:
    """The proof is then of the conflict alone; where time is up before it is there, nothing is said to be proven."""
    with suppress(TimeIsUp):
        found = conflict(asked, clock)
        program = asked.lifted(set(limits(asked)) - set(found.limits))
        outcome = solve(program, asked.tickets, clock, ties=False)
        if outcome.status == Status.INFEASIBLE:
            return Decided(asked, outcome, NOBODY, reserve, conflict=found)
    return Decided(asked, undecided(asked.program), NOBODY, reserve)


def document(decided: Decided, context: Mapping[str, Json] | None = None, language: Language = "en") -> dict[str, Json]:
    """To be written with `verify_selection.written`. `context`: of what it is a part, in codes; sealed too."""
    decision = {**_decision(decided), "context": dict(context or {})}
    proof = _proof(decided)
    hashes = {"decision": verifier.digest(decision), "proof": verifier.digest(proof)}
    return told_in(language, {"decision": decision, "hash": hashes, "proof": proof})


def told_in(language: Language, document: Mapping[str, Json]) -> dict[str, Json]:
    """The same decision in words of this language. One of a format of before stays: its own verifier knows no other."""
    decision = document["decision"]
    if decision["format"] != verifier.FORMAT:
        return dict(document)
    return {**document, "about": verifier.about(decision, language), "language": language}


def _proof(decided: Decided) -> dict[str, Json]:
    if decided.lots is not None:
        name, number = version()
        proved = decided.lots.proved
        return {
            "ceilings": proved.ceilings,
            "levels": proved.levels,
            "list": decided.lots.list,
            "made_by": {"name": name, "version": number},
        }
    if decided.outcome.proof is None:
        raise ValueError("nothing is proven")
    return Written(decided.asked).told(decided.outcome.proof, decided.costs, decided.conflict)


def _decision(decided: Decided) -> dict[str, Json]:
    call, outcome = decided.asked.call, decided.outcome
    found = outcome.status in (Status.PROVEN, Status.BOUNDED)
    selected = decided.asked.ids(outcome.selected) if found else []
    costs = {cost.quota: cost.value for cost in decided.costs}
    cap = call.organisation_max
    return {
        "arrival": None if call.arrival is None else {"column": call.arrival.column, "by": call.arrival.by},
        "candidates": len(call.ids),
        "conflict": [_limit(decided.asked, one) for one in decided.conflict.limits] if decided.conflict else [],
        "format": verifier.FORMAT,
        "input_hash": input_hash(decided.asked),
        "left_out": _reasons(call.left_out),
        "must": _reasons(call.must),
        "organisation": None if cap is None else {"max": cap, "cost": costs.get(ORGANISATION)},
        "policy": call.policy,
        "quotas": _quotas(decided, costs, found=found),
        "reproducible": decided.reproducible,
        "reserve": [call.ids[place] for place in decided.asked.free[decided.reserve]],
        "reserve_size": decided.reserve_size,
        "seats": call.seats,
        "seed": call.seed_text,
        "selected": selected,
        "status": str(outcome.status),
        "threshold": call.threshold,
        "unfillable": {
            name: [[call.ids[place] for place in group] for group in groups] if isinstance(groups, list) else groups
            for name, groups in zip(("one", "two"), decided.unfillable, strict=True)
        },
        **(_drawn(decided.lots) if call.policy in verifier.LOTTERIES else _worth(decided, found=found)),
    }


def _worth(decided: Decided, *, found: bool) -> dict[str, Json]:
    """In hundredths."""
    outcome = decided.outcome
    must = 0 if outcome.status == Status.INFEASIBLE else decided.asked.value_of_must
    return {"bound": outcome.bound + must, "value": outcome.value + must if found else 0}


def _drawn(lots: Lots | None) -> dict[str, Json]:
    """Chances as fractions, and what is needed to draw again; of an impossible call there are none."""
    if lots is None:
        return dict(verifier.NO_LOTS)
    return {
        "bound": str(lots.proved.bound),
        "chances": lots.chances,
        "list_hash": lots.hash,
        "number": lots.number,
        "numbers": lots.lottery.numbers,
        "value": str(lots.proved.value),
        "verdict": lots.proved.verdict,
    }


def _reasons(reasons: Mapping[str, str]) -> list[Json]:
    return [{"id": one, "reason": reasons[one]} for one in sorted(reasons)]


def _limit(asked: Asked, limit: Limit) -> Json:
    name, side = limit
    if name == ORGANISATION:
        return {"quota": name, "side": side, "seats": asked.call.organisation_max}
    quota = next(one for one in asked.call.quotas if one.id == name)
    return {"quota": name, "side": side, "seats": quota.limits(asked.call.seats)[side == "max"]}


def _quotas(decided: Decided, costs: Mapping[str, int], *, found: bool) -> list[Json]:
    asked = decided.asked
    seats = asked.whole.counts(np.concatenate([asked.must, asked.free[decided.outcome.selected]]))
    told = []
    for row, quota in enumerate(asked.call.quotas, start=1):
        lower, upper = quota.limits(asked.call.seats)
        told.append(
            {
                **_asked_for(quota),
                "cost": costs.get(quota.id),
                "lower": lower,
                "seats": int(seats[row]) if found else None,
                "upper": upper,
            }
        )
    return told


def _asked_for(quota: Quota) -> dict[str, Json]:
    return {"asked": dict(quota.asked), "id": quota.id, "where": dict(quota.where)}


def input_hash(asked: Asked) -> str:
    """Of candidates and quotas; the same for any order of either."""
    call = asked.call
    organisation = call.organisation
    attributes = sorted(call.attributes)
    columns = [call.attributes[name] for name in attributes]
    people = (
        (
            one,
            int(call.score[place]),
            (organisation.value(place) or "") if organisation else "",
            {name: value for name, column in zip(attributes, columns, strict=True) if (value := column.value(place))},
        )
        for place, one in enumerate(call.ids)
    )
    return verifier.input_hash(people, [_asked_for(quota) for quota in call.quotas])
