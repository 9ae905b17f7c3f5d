"""A small service of the tests' own, in scheduling's schema: one route of each kind."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi import APIRouter
from pydantic import ConfigDict

from shared.backbone import parking
from shared.backbone.pages import Page
from shared.backbone.reactions import Reactions
from shared.contracts.examples import example
from shared.events.scheduling import TrainingAnnounced
from shared.refusals import NotKnownHere, Refusal
from shared.runtime.kafka import Hears
from shared.runtime.settings import ServiceSettings
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body, View
from shared.web.paging import CurrentPaging
from shared.web.principal import ANYONE, Link, Staff
from shared.web.service import Blueprint, Service, assembled
from tests.support.delivery import Said
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Asking, Story, asking, settings_for


class Full(Refusal):
    """There is no seat left."""

    def __init__(self, training: UUID, seats: int) -> None:
        super().__init__(training, seats)
        self.training = training
        self.seats = seats

    def sentence(self) -> str:
        return f"All {self.seats} seats of {self.training} are taken."


class Seat(Body):
    model_config = ConfigDict(json_schema_extra={"example": {"number": 1, "note": "<by the window>"}})

    number: int
    note: str = ""


class Told(View):
    person: UUID | None
    roles: list[str]


ROUTER = APIRouter(prefix="/v1", route_class=Door)


@ROUTER.get("/open", summary="For anyone")
@allow(ANYONE)
async def open_to_all(who: CurrentPrincipal) -> Told:
    return Told(person=who.person, roles=sorted(who.roles))


@ROUTER.get("/own/seats/{seat}", summary="A seat, by whatever link")
@allow(Link.FACILITATE, checked_here=("seat",))
async def own(seat: int) -> int:
    return seat


@ROUTER.post("/trainings/{training}/seats", status_code=201, summary="Take a seat")
@allow(Staff.COORDINATOR, Link.FACILITATE)
async def take(training: UUID, seat: Seat, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> Told:
    await tx.execute(
        "insert into reminder (kind, key, due, payload) values ('seat', $1, $2, to_jsonb($3::integer))",
        training,
        now,
        seat.number,
    )
    if seat.number == 13:
        raise Full(training, 12)
    if seat.number == 14:
        raise RuntimeError("Canary Canarova")
    if seat.number == 15:
        raise NotKnownHere("training", training)
    if seat.number == 16:
        raise TimeoutError("Canary Canarova")
    return Told(person=who.person, roles=sorted(who.roles))


class Note(Body):
    model_config = ConfigDict(json_schema_extra={"example": {"words": "by the window"}})

    words: str


class NoteView(View):
    note: UUID
    words: str


LOOKS: Counter[UUID] = Counter()
"""How often a note was shown."""


@ROUTER.get("/notes/{note}", summary="A note")
@allow(Staff.COORDINATOR)
async def shown_note(note: UUID, tx: CurrentTransaction) -> NoteView:
    LOOKS[note] += 1
    words = await tx.one(str, "select payload::text from reminder where kind = 'note' and key = $1", note)
    if words == '"unseen"':
        raise NotKnownHere("note", note)
    return NoteView(note=note, words=words or "")


@ROUTER.post("/notes", status_code=201, summary="Write a note")
@allow(Staff.COORDINATOR)
@shown_by(shown_note)
async def new_note(body: Note, tx: CurrentTransaction, now: Now) -> NoteView:
    return await write_note(uuid4(), body, tx, now)


class Copied(View):
    note: UUID


@ROUTER.post("/notes/{note}/copy", status_code=201, summary="Copy a note")
@allow(Staff.COORDINATOR)
@shown_by(shown_note)
async def copy_note(note: UUID, tx: CurrentTransaction, now: Now) -> Copied:
    copy = await write_note(uuid4(), Note(words=(await shown_note(note, tx)).words), tx, now)
    return Copied(note=copy.note)


@ROUTER.put("/notes/{note}", summary="Write a note anew")
@allow(Staff.COORDINATOR, Staff.AUDITOR, changes=shown_note)
async def write_note(note: UUID, body: Note, tx: CurrentTransaction, now: Now) -> NoteView:
    await tx.execute(
        """insert into reminder (kind, key, due, payload) values ('note', $1, $2, to_jsonb($3::text))
           on conflict (kind, key) do update set payload = excluded.payload""",
        note,
        now,
        body.words,
    )
    return NoteView(note=note, words=body.words)


class Listing(View):
    items: list[int]


@ROUTER.get("/seats", summary="All seats, by their numbers")
@allow(Staff.AUDITOR)
async def seats(tx: CurrentTransaction, paging: CurrentPaging) -> Listing:
    sql = "select payload::integer as number, payload::integer as by_number, key as by_key from reminder"
    listed = await tx.page(int, sql, order={"by_number": "integer", "by_key": "uuid"}, page=paging.page)
    return Listing(items=list(paging.shown(listed)))


@ROUTER.get("/trainings/{training}/seats", summary="How many seats are taken")
@allow(Staff.AUDITOR)
async def taken(training: UUID, tx: CurrentTransaction) -> int:
    return await tx.one(int, "select count(*) from reminder where kind = 'seat' and key = $1", training) or 0


@ROUTER.get("/trainings/{training}/seats/{seat}", summary="Who may look at <one> seat")
@allow(Link.FACILITATE, checked_here=("seat",))
async def one(training: UUID, seat: int) -> int:
    return seat


@pytest.fixture
def router() -> APIRouter:
    """Of the service; a test may have one of its own."""
    return ROUTER


@pytest.fixture
async def service(router: APIRouter, database: TestDatabase, topics: Topics, tmp_path: Path) -> AsyncIterator[Service]:
    blueprint = Blueprint("scheduling", "Seats", [router], Reactions(), Hears(at_home=frozenset({"registration"})))
    settings = ServiceSettings(**settings_for("scheduling", database, topics, tmp_path))
    async with assembled(blueprint, settings, Story(START)) as built:
        yield built


@pytest.fixture
def ask(service: Service, tmp_path: Path) -> Asking:
    return asking(service, tmp_path)


@pytest.fixture
async def dead_letter(service: Service) -> int:
    """Of a fact that nobody here listens to: tried again, it is passed over."""
    async with service.database.transaction() as tx:
        await parking.park(tx, Said(example(TrainingAnnounced)).arrival(), waits=False, error="RuntimeError")
        (kept,) = (await parking.shown(tx, Page(1))).rows
    return kept.id
