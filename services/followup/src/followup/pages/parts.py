"""Lists that the API tells whole, page by page: what they sum to is told beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

ROWS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Rows with their numbers in the whole. `further`: the query of the page behind it; empty for the last."""

    rows: Sequence[tuple[int, dict[str, Any]]]
    further: str


def part(rows: Sequence[dict[str, Any]], known_by: str, behind: UUID | None) -> Part:
    """What stands behind the row whose `known_by` this is; from the first on where there is none."""
    numbered = list(enumerate(rows, 1))
    begin = next((number for number, row in numbered if row[known_by] == str(behind)), 0)
    shown = numbered[begin : begin + ROWS]
    return Part(shown, f"behind={shown[-1][1][known_by]}" if begin + ROWS < len(rows) else "")
