"""Who acts: a participant by her link, a mentor or a coordinator by her token."""

from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.vocabulary import Role
from shared.web.principal import Principal, Staff

NO_PERSON = UUID(int=0)
"""In a token of a role that need not be a person's."""


def actor(who: Principal) -> Actor:
    """In the capacity in which she entered; whoever is both acts as coordinator."""
    if who.link is not None:
        return Actor(person_of(who), Role.PARTICIPANT)
    return Actor(person_of(who), Role.COORDINATOR) if who.has(Staff.COORDINATOR) else mentor(who)


def mentor(who: Principal) -> Actor:
    """For what a mentor alone may do."""
    return Actor(person_of(who), Role.MENTOR)


def readers(who: Principal) -> list[Actor]:
    """In every capacity that she has; none for staff of another kind."""
    if who.link is not None:
        return [Actor(person_of(who), Role.PARTICIPANT)]
    roles = {Staff.COORDINATOR: Role.COORDINATOR, Staff.MENTOR: Role.MENTOR}
    return [Actor(person_of(who), role) for staff, role in roles.items() if who.has(staff)]


def person_of(who: Principal) -> UUID:
    return who.person or NO_PERSON


def training_of(who: Principal) -> UUID:
    """The training that her link is for. Raises LookupError for who has none."""
    if who.link is None:
        raise LookupError("only a link is for one training")
    return who.link.scope["training"]
