"""What the host's coordinator and its auditors see of selections and promotions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.deciding.handed import Handed
from registration.domain.announcement import PER_ORGANISATION
from registration.domain.candidate import Candidate
from registration.domain.selection import MERIT, Selection
from registration.domain.vocabulary import DecisionKind, SelectionState
from registration.store import candidates as candidate_store
from registration.store import selections as store
from registration.views.host import hosted
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


@dataclass(frozen=True, slots=True)
class Chosen:
    """`attributes`: as they are known now."""

    application: UUID
    code: str | None
    score: int | None
    attributes: Mapping[str, str]
    rank: int | None = None
    including: "Including | None" = None


@dataclass(frozen=True, slots=True)
class Including:
    """`cost`: None if no selection that keeps every quota has her."""

    adjusted: int
    line: int
    cost: int | None


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
class LeftOut(Chosen):
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AllPassedOver:
    people: int
    first: Sequence[PassedOver]


@dataclass(frozen=True, slots=True)
class QuotaSeats:
    """`cost`, `price`: None where it is not known. `seats`: None of the cap per organisation."""

    id: str
    minimum: int
    maximum: int | None
    seats: int | None
    cost: int | None
    price: int | None


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """`not_selected`: of the candidates of a first selection; a promotion turns nobody away."""

    selection: UUID
    training: UUID
    kind: DecisionKind
    policy: str
    threshold: int | None
    state: SelectionState
    hash: str
    input_hash: str
    seed: int
    seats: int
    candidates: int
    value: int
    selected: Sequence[Chosen]
    reserve: Sequence[Chosen]
    not_selected: int
    left_out: Sequence[Chosen]
    passed_over: AllPassedOver | None
    quotas: Sequence[QuotaSeats]
    per_organisation: QuotaSeats | None
    quotas_relaxed: Sequence[str]
    homes_left_out: Sequence[str]
    drafted_at: datetime
    published_at: datetime | None
    checkable: bool

    @classmethod
    def of(cls, selection: Selection, known: Mapping[UUID, Candidate]) -> "SelectionRow":
        said = selection.document["decision"]
        first = selection.kind is DecisionKind.FIRST
        told = Told(selection)
        return cls(
            selection=selection.id,
            training=selection.training,
            kind=selection.kind,
            policy=selection.policy,
            threshold=selection.threshold,
            state=selection.state,
            hash=selection.hash,
            input_hash=said["input_hash"],
            seed=selection.seed,
            seats=said["seats"],
            candidates=said["candidates"],
            value=said["value"] if selection.policy == MERIT else sum(scores(selection, known)),
            selected=by_code(told.shown(known[one]) for one in selection.selected),
            reserve=[told.shown(known[one], rank) for rank, one in enumerate(selection.reserve, start=1)],
            not_selected=said["candidates"] - len(chosen(selection)) if first else 0,
            left_out=by_code(told.left_out(known)),
            passed_over=told.all_passed_over(known),
            quotas=[told.quota(one) for one in said["quotas"]],
            per_organisation=told.cap,
            quotas_relaxed=selection.quotas_relaxed,
            homes_left_out=selection.homes_left_out,
            drafted_at=selection.drafted_at,
            published_at=selection.published_at,
            checkable="proof" in selection.document,
        )


class Told:
    """What a document says, and what is told beside it; in format 1 some of it stood in the document, some nowhere."""

    def __init__(self, selection: Selection) -> None:
        self._decision: Mapping[str, Any] = selection.document["decision"]
        self._reasons = {UUID(one["id"]): one["reason"] for one in selection.left_out}
        self._beside: Mapping[str, Any] = selection.explained or selection.document
        self._people = self._beside.get("people", {})
        self._prices = self._beside.get("prices")

    @property
    def passed_over(self) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self._beside.get("passed_over")
        return found

    @property
    def named(self) -> list[UUID]:
        passed = [UUID(one["application"]) for one in (self.passed_over or {"first": ()})["first"]]
        return [*passed, *self._reasons]

    def left_out(self, known: Mapping[UUID, Candidate]) -> list[Chosen]:
        people = ((known[one], reason) for one, reason in self._reasons.items())
        return [LeftOut(one.application, one.code, one.score, one.attributes, reason=why) for one, why in people]

    def shown(self, candidate: Candidate, rank: int | None = None) -> Chosen:
        assessed = candidate.score, candidate.attributes
        return Chosen(candidate.application, candidate.code, *assessed, rank, self._including(candidate))

    def _including(self, candidate: Candidate) -> Including | None:
        found = self._people.get(str(candidate.application))
        return None if found is None else Including(**found)

    def all_passed_over(self, known: Mapping[UUID, Candidate]) -> AllPassedOver | None:
        """None where the document is from a time when it was not told."""
        if self.passed_over is None:
            return None
        first = [self._passed(known[UUID(one["application"])], one) for one in self.passed_over["first"]]
        return AllPassedOver(self.passed_over["people"], first)

    def _passed(self, candidate: Candidate, told: Mapping[str, Any]) -> PassedOver:
        return PassedOver(
            candidate.application,
            candidate.code,
            candidate.score,
            candidate.attributes,
            including=self._including(candidate),
            exchanges=told["exchanges"],
            in_the_way=[InTheWay(**one) for one in told["in_the_way"]],
        )

    def quota(self, said: Mapping[str, Any]) -> QuotaSeats:
        if "asked" not in said:
            return QuotaSeats(said["id"], said["minimum"], said.get("maximum"), said["seats"], said["price"], None)
        most = said["asked"].get("max")
        maximum = None if most is None else int(most)
        return QuotaSeats(said["id"], said["lower"], maximum, said["seats"], said["cost"], self._price(said["id"]))

    @property
    def cap(self) -> QuotaSeats | None:
        if before := self._decision.get(PER_ORGANISATION):
            return QuotaSeats(PER_ORGANISATION, 0, before["maximum"], None, before["price"], None)
        said = self._decision.get("organisation")
        if said is None:
            return None
        return QuotaSeats(PER_ORGANISATION, 0, said["max"], None, said["cost"], self._price(PER_ORGANISATION))

    def _price(self, quota: str) -> int | None:
        return None if self._prices is None else self._prices.get(quota, 0)


def scores(selection: Selection, known: Mapping[UUID, Candidate]) -> Iterable[int]:
    """Of all who then have a seat: by lot and by tickets a decision has no sum of its own."""
    return (known[one].score or 0 for one in seated(selection))


def seated(selection: Selection) -> Iterable[UUID]:
    return (UUID(one) for one in selection.document["decision"]["selected"])


def by_code(chosen: Iterable[Chosen]) -> list[Chosen]:
    return sorted(chosen, key=lambda one: one.code or "")


async def selection(tx: Transaction, id: UUID) -> SelectionRow:
    """Raises NotKnownHere."""
    found = await store.get(tx, id)
    return SelectionRow.of(found, await candidate_store.of_applications(tx, named(found)))


async def selections(tx: Transaction, training: UUID) -> list[store.Listed]:
    """In the order in which they were made. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    return await store.listed(tx, training)


async def some(tx: Transaction, training: UUID, ids: Sequence[UUID]) -> list[SelectionRow]:
    """These, in their order. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    made = await store.some_of_training(tx, training, ids)
    unknown = next((one for one in ids if one not in made), None)
    if unknown is not None:
        raise NotKnownHere("selection", unknown)
    known = await candidate_store.of_applications(tx, [one for found in made.values() for one in named(found)])
    return [SelectionRow.of(made[one], known) for one in ids]


def chosen(selection: Selection) -> list[UUID]:
    return [*selection.selected, *selection.reserve]


def named(selection: Selection) -> list[UUID]:
    """Everybody whom it is told of; each may stand there twice."""
    summed = () if selection.policy == MERIT else seated(selection)
    return [*chosen(selection), *summed, *Told(selection).named]


async def document(tx: Transaction, id: UUID) -> Mapping[str, Any]:
    """Raises NotKnownHere."""
    return (await store.get(tx, id)).document


async def handed(tx: Transaction, id: UUID) -> Handed:
    """Raises NotKnownHere."""
    return await store.handed_on(tx, id)
