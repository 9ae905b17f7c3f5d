"""What an event says, in the words of the domain."""

from pydantic import TypeAdapter

from registration.domain.agenda import Agenda, Session
from registration.domain.announcement import Announcement
from shared.events.scheduling import AgendaPublished, TrainingSnapshot

ANNOUNCEMENT = TypeAdapter(Announcement)
TERMS = {"seats", "quotas", "per_organisation"}


def announcement(fact: TrainingSnapshot) -> Announcement:
    said = fact.model_dump()
    return ANNOUNCEMENT.validate_python({**said, "terms": {name: said[name] for name in TERMS}})


def agenda(fact: AgendaPublished) -> Agenda:
    in_time = sorted(fact.sessions, key=lambda one: (one.starts_at, one.id))
    sessions = tuple(Session(one.starts_at, one.ends_at, one.topics) for one in in_time)
    return Agenda(fact.training, fact.agenda_version, sessions)
