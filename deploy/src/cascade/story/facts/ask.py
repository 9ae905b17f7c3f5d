"""Questions that many facts begin with: who asks what of which service."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from cascade.story.client import ANYONE, Json, Service
from cascade.story.story import Story


async def scheduling(story: Story, training: str, what: str = "") -> Json:
    """As the coordinator; `what`: the rest of the path, with its slash."""
    return await _of(story, Service.SCHEDULING, training, what)


async def registration(story: Story, training: str, what: str = "") -> Json:
    return await _of(story, Service.REGISTRATION, training, what)


async def followup(story: Story, training: str, what: str = "") -> Json:
    return await _of(story, Service.FOLLOWUP, training, what)


async def _of(story: Story, service: Service, training: str, what: str) -> Json:
    path = f"/v1/trainings/{story.known.trainings[training]}{what}"
    return await story.api.get(service, path, story.coordinator)


async def public(story: Story, service: Service, training: str) -> Json:
    """What anybody may read of a training; None if it is nothing."""
    return await story.api.found(service, f"/v1/public/trainings/{story.known.trainings[training]}", ANYONE)


def counts(values: Iterable[Any]) -> dict[str, int]:
    """How often each value comes, by name."""
    return dict(sorted(Counter(str(value) for value in values).items()))


def by_id(known: dict[str, str]) -> dict[str, str]:
    """The story's keys by the ids that services gave."""
    return {found: key for key, found in known.items()}


def column(items: Sequence[Json], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(item[name] for name in names) for item in items]
