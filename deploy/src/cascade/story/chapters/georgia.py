"""The training after Dushanbe: nine of its 25 apply again."""

from collections.abc import Sequence

from cascade.story.chapters.call import form
from cascade.story.chapters.entering import begin, fill_in, one_by_one, open_door
from cascade.story.data import georgia
from cascade.story.data.acts import Act
from cascade.story.data.georgia import SecondTime
from cascade.story.data.trainings import GEORGIA
from cascade.story.story import Story, together


async def apply_again(story: Story, codes: Sequence[str]) -> None:
    again = [each for each in georgia.again(story.call) if each.before.code in codes]
    await open_door(story, GEORGIA.key, uses=len(again))
    await together(begin_and_write(story, each) for each in again)
    await one_by_one(story, GEORGIA.key, [each.before.person for each in again])


async def begin_and_write(story: Story, each: SecondTime) -> None:
    who = each.before.person
    await begin(story, GEORGIA.key, who)
    written = {**form(each.before), "letter": each.letter, "wishes": each.wishes}
    await fill_in(story, GEORGIA.key, who, written)


ACTS = {Act.APPLY_AGAIN: apply_again}
