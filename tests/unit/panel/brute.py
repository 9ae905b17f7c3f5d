"""The rules by trying everything: slow, and simple enough to be believed."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Self

Quota = tuple[str, str, int, int]


@dataclass(frozen=True)
class Small:
    """A call small enough; a quota is feature, value, min, max."""

    people: tuple[Mapping[str, object], ...]
    quotas: tuple[Quota, ...]
    seats: int
    seed: int
    cap: int | None = None
    must: frozenset[str] = field(default_factory=frozenset)
    left_out: frozenset[str] = field(default_factory=frozenset)

    def by_lot(self, threshold: int | None) -> Self:
        """The same where points are worth nothing: whoever is below the threshold takes no part, others are equals."""
        below = {str(one["id"]) for one in self.people if threshold is not None and int(str(one["score"])) < threshold}
        equals = tuple({**one, "score": 0} for one in self.people)
        return replace(self, people=equals, left_out=self.left_out | (below - self.must))

    def ticket(self, id: object) -> bytes:
        return hmac.new(self.seed.to_bytes(8, "big"), str(id).encode(), hashlib.sha256).digest()

    def counts(self, quota: Quota, person: Mapping[str, object]) -> bool:
        names, values = quota[0].split("×"), quota[1].split("×")
        return all(person.get(name) == value for name, value in zip(names, values, strict=True))

    def limits(self) -> list[tuple[str, str]]:
        cap = [] if self.cap is None else [("organisation", "max")]
        return [*cap, *((f"{f}={v}", side) for f, v, _, _ in self.quotas for side in ("min", "max"))]

    def keeps(self, group: Sequence[Mapping[str, object]], kept: Iterable[tuple[str, str]]) -> bool:
        kept = set(kept)
        for quota in self.quotas:
            feature, value, least, most = quota
            seats = sum(self.counts(quota, one) for one in group)
            if ((f"{feature}={value}", "min") in kept and seats < least) or (
                (f"{feature}={value}", "max") in kept and seats > most
            ):
                return False
        of = Counter(one["organisation"] for one in group if one.get("organisation"))
        return ("organisation", "max") not in kept or max(of.values(), default=0) <= (self.cap or 0)

    def groups(self, kept: Iterable[tuple[str, str]]) -> Iterator[tuple[Mapping[str, object], ...]]:
        kept = list(kept)
        inside = [one for one in self.people if one["id"] in self.must]
        free = [one for one in self.people if one["id"] not in self.must | self.left_out]
        if len(inside) <= self.seats:
            for added in combinations(free, self.seats - len(inside)):
                if self.keeps([*inside, *added], kept):
                    yield (*inside, *added)

    def value(self, kept: Iterable[tuple[str, str]]) -> int:
        return max(sum(int(str(one["score"])) for one in group) for group in self.groups(kept))

    def best(self) -> tuple[int, list[str]] | None:
        """The highest value and, of equals, whoever has the first by ticket in whom they differ."""
        found = [
            (-sum(int(str(one["score"])) for one in group), sorted(self.ticket(one["id"]) for one in group), group)
            for group in self.groups(self.limits())
        ]
        if not found:
            return None
        value, _, group = min(found, key=lambda one: one[:2])
        return -value, sorted(str(one["id"]) for one in group)
