"""The `cascade` command, assembled from the entry points of whatever is installed."""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from io import TextIOWrapper
from typing import Any, get_args

from cyclopts import App, CycloptsError, Parameter, Token, convert

from cascade.embedded.failures import CannotRun

GROUP = "cascade.commands"
WRONGLY_ASKED = 2


def assembled(asked: Sequence[str]) -> App:
    """Every entry point of the group is a command of its name, or a group of commands. Loaded is the one that is asked
    for, or all, to name them: each brings libraries that take longer than what it does.
    """
    app = App(
        name="cascade",
        help="Cascade on this machine: start it, ask it, play the reference story, operate it.",
        default_parameter=Parameter(converter=as_told),
    )
    commands = entry_points(group=GROUP)
    wanted = commands.select(name=asked[0]) if asked and asked[0] in commands.names else commands
    for entry in sorted(wanted, key=lambda one: one.name):
        app.command(entry.load(), name=entry.name)
    return app


def as_told(kind: Any, tokens: Sequence[Token]) -> Any:
    """The library would round 1.5 where a whole number is wanted: a seed draws, and nobody told the seed 2. Nor 2017 by
    0000000000002017, which is another number in hexadecimal, as documents write it.
    """
    for token in tokens:
        if int in (kind, *get_args(kind)) and ("." in token.value or re.match(r"0\d", token.value)):
            raise ValueError(f'unable to convert "{token.value}" into int.')
    return convert(kind, tokens)


def main() -> None:
    """Exit code 1 with one sentence for what cannot be done, 2 for what is not asked as it should be."""
    asked = sys.argv[1:]
    if sys.stdout is None:
        sys.exit("cascade: its standard output is closed")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not have the letters of every language
    try:
        assembled(asked)(asked, exit_on_error=False, print_error=False)
    except CannotRun as failure:
        sys.exit(f"cascade: {failure}")
    except CycloptsError as wrong:
        sys.stderr.write(f"cascade: {wrong}\n")
        sys.exit(WRONGLY_ASKED)
    except OSError as failure:
        sys.exit(f"cascade: {failure.filename or 'this machine'}: {failure.strerror or type(failure).__name__}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
