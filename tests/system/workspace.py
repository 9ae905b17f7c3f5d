"""A project of five empty distributions and one package to fetch, which is set up as ours is, in seconds."""

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

BOOTSTRAP = Path(__file__).parents[2] / "deploy" / "bootstrap.py"
OURS = ("shared", "services/registration", "services/scheduling", "services/followup", "deploy")
SIZE = 2_000_000
PROJECT = """
[project]
name = "{name}"
version = "1.0"
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import os
from pathlib import Path
from zipfile import ZipFile

NAME = "{name}"
METADATA = "Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n"
WHEEL = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"


def prepare_metadata_for_build_editable(folder, config_settings=None):
    info = Path(folder, "{name}-1.0.dist-info")
    info.mkdir()
    (info / "METADATA").write_text(METADATA)
    return info.name


def build_editable(folder, config_settings=None, metadata_directory=None):
    if NAME == "deploy" and "HOLD" in os.environ:
        Path(os.environ["HOLD"]).read_text()
    with ZipFile(Path(folder, "{name}-1.0-py3-none-any.whl"), "w") as out:
        out.writestr("{name}-1.0.dist-info/METADATA", METADATA)
        out.writestr("{name}-1.0.dist-info/WHEEL", WHEEL)
        out.writestr("{name}-1.0.dist-info/RECORD", "")
    return "{name}-1.0-py3-none-any.whl"


build_wheel = build_editable
"""


@dataclass(frozen=True)
class Workspace:
    """`index`: the folder that stands for the package index."""

    root: Path
    index: Path

    @property
    def package(self) -> Path:
        return self.index / "tiny-1.0-py3-none-any.whl"

    @property
    def stamp(self) -> Path:
        return self.root / ".venv" / "installed"

    @property
    def wheels(self) -> list[Path]:
        return sorted((self.root / ".cascade" / "wheels").glob("*.whl"))

    def start(self, python: Path = Path(sys.executable), /, **environment: str) -> "subprocess.Popen[str]":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        told = {"CASCADE_ROOT": str(self.root), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.index)}
        return subprocess.Popen(
            [str(python), str(BOOTSTRAP)], env=inherited | told | environment, stderr=subprocess.PIPE, text=True
        )

    def set_up(self, **environment: str) -> tuple[int, str]:
        """Exit code and what was said."""
        return ended(self.start(**environment))


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    try:
        _, said = process.communicate(timeout=180)
    finally:
        process.kill()
    return process.returncode, said


def made_in(folder: Path) -> Workspace:
    made = Workspace(folder / "root", folder / "index")
    for ours in OURS:
        name = ours.rpartition("/")[2]
        (made.root / ours).mkdir(parents=True)
        (made.root / ours / "pyproject.toml").write_text(PROJECT.format(name=name))
        (made.root / ours / "backend.py").write_text(BACKEND.format(name=name))
    (made.root / "requirements").mkdir()
    (made.root / "requirements" / "build.txt").touch()
    (made.root / "requirements" / "pip.txt").touch()
    made.index.mkdir()
    write_package(made.package, bytes(SIZE))
    digest = hashlib.sha256(made.package.read_bytes()).hexdigest()
    (made.root / "requirements" / "all.txt").write_text(f"tiny==1.0 --hash=sha256:{digest}\n")
    return made


def write_package(file: Path, content: bytes) -> None:
    """A wheel with this content."""
    info = "tiny-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("tiny.bin", content)
        out.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        out.writestr(f"{info}/RECORD", "")
