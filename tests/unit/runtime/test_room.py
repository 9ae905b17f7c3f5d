"""A database without room is said in one word and one sentence, whatever waits for it."""

import asyncpg
import pytest
from structlog.testing import capture_logs

from shared.runtime import room


def test_a_full_disk_is_said_with_what_waits_and_what_to_do() -> None:
    with capture_logs() as lines:
        assert room.warned_of(asyncpg.DiskFullError("could not extend file"), "relay")

    assert lines == [{"event": "database_is_full", "log_level": "warning", "work": "relay", "message": room.WHAT_TO_DO}]


@pytest.mark.parametrize("fault", [asyncpg.TooManyConnectionsError(), ConnectionError()])
def test_any_other_fault_is_left_to_whom_it_happened(fault: Exception) -> None:
    with capture_logs() as lines:
        assert not room.warned_of(fault, "relay")

    assert lines == []
