"""Refusals about agendas."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class SessionOutOfOrder(Refusal):
    """A session ends after it starts."""

    status: ClassVar[int] = 422

    session: str
    starts_at: datetime
    ends_at: datetime

    def sentence(self) -> str:
        return f"Session {self.session} would start at {self.starts_at} and end at {self.ends_at}."


@dataclass(eq=False)
class ConflictsBlock(Refusal):
    """An agenda with a blocking conflict is not published."""

    agenda: UUID
    conflicts: tuple[str, ...]

    def sentence(self) -> str:
        return f"Agenda {self.agenda} cannot be published: {' '.join(self.conflicts)}"


@dataclass(eq=False)
class NoSuchConflict(Refusal):
    """There is no such conflict to accept."""

    agenda: UUID
    rule: str
    sessions: tuple[UUID, ...]
    standing: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"Agenda {self.agenda} has no conflict {self.rule} of exactly {listed(self.sessions)}; "
            f"standing: {listed(self.standing)}."
        )


@dataclass(eq=False)
class BlocksAreNotAccepted(Refusal):
    """A blocking conflict has to be solved."""

    agenda: UUID
    rule: str

    def sentence(self) -> str:
        return f"{self.rule} blocks agenda {self.agenda}: it can be solved, not accepted."


@dataclass(eq=False)
class OtherTraining(Refusal):
    """Two agendas of different trainings cannot be compared."""

    status: ClassVar[int] = 422

    agenda: UUID
    compared_with: UUID

    def sentence(self) -> str:
        return f"Agenda {self.compared_with} belongs to another training than agenda {self.agenda}."


@dataclass(eq=False)
class NewerAgenda(Refusal):
    """A newer version of the agenda was drafted meanwhile."""

    training: UUID
    follows: UUID
    newest: UUID | None

    def sentence(self) -> str:
        return (
            f"Agenda {self.follows} is not the newest of training {self.training}, {self.newest} is: "
            "make the change in that one."
        )


@dataclass(eq=False)
class NoAgendaPublished(Refusal):
    """This training has no published agenda."""

    training: UUID

    def sentence(self) -> str:
        return f"Training {self.training} has no published agenda: its sessions are not known yet."


@dataclass(eq=False)
class NotThePartnersAgenda(Refusal):
    """This partner has no say in the agenda."""

    status: ClassVar[int] = 403

    training: UUID
    organisation: UUID

    def sentence(self) -> str:
        return f"The partnership of organisation {self.organisation} in {self.training} does not cover the agenda."
