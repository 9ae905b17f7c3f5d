"""The two clocks: story time decides what a fact means, wall time everything technical."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar, Protocol

from shared.runtime.endings import MustEnd

CLOCKS_DIFFER = timedelta(minutes=1)
"""By which the time of the day may be set right, and may differ from one machine to the next."""


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


class WentBack(MustEnd):
    """The clock stands before what was lived through already."""

    exit_code: ClassVar[int] = 78


class Forward:
    """A clock that does not go back: deadlines that passed cannot come again. `name`: what somebody has to set right;
    `slack`: by how much it may differ.
    """

    def __init__(self, clock: Clock, name: str, slack: timedelta) -> None:
        self.slack = slack
        self._clock = clock
        self._name = name
        self._reached = datetime.min.replace(tzinfo=UTC)
        self._fault: WentBack | None = None

    def has_reached(self, instant: datetime) -> None:
        self._reached = max(self._reached, instant)

    def now(self) -> datetime:
        """Raises WentBack, and from then on always: whoever was told so has not done what others would pass over."""
        now = self._clock.now()
        if self._reached - now > self.slack and self._fault is None:
            self._fault = WentBack(
                f"{self._name} stands at {now.isoformat()}, but this service has lived until "
                f"{self._reached.isoformat()} already, and deadlines that passed cannot come again: "
                "set it to that instant or a later one, then start again. Nothing was changed."
            )
        if self._fault is not None:
            raise self._fault
        self.has_reached(now)
        return now


def instant(text: str) -> datetime:
    """An ISO 8601 instant with an offset, in UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        raise ValueError(f"{text.strip()!r} has no offset from UTC")
    return moment.astimezone(UTC)
