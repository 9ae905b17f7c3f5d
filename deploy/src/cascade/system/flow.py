"""Whether anything is still under way, and the story clock that moves only when nothing is."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2

PATIENCE_SECONDS = 60.0
UNDER_WAY = ("unsent", "lag", "due_reminders", "pending_mails")


class StillUnderWay(Exception):
    """Something did not come to rest; says what."""


@dataclass
class Moves:
    """How often the clock was moved, and how long it took until everything was done."""

    count: int = 0
    seconds: float = 0.0


class Flow:
    """Asks the three services what is under way. `addresses`: by name; `token`: an operator's."""

    def __init__(self, addresses: Mapping[str, str], token: str, clock: Path) -> None:
        self._addresses = addresses
        self._http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=10.0)
        self._clock = clock
        self.moves = Moves()

    async def close(self) -> None:
        await self._http.aclose()

    async def look(self) -> dict[str, dict[str, Any]]:
        """By service; a service that does not answer is missing."""
        answers = await asyncio.gather(*[self._ask(name) for name in self._addresses])
        return {name: answer for name, answer in zip(self._addresses, answers, strict=True) if answer is not None}

    async def _ask(self, name: str) -> dict[str, Any] | None:
        try:
            response = await self._http.get(f"{self._addresses[name]}/v1/operations/flow")
        except httpx2.HTTPError:
            return None
        return dict(response.json()) if response.is_success else None

    async def drain(self) -> None:
        """Returns when twice in a row nothing was under way and nothing had moved. Raises StillUnderWay."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        before: object = None
        while True:
            seen = await self.look()
            counts = {name: (one["sent"], one["applied"]) for name, one in seen.items()}
            at_rest = len(seen) == len(self._addresses) and not any(left(one) for one in seen.values())
            if at_rest and counts == before:
                return
            before = counts if at_rest else None
            if time.monotonic() > give_up:
                raise StillUnderWay(sentence(self._addresses, seen))
            await asyncio.sleep(0.01)

    async def move(self, to: datetime) -> None:
        """Drain, set the clock, let everything that is due happen. Time never goes back."""
        began = time.monotonic()
        await self.drain()
        set_clock(self._clock, to)
        await self.drain()
        self.moves.count += 1
        self.moves.seconds += time.monotonic() - began


def left(one: Mapping[str, Any]) -> dict[str, Any]:
    """What is under way in a service; a lag that nobody knows counts."""
    return {name: one[name] for name in UNDER_WAY if one[name] is None or one[name] > 0}


def sentence(addresses: Mapping[str, str], seen: Mapping[str, Mapping[str, Any]]) -> str:
    parts = [f"{name}: {left(seen[name]) if name in seen else 'does not answer'}" for name in addresses]
    return f"After {PATIENCE_SECONDS:.0f} s something is still under way ({'; '.join(parts)})"


def set_clock(file: Path, to: datetime) -> None:
    """Raises ValueError for an instant without offset, or one before the clock's."""
    if to.tzinfo is None:
        raise ValueError(f"{to.isoformat()} has no offset from UTC; write e.g. {to.isoformat()}Z")
    now = datetime.fromisoformat(file.read_text().strip())
    if to < now:
        raise ValueError(f"The story clock stands at {now.isoformat()}; it does not go back to {to.isoformat()}")
    draft = file.with_suffix(".new")
    draft.write_text(to.isoformat())
    draft.replace(file)
