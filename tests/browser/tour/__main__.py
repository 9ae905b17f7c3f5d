"""`make tour`: plays the story on a system of its own and takes the pictures of docs/tour.md anew.

An argument names another folder.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from cascade.embedded.failures import CannotRun
from cascade.system.system import System
from tests.browser.tour.tour import PICTURES, toured


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    console = Console()
    with tempfile.TemporaryDirectory() as own:
        system = System(Path(own), console.print)
        try:
            asyncio.run(toured(system.start(), folder, console))
        except CannotRun as reason:
            sys.exit(str(reason))
        finally:
            system.stop()


if __name__ == "__main__":
    main()
