"""Lists in pages: a page begins behind the last row of the one before it, so that nothing that comes in between moves
a row from one page to another (keyset pagination).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from shared.refusals import Refusal

T = TypeVar("T")

Order = Mapping[str, str]
"""Columns by which a list is ordered, each with its type in PostgreSQL; together they are unique."""


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for. `after`: the order's values of the last row that was seen, as texts."""

    limit: int
    after: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """Rows of a page. `next`: behind which the next page begins; None if there is none."""

    rows: Sequence[T]
    next: tuple[str, ...] | None


@dataclass(eq=False)
class CursorUnfit(Refusal):
    """This cursor is none of this list."""

    status: ClassVar[int] = 422

    def sentence(self) -> str:
        return "This cursor is none of this list; take it unchanged from the link to the next page."


def paged(sql: str, order: Order, count: int, *, backwards: bool = False) -> str:
    """The statement for one row more than a page has; its further values are `after` and the limit. `count`: how many
    values `sql` has itself. The column `place` holds a row's own values of the order. `backwards`: every column of it.
    """
    columns = ", ".join(order)
    behind = ", ".join(f"(${count + 1}::text[])[{n}]::{kind}" for n, kind in enumerate(order.values(), 1))
    place = ", ".join(f"{column}::text" for column in order)
    beyond, sense = ("<", "desc") if backwards else (">", "asc")
    ordered = ", ".join(f"{column} {sense}" for column in order)
    return f"""select listed.*, array[{place}] as place from ({sql}) as listed
               where ${count + 1}::text[] is null or ({columns}) {beyond} ({behind})
               order by {ordered} limit ${count + 2} + 1"""  # noqa: S608 - columns and types are constants


def without_place(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that the list itself has."""
    return {name: value for name, value in row.items() if name != "place" and not name.startswith("by_")}
