"""The `cascade` command, assembled from the entry points of whatever is installed."""

import sys
from importlib.metadata import entry_points

from cyclopts import App

from cascade.embedded.failures import CannotRun

GROUP = "cascade.commands"


def assembled() -> App:
    """Every entry point of the group is a command of its name, or a group of commands."""
    app = App(name="cascade", help="Cascade on this machine: start it, ask it, play the reference story, operate it.")
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        app.command(entry.load(), name=entry.name)
    return app


def main() -> None:
    """Exit code 1 with one sentence for what cannot be done."""
    try:
        assembled()()
    except CannotRun as failure:
        sys.exit(f"cascade: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
