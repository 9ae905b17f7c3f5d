"""select, verify-selection: a selection of files, and whether one holds. What they need is imported when they run."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from registration.panel.call import Policy
    from registration.panel.document import Language


def select(
    candidates: Path,
    quotas: Path,
    /,
    *,
    seats: int,
    policy: str = "merit",
    threshold: int | None = None,
    reserve: int = 0,
    must: Path | None = None,
    time_limit: float | None = None,
    organisation_max: int | None = None,
    seed: int = 0,
    starts: date | None = None,
    document: Path | None = None,
    plot: Path | None = None,
    format: Literal["table", "json"] = "json",
    language: str = "en",
) -> None:
    """Select under quotas, and prove it. Exit code 0: proven; 1: failed; 2: wrong input; 3: impossible; 4: bounded.

    Parameters
    ----------
    candidates
        a CSV file: id, score (whole hundredths, for merit and threshold), organisation if it is capped, and attributes
    quotas
        a CSV file: feature, value, min, max, in seats or percent; a combination as country×sector, TJ×health
    seats
        how many to choose
    policy
        merit, the highest sum of scores; lottery, chances whose smallest is as large as can be; leximin, then the next
        smallest, and so on; threshold, a lottery among all who reach a score; tickets, the first by these, as after one
    threshold
        that score, in hundredths; with tickets too, if there was one
    reserve
        how many to rank behind them
    must
        a CSV file: id, must (in, offered and not accepted, or out; in, unless it is told), reason (a code)
    time_limit
        seconds
    organisation_max
        how many of one organisation at most
    seed
        of the order of equals, or of the draw; an unsigned integer of 64 bits
    starts
        leave out whoever can travel only later than this day (as 2017-05-15), by her column travels_from
    document
        where to write the decision with its proof
    plot
        where to draw the seats of each quota, and of a lottery the chances, as SVG
    format
        how to print it
    language
        of all words, in the document too: en, ru or tg
    """
    from registration.commands import selecting, selection_files

    asking = selection_files.Asking(seats, seed, organisation_max, must, starts, cast("Policy", policy), threshold)
    shown = selecting.Shown(document, plot, format, cast("Language", language))
    selecting.select(candidates, quotas, asking, shown, reserve=reserve, time_limit=time_limit)


def verify_selection(document: Path, /, *, candidates: Path, quotas: Path) -> None:
    """Check a decision without any solver. Exit code 0: it holds; 1: says the first thing that does not.

    Parameters
    ----------
    document
        the decision, as `select` wrote it
    candidates
        the CSV file it was made of
    quotas
        the CSV file it was made of
    """
    from registration.panel import verify_selection as verifier

    sys.exit(verifier.main([str(document), "--candidates", str(candidates), "--quotas", str(quotas)]))
