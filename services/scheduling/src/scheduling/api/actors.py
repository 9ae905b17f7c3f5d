"""In what capacity somebody acts, as the rules of scheduling know it."""

from uuid import UUID

from scheduling.domain.actors import Actor, Part
from shared.web.principal import Principal, Staff


def partner_of(who: Principal) -> UUID | None:
    """The organisation for which she reads; None for our own."""
    return who.organisation if who.has(Staff.PARTNER) else None


def actor_of(who: Principal) -> Actor:
    """By her link, as our coordinator, else as a facilitator."""
    if who.link is not None:
        return Actor(Part.TRAINER, who.person, who.link.scope["training"])
    return Actor(Part.COORDINATOR if who.has(Staff.COORDINATOR) else Part.FACILITATOR, who.person)
