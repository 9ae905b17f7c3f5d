"""`make bench-selection`: measures the selection, a naive program and a peer; writes docs/selection-benchmark.md anew.

An argument names another folder.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from registration.panel.relaxation import version
from tests.bench.selection import measuring, peer
from tests.bench.selection.measuring import ROOT
from tests.bench.selection.written import CHANCES, TIME, Found, chances_drawn, page, times_drawn

PAGE = "selection-benchmark.md"
DRAWN = "made, 300 people"


def machine() -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    solver = " ".join(version())
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, {solver}, load {load} at the end"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    interpreter = peer.python()
    found = Found(
        tuple(measuring.merits()), tuple(measuring.beside()), tuple(measuring.lotteries(interpreter)), bool(interpreter)
    )
    day = datetime.now(UTC).date().isoformat()
    drawn = next(one for one in found.lotteries if one.people.name == DRAWN)
    for name, text in {
        PAGE: page(found, day, machine()),
        TIME: times_drawn(found.merits),
        CHANCES: chances_drawn(drawn),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
