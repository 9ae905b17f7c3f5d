"""The reviews are closed, the selection is run as a draft, looked at, and published."""

import asyncio
from collections.abc import Sequence

from cascade.story.client import Json, Service
from cascade.story.data import places
from cascade.story.data.acts import Act
from cascade.story.story import Story

LOOKS_EVERY_SECONDS = 0.5


async def select(story: Story, subjects: Sequence[str]) -> None:
    (training,) = subjects
    path = f"/v1/trainings/{story.known.trainings[training]}"
    await story.api.post(Service.REGISTRATION, f"{path}/reviews-closing", story.coordinator)
    await story.running.drain()
    body = {"seed": places.SELECTION_SEED, "reserve": places.RESERVE_LENGTH, "homes_left_out": []}
    story.known.selections.append(await drafted(story, f"{path}/selections", body))


async def drafted(story: Story, path: str, body: Json) -> str:
    """The id of the draft, also where it takes long; one that was lost with its service is asked for again."""
    told = await story.api.post(Service.REGISTRATION, path, story.coordinator, body)
    while told["selection"] is None:
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
        told = await story.api.get(Service.REGISTRATION, f"/v1/selection-runs/{told['run']}", story.coordinator)
        if told["state"] == "lost":
            told = await story.api.post(Service.REGISTRATION, path, story.coordinator, body)
        elif told["state"] not in ("running", "done"):
            raise RuntimeError(f"the draft is {told['state']}: {told['problem']}")
    return str(told["selection"])


async def publish_selection(story: Story, _: Sequence[str]) -> None:
    path = f"/v1/selections/{story.known.selections[-1]}"
    seen = await story.api.tag(Service.REGISTRATION, path, story.coordinator)
    await story.api.post(Service.REGISTRATION, f"{path}/publication", story.coordinator, seen=seen)


ACTS = {Act.SELECT: select, Act.PUBLISH_SELECTION: publish_selection}
