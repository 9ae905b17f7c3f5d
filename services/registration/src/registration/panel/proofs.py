"""Proofs in the form in which they are written: prices by name, cases by id."""

from collections.abc import Mapping
from math import gcd
from typing import Any

import numpy as np

from registration.panel.call import Asked
from registration.panel.conflict import Conflict
from registration.panel.costs import Cost
from registration.panel.merit import Proof
from registration.panel.program import UNIT, Places, Prices
from registration.panel.relaxation import version

Json = Any


class Written:
    """The proofs of a document; the same prices stand once."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._prices: list[Json] = []
        self._place: dict[tuple[int, ...], int] = {}

    def told(self, proof: Proof, costs: tuple[Cost, ...], conflict: Conflict | None) -> dict[str, Json]:
        selection = self._proof(proof)
        without: dict[str, Json] = {cost.quota: self._cost(cost) for cost in costs}
        if conflict is not None:
            found = [self._asked.ids(conflict.without[limit]) for limit in conflict.limits]
            without = {str(number): ids for number, ids in enumerate(found)}
        name, number = version()
        return {
            "made_by": {"name": name, "version": number},
            "prices": self._prices,
            "selection": selection,
            "without": without,
        }

    def _cost(self, cost: Cost) -> Json:
        if cost.outcome.proof is None:
            raise ValueError(f"the cost of {cost.quota} is not proven")
        return {"selected": self._asked.ids(cost.outcome.selected), **self._proof(cost.outcome.proof)}

    def _proof(self, proof: Proof) -> dict[str, Json]:
        root = self._priced(proof.root, np.arange(len(proof.root.rows)))
        rest = proof.rest
        if rest is None:
            return {"root": root, "tree": []}
        ids = self._asked.call.ids
        tree = [
            {
                "prices": self._priced(case.prices, rest.labels),
                **({} if case.split is None else {"split": ids[self._asked.free[rest.who[case.split]]]}),
            }
            for case in proof.cases
        ]
        return {"root": root, "tree": tree}

    def _priced(self, prices: Prices, labels: Places) -> int:
        """The place of these prices among those that are told."""
        rows = {int(labels[row]): int(prices.rows[row]) for row in np.flatnonzero(prices.rows)}
        key = (prices.scored, *(number for pair in sorted(rows.items()) for number in pair))
        if key not in self._place:
            self._place[key] = len(self._prices)
            self._prices.append(self._told(rows, prices.scored))
        return self._place[key]

    def _told(self, rows: Mapping[int, int], scored: int) -> Json:
        common = gcd(*rows.values(), UNIT) if scored else gcd(*rows.values()) or 1
        quotas = self._asked.call.quotas
        first = 1 + len(quotas)
        named = {row: price // common for row, price in sorted(rows.items())}
        return {
            "organisations": {
                self._asked.organisations[row - first]: price for row, price in named.items() if row >= first
            },
            "quotas": {quotas[row - 1].id: price for row, price in named.items() if 1 <= row < first},
            "scored": scored,
            "seats": named.get(0, 0),
            "unit": UNIT // common if scored else 1,
        }
