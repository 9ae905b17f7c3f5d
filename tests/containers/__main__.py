"""`make test-containers`: finds or starts a container engine, builds the images, runs the tests that need containers.

`--if-possible`: where no engine can be had it says so and ends well. Folders: tests that run on servers in containers
instead of all that can.
"""

import subprocess
import sys
import time
from collections.abc import Sequence

from cascade.embedded.failures import CannotRun
from tests.containers import images
from tests.containers.engine import Engine, NoEngine, engine

IF_POSSIBLE = "--if-possible"
ON_SERVERS = ("tests/integration", "tests/deployment")
AT_ONCE = ("-n", "2", "--dist", "loadscope")
STORY = ("-s", "tests/containers")
BEGAN = time.monotonic()


def say(sentence: str) -> None:
    sys.stdout.write(f"{time.monotonic() - BEGAN:5.0f} s  {sentence}\n")
    sys.stdout.flush()


def tested(found: Engine, folders: Sequence[str]) -> int:
    """The worst exit code."""
    say("A container engine of these tests' own" if found.own else "The container engine of this machine")
    if found.own:
        images.make(found, say)
    else:
        images.ours(found)
    told = found.environment | {"CASCADE_TEST_SERVERS": "containers"}
    codes = []
    for what, arguments in (("The story", STORY), ("Tests on servers in containers", (*AT_ONCE, *folders))):
        say(what)
        codes.append(subprocess.run([sys.executable, "-m", "pytest", *arguments], env=told, check=False).returncode)
    return max(codes)


def main() -> None:
    folders = [one for one in sys.argv[1:] if one != IF_POSSIBLE] or ON_SERVERS
    try:
        with engine() as found:
            code = tested(found, folders)
    except NoEngine as reason:
        say(f"Not tested in containers: {reason}")
        sys.exit(0 if IF_POSSIBLE in sys.argv else 1)
    except CannotRun as reason:
        sys.exit(str(reason))
    sys.exit(code)


if __name__ == "__main__":
    main()
