"""How the commands show what they found: however narrow a terminal is, ids and addresses stay whole for who copies."""

import os
import sys
from typing import TextIO

from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table

CONTROLS = {number: "\ufffd" for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) != "\n"}
"""Signs that a terminal would obey: what is shown may stand in a record of somebody else."""
UNBOUNDED = 10_000
"""Columns, where a file or another program reads."""


def width_for(output: TextIO) -> int | None:
    """None: as wide as the terminal is."""
    return None if output.isatty() or "COLUMNS" in os.environ else UNBOUNDED


console = Console(highlight=False, width=width_for(sys.stdout))


def table_of(*headings: str) -> Table:
    return Table(*[Column(heading, overflow="fold") for heading in headings])


def say(sentence: str, on: Console = console) -> None:
    on.print(printable(sentence), soft_wrap=True, markup=False)


def printable(text: str) -> str:
    return text.translate(CONTROLS)


def show_table(table: Table, on: Console = console) -> None:
    """A table that is wider than the terminal is told row by row, a line for each cell."""
    needed = Measurement.get(on, on.options.update(max_width=UNBOUNDED, markup=False), table).maximum
    if needed <= on.width:
        return on.print(table, markup=False)
    headings = [str(column.header) for column in table.columns]
    indent = max(map(len, headings))
    for row in zip(*[list(column.cells) for column in table.columns], strict=True):
        say("", on)
        for heading, cell in zip(headings, row, strict=True):
            say(f"{heading:<{indent}}  {cell}", on)
    return None
