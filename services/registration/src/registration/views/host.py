"""What the host's coordinator, its auditors and the public see of candidates, selections and places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from registration.domain.announcement import Quota
from registration.domain.candidate import Candidate
from registration.domain.place import Place
from registration.domain.place_machine import SEATED
from registration.domain.seats import Seats
from registration.domain.training import Training
from registration.domain.vocabulary import PlaceState, WithdrawalReason
from registration.store import candidates as candidate_store
from registration.store import places as place_store
from registration.store import selections as store
from registration.store import trainings
from registration.store.selections import Vacancy
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

FEWEST = 5
"""Of fewer people nothing is said in public."""


async def hosted(tx: Transaction, training: UUID) -> Training:
    """Raises NotKnownHere, NotTheHost."""
    found = await trainings.find(tx, training)
    found.require_host(tx.region)
    return found


@dataclass(frozen=True, slots=True)
class CandidateRow:
    application: UUID
    participant: UUID
    home: str
    code: str | None
    eligible: bool | None
    score: int | None
    reviews: int
    revision: int
    attributes: Mapping[str, str]
    organisation: str | None
    withdrawn: WithdrawalReason | None

    @classmethod
    def of(cls, candidate: Candidate) -> "CandidateRow":
        assessed = candidate.assessment
        return cls(
            application=candidate.application,
            participant=candidate.participant,
            home=candidate.home,
            code=candidate.code,
            eligible=assessed.eligible if assessed else None,
            score=candidate.score,
            reviews=assessed.reviews if assessed else 0,
            revision=candidate.revision,
            attributes=assessed.attributes if assessed else {},
            organisation=assessed.organisation if assessed else None,
            withdrawn=candidate.withdrawn,
        )


async def candidates(tx: Transaction, training: UUID, page: Page, code: str) -> Listed[CandidateRow]:
    """Those whose code begins so, in order of code. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    found = await candidate_store.listed(tx, training, page, code)
    return Listed([CandidateRow.of(one) for one in found.rows], found.next)


@dataclass(frozen=True, slots=True)
class QuotaHeld:
    """`seats`: how many of those who hold one now it counts."""

    id: str
    minimum: int
    maximum: int | None
    seats: int

    @classmethod
    def of(cls, quota: Quota, held: Iterable[Mapping[str, str]]) -> "QuotaHeld":
        """`held`: the attributes of everybody who holds a seat."""
        return cls(quota.id, quota.minimum, quota.maximum, sum(quota.counts(one) for one in held))


@dataclass(frozen=True, slots=True)
class Places:
    """A page in order of code; `attributes` by application; `seats`, `states` and `quotas` of all."""

    items: Listed[Place]
    attributes: Mapping[UUID, Mapping[str, str]]
    seats: Seats
    states: Mapping[PlaceState, int]
    quotas: Sequence[QuotaHeld]
    vacancy: Vacancy | None


async def places(tx: Transaction, training: UUID, page: Page, state: PlaceState | None, code: str) -> Places:
    """Those whose code begins so, in one state or in any. Raises NotKnownHere, NotTheHost."""
    known = await hosted(tx, training)
    found = await place_store.listed(tx, training, page, state, code)
    states = await place_store.states(tx, training)
    terms = known.known.terms
    seats = Seats.of_states(terms.seats, states)
    holding = await place_store.applications_in(tx, training, SEATED)
    told = await candidate_store.of_applications(tx, [*holding, *(place.application for place in found.rows)])
    attributes = {one: told[one].attributes for one in told}
    held = [attributes[one] for one in holding if one in attributes]
    quotas = [QuotaHeld.of(quota, held) for quota in terms.quotas]
    vacancy = await store.vacancy_of(tx, training) if seats.open else None
    return Places(found, attributes, seats, states, quotas, vacancy)


async def attributes(tx: Transaction, application: UUID) -> Mapping[str, str]:
    """Raises NotKnownHere."""
    return (await candidate_store.get(tx, application)).attributes


@dataclass(frozen=True, slots=True)
class Totals:
    people: int | None
    countries: int | None
    sectors: int | None


async def totals(tx: Transaction, id: UUID, now: datetime) -> Totals:
    """Raises NotKnownHere, also where it may not be known that there is such a training."""
    training = await trainings.find(tx, id)
    if training.announced is None or training.announced.host != tx.region or not training.shows_totals(now):
        raise NotKnownHere("training", id)
    confirmed = await place_store.applications_in(tx, id, [PlaceState.CONFIRMED])
    if len(confirmed) < FEWEST:
        return Totals(None, None, None)
    told = [one.attributes for one in (await candidate_store.of_applications(tx, confirmed)).values()]
    return Totals(len(confirmed), distinct(told, "country"), distinct(told, "sector"))


def distinct(told: Sequence[Mapping[str, str]], attribute: str) -> int | None:
    """None where this training's quotas do not ask for it."""
    return len({one[attribute] for one in told if attribute in one}) or None
