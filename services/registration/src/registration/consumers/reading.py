"""What an event says, in the words of the domain."""

from pydantic import TypeAdapter

from registration.domain.announcement import Announcement
from shared.events.scheduling import TrainingSnapshot

ANNOUNCEMENT = TypeAdapter(Announcement)
TERMS = {"seats", "quotas", "per_organisation"}


def announcement(fact: TrainingSnapshot) -> Announcement:
    said = fact.model_dump()
    return ANNOUNCEMENT.validate_python({**said, "terms": {name: said[name] for name in TERMS}})
