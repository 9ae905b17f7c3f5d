"""The two files that a decision was made of: `cascade select` reads them, `cascade verify-selection` needs them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from registration.panel.call import ORGANISATION, Call

TOLD = ("id", "score", ORGANISATION)
"""Columns of candidates that are no attributes."""


@dataclass(frozen=True, slots=True)
class Handed:
    """As text: opaque ids, scores in hundredths, codes; no name and no word of anybody."""

    candidates: str
    quotas: str

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """Of candidates, by id."""
        return {row["id"]: row for row in csv.DictReader(StringIO(self.candidates))}


def handed(call: Call) -> Handed:
    return Handed(_candidates(call), _quotas(call))


def _candidates(call: Call) -> str:
    names = sorted(call.attributes)
    columns = [call.attributes[name] for name in names]
    if call.organisation is not None:
        names, columns = [ORGANISATION, *names], [call.organisation, *columns]
    rows = (
        [one, int(call.score[place]), *(column.value(place) or "" for column in columns)]
        for place, one in enumerate(call.ids)
    )
    return _table(["id", "score", *names], rows)


def _quotas(call: Call) -> str:
    rows = (
        [
            quota.id,
            "×".join(sorted(quota.where)),
            "×".join(quota.where[name] for name in sorted(quota.where)),
            quota.asked.get("min", ""),
            quota.asked.get("max", ""),
        ]
        for quota in call.quotas
    )
    return _table(["id", "feature", "value", "min", "max"], rows)


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(heading)
    out.writerows(rows)
    return text.getvalue()
