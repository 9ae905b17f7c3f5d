"""A training is drafted and announced; one draft is refused."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cascade.story.client import Json, Service
from cascade.story.data import trainings
from cascade.story.data.acts import Act
from cascade.story.data.manuals import MANUALS
from cascade.story.data.trainings import Training
from cascade.story.story import Story

TRAININGS = {each.key: each for each in (trainings.KAZAKHSTAN, trainings.DUSHANBE, trainings.GEORGIA)}
REFUSED_DRAFT = "refused draft"
_NOT_IN_A_DRAFT = {"key", "invites", "origin"}


async def try_draft(story: Story, subjects: Sequence[str]) -> None:
    """The first draft's quotas need more seats than there are; the second one is kept."""
    (key,) = subjects
    refused = await story.api.refusal(
        Service.SCHEDULING, "/v1/trainings", story.coordinator, draft(story, trainings.DUSHANBE_REFUSED)
    )
    story.answers[REFUSED_DRAFT] = {**refused.problem, "status": refused.status}
    await save(story, TRAININGS[key])


async def announce(story: Story, subjects: Sequence[str]) -> None:
    """Drafted first, where that is not done yet."""
    (key,) = subjects
    if key not in story.known.trainings:
        await save(story, TRAININGS[key])
    training = story.known.trainings[key]
    await story.api.post(Service.SCHEDULING, f"/v1/trainings/{training}/announcement", story.coordinator)


async def save(story: Story, training: Training) -> None:
    saved = await story.api.post(Service.SCHEDULING, "/v1/trainings", story.coordinator, draft(story, training))
    story.known.trainings[training.key] = saved["training"]


def draft(story: Story, training: Training) -> Json:
    """As scheduling takes it: ids instead of codes."""
    told = asdict(training)
    told["programme"] = story.known.programmes[training.programme]
    told["manuals"] = [
        story.known.manuals[manual.code, language]
        for manual in MANUALS
        for language in manual.languages
        if manual.code in training.manuals
    ]
    for partner in told["partners"]:
        partner["organisation"] = story.known.organisations[partner["organisation"]]
    for criterion in told["criteria"]:
        del criterion["title"]
    return plain({name: value for name, value in told.items() if name not in _NOT_IN_A_DRAFT})


def plain(value: Any) -> Json:
    """As JSON has it; where a datum comes from is not sent."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if name != "origin"}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


ACTS = {Act.TRY_DRAFT: try_draft, Act.ANNOUNCE: announce}
