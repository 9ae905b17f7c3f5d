"""28 February 2018: nothing is done any more, everything is read."""

from collections.abc import Sequence

from cascade.story.data.acts import Act
from cascade.story.story import Story


async def read(_: Story, __: Sequence[str]) -> None:
    """Facts are read at this moment; nothing is done."""


ACTS = {Act.READ: read}
