"""The two clocks: story time decides what a fact means, wall time everything technical."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the story time, in UTC."""

    def now(self) -> datetime: ...


class WallClock:
    """Story time is the time of the day: every deployment but the embedded one."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class StoryClock:
    """Story time stands in a file (one ISO 8601 instant) that is replaced atomically; it stands still between moves."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_at: tuple[int, int] | None = None
        self._now = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Raises ValueError if the file holds no instant with an offset."""
        state = self._file.stat()
        stamp = (state.st_mtime_ns, state.st_ino)
        if stamp != self._read_at:
            self._now = instant(self._file.read_text())
            self._read_at = stamp
        return self._now


def instant(text: str) -> datetime:
    """An ISO 8601 instant with an offset, in UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        raise ValueError(f"{text.strip()!r} has no offset from UTC")
    return moment.astimezone(UTC)
