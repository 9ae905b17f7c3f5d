"""How the commands show what they found: however narrow a terminal is, nothing of an id or a path is lost."""

from rich.console import Console
from rich.table import Column, Table

console = Console(highlight=False)


def table_of(*headings: str) -> Table:
    return Table(*[Column(heading, overflow="fold") for heading in headings])


def say(sentence: str) -> None:
    console.print(sentence, soft_wrap=True, markup=False)
