"""What the host's coordinator, its auditors and the public see of candidates, selections and places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.place import Place
from registration.domain.seats import Seats
from registration.domain.selection import Selection
from registration.domain.training import Training
from registration.domain.vocabulary import DecisionKind, PlaceState, SelectionState, WithdrawalReason
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


async def candidates(tx: Transaction, training: UUID, page: Page) -> Listed[CandidateRow]:
    """In order of code. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    found = await candidate_store.listed(tx, training, page)
    return Listed([CandidateRow.of(one) for one in found.rows], found.next)


@dataclass(frozen=True, slots=True)
class Chosen:
    """`attributes`: as they are known now."""

    application: UUID
    code: str | None
    score: int | None
    attributes: Mapping[str, str]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class InTheWay:
    quota: str
    side: str
    value: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class PassedOver(Chosen):
    exchanges: int = 0
    in_the_way: Sequence[InTheWay] = ()


@dataclass(frozen=True, slots=True)
class AllPassedOver:
    people: int
    first: Sequence[PassedOver]


@dataclass(frozen=True, slots=True)
class QuotaSeats:
    id: str
    minimum: int
    maximum: int | None
    seats: int


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """`not_selected`: of the candidates of a first selection; a promotion turns nobody away."""

    selection: UUID
    training: UUID
    kind: DecisionKind
    state: SelectionState
    hash: str
    value: int
    selected: Sequence[Chosen]
    reserve: Sequence[Chosen]
    not_selected: int
    passed_over: AllPassedOver | None
    quotas: Sequence[QuotaSeats]
    quotas_relaxed: Sequence[str]
    homes_left_out: Sequence[str]
    drafted_at: datetime
    published_at: datetime | None

    @classmethod
    def of(cls, selection: Selection, known: Mapping[UUID, Candidate]) -> "SelectionRow":
        said = selection.document["decision"]
        first = selection.kind is DecisionKind.FIRST
        return cls(
            selection=selection.id,
            training=selection.training,
            kind=selection.kind,
            state=selection.state,
            hash=selection.hash,
            value=said["value"],
            selected=by_code(shown(known[one]) for one in selection.selected),
            reserve=[shown(known[one], rank) for rank, one in enumerate(selection.reserve, start=1)],
            not_selected=said["candidates"] - len(chosen(selection)) if first else 0,
            passed_over=all_passed_over(selection, known),
            quotas=[QuotaSeats(q["id"], q["minimum"], q.get("maximum"), q["seats"]) for q in said["quotas"]],
            quotas_relaxed=selection.quotas_relaxed,
            homes_left_out=selection.homes_left_out,
            drafted_at=selection.drafted_at,
            published_at=selection.published_at,
        )


def shown(candidate: Candidate, rank: int | None = None) -> Chosen:
    return Chosen(candidate.application, candidate.code, candidate.score, candidate.attributes, rank)


def passed(candidate: Candidate, told: Mapping[str, Any]) -> PassedOver:
    return PassedOver(
        candidate.application,
        candidate.code,
        candidate.score,
        candidate.attributes,
        exchanges=told["exchanges"],
        in_the_way=[InTheWay(**one) for one in told["in_the_way"]],
    )


def all_passed_over(selection: Selection, known: Mapping[UUID, Candidate]) -> AllPassedOver | None:
    """None where the document is from a time when it was not told."""
    told = selection.document.get("passed_over")
    if told is None:
        return None
    return AllPassedOver(told["people"], [passed(known[UUID(one["application"])], one) for one in told["first"]])


def by_code(chosen: Any) -> list[Chosen]:
    return sorted(chosen, key=lambda one: one.code or "")


async def selection(tx: Transaction, id: UUID) -> SelectionRow:
    """Raises NotKnownHere."""
    found = await store.get(tx, id)
    return SelectionRow.of(found, await candidate_store.of_applications(tx, named(found)))


async def selections(tx: Transaction, training: UUID) -> list[SelectionRow]:
    """In the order in which they were made. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    made = await store.of_training(tx, training)
    known = await candidate_store.of_applications(tx, [one for found in made for one in named(found)])
    return [SelectionRow.of(found, known) for found in made]


def chosen(selection: Selection) -> list[UUID]:
    return [*selection.selected, *selection.reserve]


def named(selection: Selection) -> list[UUID]:
    """Everybody whom it is told of; each may stand there twice."""
    told = selection.document.get("passed_over", {"first": ()})["first"]
    return [*chosen(selection), *(UUID(one["application"]) for one in told)]


async def document(tx: Transaction, id: UUID) -> Mapping[str, Any]:
    """Raises NotKnownHere."""
    return (await store.get(tx, id)).document


@dataclass(frozen=True, slots=True)
class Places:
    """A page in order of code; `attributes` by application; `seats` and `states` of all."""

    items: Listed[Place]
    attributes: Mapping[UUID, Mapping[str, str]]
    seats: Seats
    states: Mapping[PlaceState, int]
    vacancy: Vacancy | None


async def places(tx: Transaction, training: UUID, page: Page, state: PlaceState | None) -> Places:
    """All, or those in one state. Raises NotKnownHere, NotTheHost."""
    known = await hosted(tx, training)
    found = await place_store.listed(tx, training, page, state)
    states = await place_store.states(tx, training)
    seats = Seats.of_states(known.known.terms.seats, states)
    told = await candidate_store.of_applications(tx, [place.application for place in found.rows])
    vacancy = await store.vacancy_of(tx, training) if seats.open else None
    return Places(found, {one: told[one].attributes for one in told}, seats, states, vacancy)


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
    confirmed = await place_store.confirmed(tx, id)
    if len(confirmed) < FEWEST:
        return Totals(None, None, None)
    told = [one.attributes for one in (await candidate_store.of_applications(tx, confirmed)).values()]
    return Totals(len(confirmed), distinct(told, "country"), distinct(told, "sector"))


def distinct(told: Sequence[Mapping[str, str]], attribute: str) -> int | None:
    """None where this training's quotas do not ask for it."""
    return len({one[attribute] for one in told if attribute in one}) or None
