"""Whether expected counts are those of some lottery, told without a short list: every number has a panel of its own.

The people are dealt out so that those whom tight quotas count alike follow one another (systematic sampling): so most
panels keep most quotas. What is broken is mended by exchanges between two panels, which change no sum over all.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from registration.lottery.call import Panels, Whole
from registration.lottery.peeling import Rest
from registration.lottery.solver import Effort
from registration.lottery.walking import Ground, Places

_LOOKED_AT, _OF_A_ROUND = 5_000_000, 5_000
"""Exchanges, before something else is tried; and as how many a round counts beside its own."""
_HOPELESS = 1_000_000
"""Exchanges after which, where most panels still break a quota, the others would not be mended either."""
_PARTNERS, _PAIRS = 8, 512
"""Panels with which one that breaks a quota could exchange, and pairs that are looked at together, at most."""
_SEATS = 16
"""Of each panel, from which is exchanged in one round."""
_WHIM = 1e-3
_NEVER = np.float32(np.inf)
Small = NDArray[np.float32]


def arranged(panels: Panels, expected: Rest, effort: Effort) -> list[Whole] | None:
    """Panels, one for each number, that sum to what is expected; None where exchanges did not find them. Each round is
    charged as one program. Raises OutOfEffort.
    """
    table, looked_at = _Table.of(panels, expected), 0
    while table.broken.any() and looked_at < (_HOPELESS if table.mostly_broken else _LOOKED_AT):
        effort.spend()
        looked_at += _OF_A_ROUND + table.mend()
    return None if table.broken.any() else [np.bincount(one, minlength=panels.types) for one in table.seated]


@dataclass(eq=False)
class _Table:
    """`seated` [numbers × seats]: of which type who sits there is; `broken` [numbers × quotas]: by how much."""

    ground: Ground
    seated: Places
    chance: np.random.Generator
    sums: Whole = field(init=False)
    broken: Whole = field(init=False)

    def __post_init__(self) -> None:
        self.sums = self._sums(self.seated)
        self.broken = self.ground.broken(self.sums)

    @classmethod
    def of(cls, panels: Panels, expected: Rest) -> "_Table":
        ground = Ground.of_panels(panels)
        mean = expected.counts @ ground.of / expected.numbers
        tight = np.argsort(-np.minimum(mean - ground.lower, ground.upper - mean), kind="stable")
        line = np.lexsort((np.arange(panels.types), *ground.of[:, tight].T))
        dealt = np.repeat(line, expected.counts[line]).reshape(-1, expected.numbers).T.copy()
        return cls(ground, dealt, np.random.default_rng(panels.types))

    @property
    def mostly_broken(self) -> bool:
        return bool(2 * np.count_nonzero(self.broken.any(axis=1)) > len(self.broken))

    def mend(self) -> int:
        """Panels of one half, a new one each time, that break a quota exchange somebody with panels of the other half,
        if not more is broken then: what costs nothing leads on where nothing is better, what costs something only away.

        How many exchanges were looked at.
        """
        line, half = self.chance.permutation(len(self.seated)), len(self.seated) // 2
        here = line[:half][self.broken[line[:half]].any(axis=1)][:_PAIRS]
        if not len(here):
            return 0
        each = min(_PARTNERS, _PAIRS // len(here), (len(line) - half) // len(here))
        there = line[half : half + each * len(here)]
        outs, ins = (self.chance.permutation(self.seated.shape[1])[:_SEATS] for _ in range(2))
        cost = self._costs(np.repeat(here, each), there, outs, ins)
        of_one = cost.reshape(len(here), -1)
        best, at = of_one.argmin(axis=1), np.arange(len(here))
        least = of_one[at, best]
        goes = least < 2 * _WHIM
        with_, out, come = np.unravel_index(best, (each, *cost.shape[1:]))
        self._exchange(here[goes], outs[out[goes]], there.reshape(-1, each)[at, with_][goes], ins[come[goes]])
        return cost.size

    def _costs(self, one: Places, other: Places, outs: Places, ins: Places) -> Small:
        """[pairs × seats × seats]: what exchanging these two breaks, less what it mends."""
        here, there = self.seated[one], self.seated[other]
        goes, comes = self._of(here[:, outs]), self._of(there[:, ins])
        more, less = self._marginal(one)
        other_more, other_less = self._marginal(other)
        alike = ((more + less + other_more + other_less)[:, None, :] * goes) @ comes.transpose(0, 2, 1)
        cost: Small = np.einsum("psr,pr->ps", goes, less + other_more)[:, :, None] - alike
        cost += np.einsum("psr,pr->ps", comes, more + other_less)[:, None, :]
        cost += _WHIM * self.chance.random(cost.shape, dtype=np.float32)
        cost[~self._mends(one, goes, comes) | self._twice(here, there, outs, ins)] = _NEVER
        return cost

    def _mends(self, one: Places, goes: Small, comes: Small) -> NDArray[np.bool_]:
        """Exchanges that mend a quota, any one that the panel breaks."""
        row = (self.broken[one] * self.chance.random(self.broken[one].shape)).argmax(axis=1)
        pair = np.arange(len(one))
        over = (self.sums[one, row] > self.ground.upper[row])[:, None]
        mends: NDArray[np.bool_] = ((goes[pair, :, row] > 0) == over)[:, :, None] & ((comes[pair, :, row] > 0) != over)[
            :, None, :
        ]
        return mends

    def _twice(self, here: Places, there: Places, outs: Places, ins: Places) -> NDArray[np.bool_]:
        """Exchanges after which a panel would have more of a type than there are."""
        goes, comes = here[:, outs], there[:, ins]
        full = (here[:, :, None] == comes[:, None, :]).sum(axis=1) >= self.ground.most[comes]
        other_full = (goes[:, :, None] == there[:, None, :]).sum(axis=2) >= self.ground.most[goes]
        twice: NDArray[np.bool_] = other_full[:, :, None] | full[:, None, :]
        return twice

    def _marginal(self, which: Places) -> tuple[Small, Small]:
        """What one more, and one less, would break."""
        sums, broken = self.sums[which], self.broken[which]
        more, less = (self.ground.broken(sums + change) - broken for change in (1, -1))
        return more.astype(np.float32), less.astype(np.float32)

    def _exchange(self, one: Places, out: Places, other: Places, come: Places) -> None:
        """No panel is in two of these."""
        seated = self.seated
        seated[one, out], seated[other, come] = seated[other, come], seated[one, out]
        changed = np.concatenate([one, other])
        self.sums[changed] = self._sums(seated[changed])
        self.broken[changed] = self.ground.broken(self.sums[changed])

    def _sums(self, seated: Places) -> Whole:
        sums: Whole = np.rint(self._of(seated).sum(axis=1)).astype(np.int64)
        return sums

    def _of(self, seated: Places) -> Small:
        return self.ground.of.astype(np.float32)[seated]
