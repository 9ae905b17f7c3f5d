"""A training as scheduling tells of it; a stub as long as only its id is known."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from followup.domain.deadlines import Dates
from followup.domain.reach import ReachOfTraining
from followup.domain.report import Held
from followup.domain.vocabulary import Sensitivity


@dataclass(frozen=True, slots=True)
class Announced:
    """Of the snapshot in TrainingAnnounced and TrainingChanged, what this service decides by."""

    host: str
    parent: UUID | None
    generation: int
    dates: Dates
    seats: int
    sensitivity: Sensitivity
    publish_not_before: datetime | None
    title: str | None = None
    """Where it is public."""


@dataclass(frozen=True, slots=True)
class Training:
    id: UUID
    announced: Announced | None = None
    held: Held | None = None
    coordinator: UUID | None = None
    """Who looks after it; None: whichever of the region."""

    def on_announced(self, snapshot: Announced) -> Self:
        """Announced or changed: the snapshot is complete, the newest holds."""
        return self if snapshot == self.announced else replace(self, announced=snapshot)

    def on_completed(self, held: Held) -> Self:
        """It took place; a correction replaces the figures."""
        return self if held == self.held else replace(self, held=held)

    def shows_items(self, now: datetime) -> bool:
        """Whether released testimonials and pictures of it may be public: past its embargo, which an open one need not
        have. What is not known is no.
        """
        if self.announced is None or self.announced.sensitivity is Sensitivity.CLOSED:
            return False
        embargo = self.announced.publish_not_before
        return self.announced.sensitivity is Sensitivity.OPEN if embargo is None else embargo <= now

    def reach(self) -> ReachOfTraining | None:
        """Of generation 0, once announced and completed: seats were planned; who attended is reported and verified.

        None for a cascade's training: how many it reached, its plan says.
        """
        if self.announced is None or self.held is None or self.announced.generation > 0:
            return None
        return ReachOfTraining(
            training=self.id,
            parent=self.announced.parent,
            generation=0,
            planned=self.announced.seats,
            reported=self.held.attended,
            verified=self.held.attended,
        )
