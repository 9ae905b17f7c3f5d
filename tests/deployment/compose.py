"""What the real compose program makes of docker-compose.yml; it needs no engine for that."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / "deploy" / "compose" / "settings.example"
SERVICES = ("registration", "scheduling", "followup")
SERVERS = ("postgres", "kafka")
ONCE = ("provision",)
DOOR = ("door",)
IN_PROFILES = ("mail", "prometheus")
ALL = (*SERVERS, *ONCE, *SERVICES, *DOOR, *IN_PROFILES)

Service = dict[str, Any]


def program(name: str) -> Path:
    """One of the environment's; skips, and says so, where its wheel does not exist."""
    found = Path(sys.prefix) / "bin" / name
    if not found.exists():
        pytest.skip(f"{name} is not installed in this environment")
    return found


def example() -> dict[str, str]:
    lines = [line for line in EXAMPLE.read_text().splitlines() if line and not line.startswith("#")]
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def asked(settings: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """With these settings alone: nobody's `.env` is read."""
    command = [str(program("docker-compose")), "--file", str(FILE), "--env-file", "/dev/null", *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(settings), capture_output=True, text=True, check=False)


@cache
def read() -> Mapping[str, Any]:
    """With the settings of the example, all profiles, and what is declared and not used."""
    done = asked(example(), "--profile", "*", "config", "--format", "json", "--no-env-resolution")
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def service(name: str) -> Service:
    found: Service = read()["services"][name]
    return found


def variables() -> dict[str, bool]:
    """Those that somebody has to set or may set: whether she has to."""
    done = asked(example(), "--profile", "*", "config", "--variables")
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    return {name: required == "true" for name, required, *_ in rows}


def given(name: str) -> set[str]:
    """The names of the settings that a container is given: variables, and secrets that are called like one."""
    files = {file for file in given_as_files(name) if file.startswith("CASCADE_")}
    return set(service(name).get("environment", {})) | files


def given_as_files(name: str) -> set[str]:
    """What its secrets are called where it finds them."""
    return {secret["target"].rpartition("/")[2] for secret in service(name).get("secrets", [])}
