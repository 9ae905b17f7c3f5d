"""The Java and PostgreSQL that run lie inside the environment; others only if somebody says so."""

import importlib.util
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from cascade.embedded import java, postgres
from cascade.embedded.failures import CannotRun

Find = Callable[[], Path]
BOTH = [
    pytest.param(java.java, "java", java.OTHER, id="java"),
    pytest.param(lambda: postgres.program("postgres"), "postgres", postgres.OTHER, id="postgres"),
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (java.OTHER, postgres.OTHER):
        monkeypatch.delenv(name, raising=False)


def program(folder: Path, name: str, says: str = "") -> Path:
    file = folder / "bin" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(("find", "name", "setting"), BOTH)
def test_it_lies_inside_the_environment_whatever_is_on_the_path(
    find: Find, name: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = program(tmp_path, name)
    monkeypatch.setenv("PATH", str(other.parent), prepend=":")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert find().resolve().is_relative_to(Path(sys.prefix).resolve())
    assert find().name == name


@pytest.mark.parametrize(("find", "name", "setting"), BOTH)
def test_another_one_is_used_if_it_is_set(
    find: Find, name: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = program(tmp_path, name)
    monkeypatch.setenv(setting, str(tmp_path))

    assert find() == other


@pytest.mark.parametrize(("find", "name", "setting"), BOTH)
def test_a_setting_that_leads_nowhere_is_named(
    find: Find, name: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, str(tmp_path))
    with pytest.raises(
        CannotRun, match=f"{setting} is set, but there is no {tmp_path}/bin/{name}; unset it or mend it"
    ):
        find()


@pytest.mark.parametrize(("find", "name", "setting"), BOTH)
def test_one_outside_of_the_environment_is_refused(
    find: Find, name: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inner in ("java-runtime", "pginstall"):
        program(tmp_path / inner, name)
    spec = ModuleSpec("elsewhere", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    with pytest.raises(CannotRun, match=f"{name} lies outside of the environment"):
        find()


@pytest.mark.parametrize(("find", "name", "setting"), BOTH)
def test_one_that_is_missing_is_told(
    find: Find, name: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(CannotRun, match="is not installed in this environment; run `make demo` once more"):
        find()


def test_a_postgres_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = program(tmp_path, "postgres", "postgres (PostgreSQL) 16.4")
    monkeypatch.setenv(postgres.OTHER, str(tmp_path))
    with pytest.raises(CannotRun, match=f"{other} is postgres .PostgreSQL. 16.4; PostgreSQL 18 is needed"):
        postgres.Postgres(tmp_path).start()
