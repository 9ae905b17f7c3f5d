"""Each service is a distribution of its own, which runs in an environment that has nothing else of ours.

The network is not needed: what the service's locked list names is taken from the environment of the tests, where it
was installed with its hashes, file by file as it was recorded there.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import httpx2
import pytest
from packaging.requirements import Requirement

from cascade.provisioning.database import SERVICES
from cascade.system import processes
from tests.support.processes import nowhere, region

ROOT = Path(__file__).parents[2]
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
OURS = ("shared", "registration", "scheduling", "followup", "cascade", "tests")


def entries(list_name: str) -> dict[str, set[str]]:
    """Of a locked list: hashes by requirement."""
    found: dict[str, set[str]] = {}
    last = ""
    for line in (ROOT / "requirements" / f"{list_name}.txt").read_text().splitlines():
        words = line.rstrip(" \\").strip()
        if words.startswith("--hash="):
            found[last].add(words)
        elif words and not words.startswith("#"):
            last = words
            found[last] = set()
    return found


def needed(service: str) -> Iterator[Requirement]:
    """On this machine."""
    for line in entries(service):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement


def run(*command: str | Path, cwd: Path) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=inherited, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def link_locked(service: str, packages: Path) -> None:
    for requirement in needed(service):
        found = distribution(requirement.name)
        assert found.version in requirement.specifier
        for file in found.files or ():
            if ".." not in file.parts:
                target = packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                link(Path(str(file.locate())), target)


def link(file: Path, target: Path) -> None:
    try:
        target.hardlink_to(file)
    except OSError:
        shutil.copy2(file, target)


def wheels_of(service: str, folder: Path) -> list[Path]:
    """The service's and that of what all share."""
    build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", *build, ROOT / "shared", ROOT / "services" / service, cwd=folder.parent)
    return sorted(folder.glob("*.whl"))


def migrations(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".sql")}


def written(folder: str) -> set[str]:
    """As the wheel should have them."""
    source = ROOT / folder / "src"
    found = {str(file.relative_to(source)) for file in source.rglob("*.sql")}
    assert found
    return found


def importable(python: Path, cwd: Path) -> list[str]:
    program = f"import importlib.util as u; print(*[name for name in {OURS} if u.find_spec(name)])"
    return run(python, "-c", program, cwd=cwd).split()


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_needs_is_locked_to_the_files_that_all_was_tried_with(service: str) -> None:
    everything = entries("all")
    own = entries(service)

    assert len(own) > 20
    assert {line: hashes for line, hashes in own.items() if not hashes or hashes != everything.get(line)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_installed_alone_has_its_migrations_runs_and_takes_forms(service: str, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", "alone", cwd=tmp_path)
    python = tmp_path / "alone" / "bin" / "python"
    (packages,) = (tmp_path / "alone" / "lib").glob("python3*/site-packages")
    link_locked(service, packages)
    wheels = wheels_of(service, tmp_path / "wheels")
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", *wheels, cwd=tmp_path)
    run(*pip, "check", cwd=tmp_path)

    assert [wheel.name.partition("-")[0] for wheel in wheels] == [f"cascade_{service}", "cascade_shared"]
    assert importable(python, tmp_path) == ["shared", service]
    assert [migrations(wheel) for wheel in wheels] == [written(f"services/{service}"), written("shared")]
    with region(nowhere(), tmp_path) as made:
        child = made.services[service]
        child.command[0] = str(python)
        processes.start_alive(child)
        assert httpx2.get(f"{child.address}/health/ready", timeout=20.0).status_code == 503
        chosen = httpx2.post(f"{child.address}/language", data={"language": "ru"}, headers=OWN_PAGE, timeout=20.0)
        assert (chosen.status_code, chosen.cookies["language"]) == (303, "ru")
        assert child.stop() == 0
