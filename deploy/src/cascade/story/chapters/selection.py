"""The reviews are closed, the selection is run as a draft, looked at, and published."""

from collections.abc import Sequence

from cascade.story.client import Service
from cascade.story.data import places
from cascade.story.data.acts import Act
from cascade.story.story import Story


async def select(story: Story, subjects: Sequence[str]) -> None:
    (training,) = subjects
    path = f"/v1/trainings/{story.known.trainings[training]}"
    await story.api.post(Service.REGISTRATION, f"{path}/reviews-closing", story.coordinator)
    await story.running.drain()
    body = {"seed": places.SELECTION_SEED, "reserve": places.RESERVE_LENGTH, "homes_left_out": []}
    run = await story.api.post(Service.REGISTRATION, f"{path}/selections", story.coordinator, body)
    story.known.selections.append(run["selection"])


async def publish_selection(story: Story, _: Sequence[str]) -> None:
    path = f"/v1/selections/{story.known.selections[-1]}/publication"
    await story.api.post(Service.REGISTRATION, path, story.coordinator)


ACTS = {Act.SELECT: select, Act.PUBLISH_SELECTION: publish_selection}
