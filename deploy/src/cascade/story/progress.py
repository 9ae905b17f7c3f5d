"""What is seen while the story is played: its chapters as they end, the moment that is on, facts that do not hold."""

from collections.abc import Sequence
from typing import Protocol

from rich.console import Console
from rich.status import Status

from cascade.story.data.timeline import MOMENTS, Moment
from cascade.story.facts.fact import Answer

_LAST_OF = {moment.chapter: moment for moment in MOMENTS}


class Show(Protocol):
    """Whoever looks on."""

    def begins(self, moment: Moment) -> None: ...

    def played(self, moment: Moment, answers: Sequence[Answer], seconds: float) -> None:
        """With the facts that were asked then; `seconds`: of its chapter so far."""

    def ends(self) -> None: ...


class Progress:
    """On a console; on a terminal with the moment that is on."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = Status("", console=console)

    def begins(self, moment: Moment) -> None:
        self._status.update(f"{moment.at:%d %b %Y} · {moment.chapter.value} · {moment.act.value.replace('_', ' ')}")
        self._status.start()

    def played(self, moment: Moment, answers: Sequence[Answer], seconds: float) -> None:
        for answer in answers:
            if not answer.held:
                self._console.print(f"  ✗ {answer.fact.id}: {answer.fact.sentence}", style="red", markup=False)
                self._console.print(f"    expected {answer.fact.expected!r}", markup=False)
                self._console.print(f"    found    {answer.value!r}", markup=False)
        if moment is _LAST_OF[moment.chapter]:
            self._console.print(f"  {moment.chapter.value:<28}{seconds:6.1f} s")

    def ends(self) -> None:
        self._status.stop()
