"""Who acts: a participant by her link, a mentor or a coordinator by her token."""

from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.vocabulary import Role
from shared.web.principal import Principal, Staff

NO_PERSON = UUID(int=0)
"""A token of a role that need not be a person's."""


def actor(who: Principal) -> Actor:
    """In the capacity in which she entered."""
    if who.link is not None:
        return Actor(person_of(who), Role.PARTICIPANT)
    role = Role.COORDINATOR if who.has(Staff.COORDINATOR) else Role.MENTOR
    return Actor(person_of(who), role)


def reader(who: Principal) -> Actor | None:
    """None: staff of another kind."""
    known = who.link is not None or who.has(Staff.COORDINATOR) or who.has(Staff.MENTOR)
    return actor(who) if known else None


def person_of(who: Principal) -> UUID:
    return who.person or NO_PERSON


def training_of(who: Principal, otherwise: UUID) -> UUID:
    """The training that her link is for."""
    return who.link.scope.get("training", otherwise) if who.link is not None else otherwise
