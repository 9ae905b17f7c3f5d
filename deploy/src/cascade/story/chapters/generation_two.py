"""Two women are enrolled in events of the first generation and plan events of their own."""

from collections.abc import Sequence

from cascade.story.chapters.entering import enter_by
from cascade.story.data import plans
from cascade.story.data.acts import Act
from cascade.story.story import Story


async def enter(story: Story, events: Sequence[str]) -> None:
    for each in plans.ENROLLED:
        if each.event in events:
            await enter_by(story, each.event, [each.person], uses=1)


ACTS = {Act.ENTER: enter}
