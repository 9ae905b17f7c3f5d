"""In what capacity somebody acts."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from scheduling.domain.refusals.common import NotHerTraining
from scheduling.domain.resources import Resources
from scheduling.domain.training import Request, Training


class Part(StrEnum):
    """A trainer leads the training that her plan became and comes by a link; a facilitator is one of its staff."""

    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Actor:
    """`training`: the one that a trainer's link is for."""

    part: Part
    person: UUID | None = None
    training: UUID | None = None

    def permit(self, request: Request, training: Training, resources: Resources) -> None:
        """Raises NotHerTraining, ForTheCoordinator."""
        match self.part:
            case Part.COORDINATOR:
                return
            case Part.FACILITATOR:
                if not resources.is_facilitator(self.person):
                    raise NotHerTraining(training.id, self.person)
            case Part.TRAINER:
                if self.training != training.id:
                    raise NotHerTraining(training.id, self.person)
                training.permit_trainer(request)
