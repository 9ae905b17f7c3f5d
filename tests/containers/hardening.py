"""What holds of every container of a region while it runs."""

from tests.containers.region import Region


def cannot_write_into_its_image(region: Region, name: str) -> None:
    tried = region.compose("exec", "--no-TTY", name, "touch", "/etc/written")

    assert tried.returncode != 0
    assert "Read-only file system" in tried.stderr


def is_not_root_and_has_no_rights(region: Region, name: str) -> None:
    status = region.compose("exec", "--no-TTY", name, "cat", "/proc/1/status").stdout
    told = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)

    assert "0" not in told["Uid"].split()
    assert int(told["CapEff"], 16) == int(told["CapBnd"], 16) == 0
    assert told["NoNewPrivs"].strip() == "1"
