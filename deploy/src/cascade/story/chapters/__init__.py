"""How each act of the story is played, through the public interfaces, as those would who do it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from cascade.story.chapters import (
    agenda,
    announcement,
    call,
    feedback_and_voices,
    follow_up,
    generation_two,
    georgia,
    invitations,
    kazakhstan,
    plans,
    reviews,
    selection,
    training,
)
from cascade.story.data.acts import Act
from cascade.story.story import Story

Played = Callable[[Story, Sequence[str]], Awaitable[None]]

_CHAPTERS = (
    kazakhstan,
    announcement,
    call,
    reviews,
    selection,
    invitations,
    agenda,
    training,
    feedback_and_voices,
    plans,
    follow_up,
    generation_two,
    georgia,
)
ACTS: Mapping[Act, Played] = {act: played for chapter in _CHAPTERS for act, played in chapter.ACTS.items()}
