"""A region in containers does what the region without them does, and fits a small machine."""

import pytest

from cascade.provisioning.database import SERVICES
from cascade.story.play import Outcome
from tests.containers.hardening import cannot_write_into_its_image, is_not_root_and_has_no_rights
from tests.containers.region import Region
from tests.deployment import compose

RUNNING = (*compose.SERVERS, *SERVICES, *compose.DOOR, "mail")
BUDGET_MEGABYTES = 1024
"""What a whole region may use: half of a machine of 2 GB, whose other half is the system's, the engine's and spare."""

CORES_AT_REST = 0.5
"""What a whole region may use of a machine of two cores while nobody asks anything."""
LOOKS = 5


@pytest.fixture(scope="module")
def played(region: Region) -> Outcome:
    return region.play()


def test_the_story_is_played_and_every_fact_holds(played: Outcome) -> None:
    assert [answer for answer in played.answers if not answer.held] == []
    assert played.held


@pytest.mark.usefixtures("played")
def test_it_fits_a_machine_of_two_gigabytes(region: Region, capsys: pytest.CaptureFixture[str]) -> None:
    used = {name.rpartition("-")[0]: round(megabytes) for name, megabytes in sorted(region.peaks.items())}
    with capsys.disabled():
        print(f"\nMegabytes at most: {used}, {sum(used.values())} in all")  # noqa: T201 - the measured budget

    assert set(used) == set(RUNNING)
    assert sum(used.values()) <= BUDGET_MEGABYTES


@pytest.mark.usefixtures("played")
def test_at_rest_it_leaves_three_quarters_of_two_cores_to_others(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    """The least of some looks: something else may run in the others."""
    cores = [region.measure() for _ in range(LOOKS)]
    with capsys.disabled():
        print(f"\nCores at rest: {', '.join(f'{one:.2f}' for one in sorted(cores))}")  # noqa: T201 - the measured budget

    assert 0 < min(cores) <= CORES_AT_REST


@pytest.mark.usefixtures("played")
def test_nothing_was_ended_for_its_memory_or_started_again(region: Region) -> None:
    assert set(region.inspected(".State.OOMKilled").values()) == {"false"}
    assert set(region.inspected(".RestartCount").values()) == {"0"}


@pytest.mark.usefixtures("played")
def test_provisioning_again_changes_nothing(region: Region) -> None:
    again = region.compose("run", "--rm", "--no-deps", "provision")

    assert again.returncode == 0, again.stderr
    assert "are in the database cascade" in again.stdout
    assert set(region.inspected(".State.Running").values()) == {"true", "false"}


@pytest.mark.parametrize("name", RUNNING)
def test_a_program_cannot_write_into_its_image(name: str, region: Region) -> None:
    cannot_write_into_its_image(region, name)


def test_what_the_door_keeps_outlives_its_container(region: Region) -> None:
    folder = compose.service("door")["environment"]["XDG_DATA_HOME"]
    written = region.compose("exec", "--no-TTY", "door", "touch", f"{folder}/kept")
    found = region.compose("run", "--rm", "--no-deps", "door", "ls", folder)

    assert written.returncode == 0, written.stderr
    assert "kept" in found.stdout.split()


@pytest.mark.parametrize("name", RUNNING)
def test_a_program_is_not_root_and_has_no_rights(name: str, region: Region) -> None:
    is_not_root_and_has_no_rights(region, name)


def test_a_service_without_its_secret_says_which_and_ends(region: Region) -> None:
    without = region.compose("run", "--rm", "--no-deps", "--entrypoint", "", "mail", "python", "-m", "scheduling")

    assert without.returncode == 78
    assert "CASCADE_DATABASE__DSN is not set" in without.stderr
