"""`make test-containers`: finds or starts a container engine, builds the images, runs the tests that need containers.

`--if-possible`: where no engine can be had it says so and ends well.
"""

import subprocess
import sys
import time

from cascade.embedded.failures import CannotRun
from tests.containers import images
from tests.containers.engine import Engine, NoEngine, engine

INTEGRATION = ("-n", "2", "--dist", "loadscope", "tests/integration", "tests/deployment")
STORY = ("-s", "tests/containers")
BEGAN = time.monotonic()


def say(sentence: str) -> None:
    sys.stdout.write(f"{time.monotonic() - BEGAN:5.0f} s  {sentence}\n")
    sys.stdout.flush()


def tested(found: Engine) -> int:
    """The worst exit code."""
    say("A container engine of these tests' own" if found.own else "The container engine of this machine")
    if found.own:
        images.make(found, say)
    else:
        images.ours(found)
    told = found.environment | {"CASCADE_TEST_SERVERS": "containers"}
    codes = []
    for what, arguments in (("The story", STORY), ("Tests on servers in containers", INTEGRATION)):
        say(what)
        codes.append(subprocess.run([sys.executable, "-m", "pytest", *arguments], env=told, check=False).returncode)
    return max(codes)


def main() -> None:
    try:
        with engine() as found:
            code = tested(found)
    except NoEngine as reason:
        say(f"Not tested in containers: {reason}")
        sys.exit(0 if "--if-possible" in sys.argv else 1)
    except CannotRun as reason:
        sys.exit(str(reason))
    sys.exit(code)


if __name__ == "__main__":
    main()
