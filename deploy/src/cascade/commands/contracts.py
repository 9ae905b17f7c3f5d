"""contracts: what other systems may count on, and whether a change would hurt them."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App

from cascade.commands import screen
from cascade.embedded.failures import CannotRun

FROZEN = Path("shared/contracts")

contracts = App(name="contracts", help="What other systems may count on: check, freeze, asyncapi.")


@contracts.command
def check(*, folder: Path = FROZEN) -> None:
    """Compare the events with what was promised. Exit code 1 with rule, place and cure if somebody would be hurt.

    Parameters
    ----------
    folder
        where the frozen contracts are
    """
    from cascade import promises

    changes = promises.changes(folder)
    say([change.sentence for change in changes])
    breaking = [change for change in changes if change.rule.breaking]
    if breaking:
        raise CannotRun(f"{len(breaking)} of {len(changes)} changes would break a reader")


@contracts.command
def freeze(*, folder: Path = FROZEN) -> None:
    """Promise what is new and harmless. Exit code 1, and nothing is written, if a change is not.

    Parameters
    ----------
    folder
        where the frozen contracts are
    """
    from cascade import promises
    from shared.contracts.files import Breaking

    try:
        say([change.fact for change in promises.freeze(folder)])
    except Breaking as refusal:
        say([change.sentence for change in refusal.changes])
        raise CannotRun("nothing was frozen: these changes would break a reader") from None


@contracts.command
def asyncapi(service: str, *, out: Path | None = None) -> None:
    """Print what a service says and hears, as AsyncAPI 3.

    Parameters
    ----------
    service
        registration, scheduling or followup
    out
        a file to write it to
    """
    from cascade import promises

    content = promises.described(service)
    if out is None:
        sys.stdout.write(content)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(content)


def say(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        screen.say(sentence)
    if not sentences:
        screen.say("Every contract is as frozen.")
