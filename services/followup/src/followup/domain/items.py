"""Testimonials and pictures: whether one is visible is computed whenever it is read."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.refusals import NotPermitted
from followup.domain.training import Training
from followup.domain.vocabulary import ConsentPurpose, ItemKind, ItemState, Relation, Role
from shared.refusals import NotInThisState, NotKnownHere

AUTHOR = "its author"
PURPOSES = {ItemKind.TESTIMONIAL: ConsentPurpose.VOICE, ItemKind.PICTURE: ConsentPurpose.MEDIA}


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person last said about an item (`item`), or about everything of a purpose (None). Versions are hers."""

    participant: UUID
    purpose: ConsentPurpose
    item: UUID | None
    given: bool
    version: int


@dataclass(frozen=True, slots=True)
class Item:
    """`shown`: everybody who can be recognised in it, of a testimonial its author."""

    id: UUID
    training: UUID
    kind: ItemKind
    shown: frozenset[UUID]
    state: ItemState = ItemState.WRITTEN

    @property
    def whose(self) -> frozenset[UUID]:
        """Who is told of in it; a picture that shows nobody is its own, as its key is."""
        return self.shown or frozenset({self.id})

    def require_shown(self, person: UUID) -> None:
        """Raises NotKnownHere: whoever is not shown does not hear that there is one."""
        if person not in self.shown:
            raise NotKnownHere("item", self.id)

    def release(self, by: Actor) -> Self:
        """Raises NotPermitted, NotInThisState."""
        return self._move("release", by, ItemState.WRITTEN, ItemState.RELEASED)

    def take_back(self, by: Actor) -> Self:
        """Raises NotPermitted, NotInThisState."""
        return self._move("take back", by, ItemState.RELEASED, ItemState.WRITTEN)

    def rewrite(self, by: Actor) -> Self:
        """Her testimonial in other words: nobody released these. Raises NotPermitted, NotKnownHere."""
        self.require_author("write anew", by)
        return replace(self, state=ItemState.WRITTEN)

    def require_author(self, asked: str, by: Actor) -> None:
        """Raises NotPermitted for everybody but who wrote it; a picture has nobody who did. Raises NotKnownHere for a
        participant who is not shown.
        """
        if by.role is Role.PARTICIPANT:
            self.require_shown(by.person)
        wrote = self.kind is ItemKind.TESTIMONIAL and self.shown == {by.person} and by.role is Role.PARTICIPANT
        if not wrote:
            raise NotPermitted("item", self.id, asked, by.role, (AUTHOR,))

    def require_reader(self, by: Actor) -> None:
        """Before it is released. Raises NotPermitted, NotKnownHere."""
        if by.role is not Role.COORDINATOR:
            self.require_author("read", by)

    def visible(self, training: Training, consents: Collection[Consent], *, now: datetime) -> bool:
        """Released, allowed by its training, and everybody shown consents."""
        return (
            self.state is ItemState.RELEASED
            and training.shows_items(now)
            and all(self.consented(person, consents) for person in self.shown)
        )

    def consented(self, person: UUID, consents: Collection[Consent]) -> bool:
        """Her newest word on this item, or on all of its purpose, is yes. No word is no."""
        purpose = PURPOSES[self.kind]
        words = [
            consent
            for consent in consents
            if consent.participant == person and consent.purpose is purpose and consent.item in (None, self.id)
        ]
        return bool(words) and max(words, key=lambda consent: consent.version).given

    def _move(self, asked: str, by: Actor, before: ItemState, after: ItemState) -> Self:
        if by.role is not Role.COORDINATOR:
            raise NotPermitted("item", self.id, asked, by.role, (Relation.COORDINATOR,))
        if self.state is not before:
            raise NotInThisState("item", self.id, asked, self.state, (before,))
        return replace(self, state=after)
