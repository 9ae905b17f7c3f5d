"""Whoever asks for tests in containers where no engine can be had is told so; who asks if possible goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.deployment import compose


@pytest.mark.parametrize(("options", "code"), [([], 1), (["--if-possible"], 0)], ids=["asked for", "if possible"])
def test_where_no_engine_can_be_had_it_is_said(options: list[str], code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.containers", *options],
        cwd=compose.ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Not tested in containers: no container engine answers" in done.stdout
    assert done.returncode == code
