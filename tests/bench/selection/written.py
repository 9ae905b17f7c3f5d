"""What was measured, as a page with two pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.selection.drawing import Axis, Curve, picture, powers
from tests.bench.selection.measuring import NAIVE_SECONDS, Beside, Drawn, Measured, Merit
from tests.bench.selection.peer import RELEASE

TIME, CHANCES = "selection-benchmark-time.svg", "selection-benchmark-chances.svg"
HEAD = """# What a selection costs

`make bench-selection` wrote this, {day}: {machine}.
How it is done and what it guarantees: [selection.md](selection.md). Nobody tests these times, which are of one machine;
what the tests hold down are counts: linear programs, columns, leaves.

Every measurement has a process of its own. A time is the median of some, in brackets the shortest and the longest;
what takes long is run once. Those of ours are without reading files and beside a first time that does not count.
Candidates are made with a fixed seed.

## By merit, with the proof

25 seats, quotas on six categories, at most two of one organisation. The naive program is HiGHS over a yes or no for
every candidate, given {limit} seconds, and without the tie-break; where both end they find the same value, or nothing
is written. *Columns* are those of the last linear program, *open* are the candidates in the small program in whole
people, *leaves* those of the tree that is the proof, *memory* is the most that the process had, candidates included.
"""
LOTTERY = """## By lottery

Quotas on every value of each feature. *Proved* is the smallest chance with its certificate in fractions, alone;
*maximin lottery* and *leximin* all of it, the numbered panels and everybody's chance, where the smallest is as large as
can be, and where all are as equal as can be. The peer is {peer}, under the GPL-3, and installed for this
page alone. It is asked for maximin, and so compared with ours: its leximin needs Gurobi, which is not free.
{told}
"""
NO_PUBLIC = "\nNo public pools were measured: `CASCADE_TEST_SELECTION_INSTANCES` names no folder of them.\n"


@dataclass(frozen=True)
class Found:
    merits: Sequence[Merit]
    beside: Sequence[Beside]
    lotteries: Sequence[Drawn]
    peer: bool


def page(found: Found, day: str, machine: str) -> str:
    told = "" if found.peer else "It could not be installed here, so its columns are empty."
    public = "" if any(not one.people.name.startswith("made") for one in found.lotteries) else NO_PUBLIC
    return "\n".join(
        [
            HEAD.format(day=day, machine=machine, limit=NAIVE_SECONDS),
            *merits(found.merits),
            f"\n![Time against the number of candidates, both on logarithmic axes]({TIME})\n",
            "## Beside it\n",
            *besides(found.beside),
            "\n" + LOTTERY.format(peer=f"`{RELEASE}`", told=told).rstrip() + "\n",
            *lotteries(found.lotteries),
            public,
            f"![Everybody's chance, in ascending order, beside the same chance for all]({CHANCES})\n",
        ]
    )


def merits(found: Sequence[Merit]) -> Iterator[str]:
    yield "| candidates | ours | naive | times slower | linear programs | columns | open | leaves | memory |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for one in found:
        told, plain = one.ours.told, one.plain
        naive = "not tried" if plain is None else time(plain) if plain.told["value"] is not None else "not proven"
        slower = "" if plain is None else ratio(plain, one.ours, least=plain.told["value"] is None)
        yield (
            f"| {whole(one.number)} | {time(one.ours)} | {naive} | {slower} | {told['rounds']} | {told['columns']} "
            f"| {told['open']} | {told['leaves']} | {one.peak / 2**20:.0f} MiB |"
        )


def besides(found: Sequence[Beside]) -> Iterator[str]:
    yield "| what | candidates | time | found |"
    yield "|---|--:|--:|---|"
    for one in found:
        yield f"| {one.what} | {whole(one.number)} | {time(one.measured)} | {one.came_to} |"


def lotteries(found: Sequence[Drawn]) -> Iterator[str]:
    yield (
        "| pool | people | seats | types | smallest chance | proved | maximin lottery | panels | leximin | panels "
        "| peer | its smallest chance | times slower |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for one in found:
        told = one.fairest.told
        peer = ("", "", "")
        if one.peer is not None and "chances" in one.peer.told:
            peer = (time(one.peer), f"{smallest(one.peer):.6f}", ratio(one.peer, one.maximin))
        elif one.peer is not None:
            peer = (f"not in {said(one.peer.median)}", "", ratio(one.peer, one.maximin, least=True))
        yield (
            f"| {one.people.name} | {len(one.people.people)} | {one.people.seats} | {told['types']} "
            f"| {told['chance']} = {smallest(one.fairest):.6f} | {time(one.smallest)} "
            f"| {drawn(one.maximin, 'maximin', 'leximin')} | {drawn(one.fairest, 'leximin')} | {' | '.join(peer)} |"
        )


def drawn(one: Measured, *proven: str) -> str:
    """Its time, and what was proven if that is not what was asked; its panels."""
    verdict = one.told["verdict"]
    return f"{time(one)}{'' if verdict in proven else f' ({verdict})'} | {one.told['panels']}"


def smallest(one: Measured) -> float:
    """Of those who can be on a panel at all."""
    return min(float(chance) for chance in one.told["chances"] if chance > 0)


def time(one: Measured) -> str:
    if len(one.seconds) == 1:
        return f"{said(one.median)} (once)"
    return f"{said(one.median)} ({said(min(one.seconds))} to {said(max(one.seconds))})"


def said(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.02 else f"{seconds * 1000:.1f} ms"


def ratio(slow: Measured, fast: Measured, *, least: bool = False) -> str:
    return f"{'more than ' if least else ''}{slow.median / fast.median:.0f}"


def whole(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def times_drawn(found: Sequence[Merit]) -> str:
    ours = Curve("ours, with the proof", [(one.number, one.ours.median) for one in found], dots=True)
    ended = [(one.number, one.plain.median) for one in found if one.plain and one.plain.told["value"] is not None]
    curves = [ours, *([Curve("the naive program", ended, dots=True)] if ended else [])]
    seconds = [y for curve in curves for _, y in curve.points]
    across = powers("candidates", [one.number for one in found])
    return picture("25 seats by merit: time against candidates", across, powers("seconds", seconds), curves)


def chances_drawn(one: Drawn) -> str:
    """Of one pool."""
    number, same = len(one.people.people), one.people.seats / len(one.people.people)
    curves = [Curve("ours, as equal as can be", list(enumerate(one.fairest.told["chances"], start=1)))]
    if one.peer is not None and "chances" in one.peer.told:
        curves.append(Curve("the peer, maximin", list(enumerate(one.peer.told["chances"], start=1))))
    most = max(y for curve in curves for _, y in curve.points)
    high = (int(most * 10) + 1) / 10
    curves.append(Curve("the same for everybody", [(1, same), (number, same)]))
    ticks = [(tenth / 10, f"{tenth / 10:.1f}") for tenth in range(round(high * 10) + 1)]
    people = [(float(at), str(at)) for at in (1, number // 3, 2 * number // 3, number)]
    title = f"{one.people.seats} seats by lot among {number}: everybody's chance"
    across = Axis("people, in ascending order of their chance", 1, number, people)
    return picture(title, across, Axis("chance", 0, high, ticks), curves)
