"""Compiles `requirements/*.txt`: every version with its hashes, no address. `make requirements`, or `--check`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
OURS = ("cascade", "cascade-shared", "cascade-registration", "cascade-scheduling", "cascade-followup")
EVERYTHING = [
    "deploy/pyproject.toml",
    "shared/pyproject.toml",
    *[f"services/{name}/pyproject.toml" for name in ("registration", "scheduling", "followup")],
]
SOURCES = {
    "all": EVERYTHING,
    "image": EVERYTHING,
    "registration": ["services/registration/pyproject.toml", "shared/pyproject.toml"],
    "scheduling": ["services/scheduling/pyproject.toml", "shared/pyproject.toml"],
    "followup": ["services/followup/pyproject.toml", "shared/pyproject.toml"],
    "build": ["requirements/build.in"],
    "pip": ["requirements/pip.in"],
    "browser": [],
}
OPTIONS = {
    "all": ["--extra", "embedded", "--group", "pyproject.toml:dev"],
    "browser": ["--group", "pyproject.toml:browser"],
    "image": ["--extra", "provision", "--extra", "mail", "--extra", "door"],
}


def compile_into(folder: Path) -> None:
    """`all` first; the others agree with it. What is in `folder` already is kept where it still fits."""
    for name, sources in SOURCES.items():
        constraint = [] if name == "all" else ["--constraint", str(folder / "all.txt")]
        subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
                *("--generate-hashes", "--no-annotate", "--custom-compile-command", "make requirements"),
                *("--no-emit-index-url", "--no-emit-find-links"),
                *[part for ours in OURS for part in ("--no-emit-package", ours)],
                *OPTIONS.get(name, []),
                *constraint,
                *sources,
                *("--output-file", str(folder / f"{name}.txt")),
            ],
            cwd=ROOT,
            check=True,
        )


def check() -> None:
    """Exits with a sentence if the committed files are not what the projects ask for."""
    with tempfile.TemporaryDirectory() as scratch:
        for file in FOLDER.glob("*.txt"):
            shutil.copy(file, scratch)
        compile_into(Path(scratch))
        stale = [name for name in SOURCES if content(Path(scratch) / f"{name}.txt") != content(FOLDER / f"{name}.txt")]
    if stale:
        sys.exit(f"requirements/{', '.join(stale)}.txt are not what the projects ask for; run `make requirements`")


def content(file: Path) -> list[str]:
    return [line for line in file.read_text().splitlines() if not line.startswith("#")] if file.exists() else []


if __name__ == "__main__":
    check() if "--check" in sys.argv else compile_into(FOLDER)
