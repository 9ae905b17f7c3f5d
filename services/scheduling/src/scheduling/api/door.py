"""The door of scheduling: a partner's coordinator gets in nowhere but where it is said."""

from dataclasses import replace
from uuid import UUID

from fastapi import Request

from scheduling.domain.actors import Actor, Part
from shared.web.door import Door
from shared.web.principal import Principal, Staff
from shared.web.refusals import NotAllowed


def is_partners(who: Principal) -> bool:
    """A coordinator whose token names an organisation coordinates for that partner; ours carry none."""
    return who.has(Staff.COORDINATOR) and who.organisation is not None


class OwnDoor(Door):
    """Refuses coordinators of partners."""

    def _admit(self, who: Principal, request: Request) -> None:
        super()._admit(who, request)
        if is_partners(who) and not self._admits_otherwise(who, request):
            raise NotAllowed(self.admission.names)

    def _admits_otherwise(self, who: Principal, request: Request) -> bool:
        others = replace(who, roles=who.roles - {Staff.COORDINATOR})
        return self.admission.admits(others, request.path_params)


def partner_of(who: Principal) -> UUID | None:
    """The organisation for which she reads; None for our own."""
    return who.organisation if is_partners(who) else None


def actor_of(who: Principal) -> Actor:
    """In what capacity she acts: by her link, as our coordinator, else as a facilitator."""
    if who.link is not None:
        return Actor(Part.TRAINER, who.person, who.link.scope["training"])
    return Actor(Part.COORDINATOR if who.has(Staff.COORDINATOR) else Part.FACILITATOR, who.person)
