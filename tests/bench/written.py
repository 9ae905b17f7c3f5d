"""What was measured, as a document."""

from collections.abc import Iterable, Sequence

from tests.bench.opening import TIMES, Opened

HEAD = """# How long pages take

`make bench` wrote this. It plays the story on a system of its own, opens every kind of page that somebody comes to by
links {times} times (beside a first time that does not count), through the front door, one after another, and does so
again with {applications} more applications to the training that has most. Nobody tests these figures; they are of one
machine: {machine}.

*Median* and *slowest* are what a person waits, in milliseconds; *worked* is what the service's own process was busy for
each time, which other work on the machine changes little; *kB* is the page.
"""


def document(machine: str, applications: int, parts: Iterable[tuple[str, Sequence[Opened]]]) -> str:
    head = HEAD.format(times=TIMES, applications=f"{applications:,}".replace(",", " "), machine=machine)
    return "\n".join([head, *(part(title, pages) for title, pages in parts)])


def part(title: str, pages: Sequence[Opened]) -> str:
    rows = [
        f"| {one.who} | {one.kind} | {ms(one.median)} | {ms(max(one.seconds))} | {ms(one.worked)} "
        f"| {one.bytes / 1000:.0f} |"
        for one in sorted(pages, key=lambda one: -one.median)
    ]
    table = ["| who | page | median | slowest | worked | kB |", "|---|---|--:|--:|--:|--:|", *rows]
    return "\n".join([f"## {title}", "", *table, ""])


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
