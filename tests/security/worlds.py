"""A service in which something stands in every state that its routes are about, and whoever it was given to."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from shared.backbone import parking
from shared.contracts.examples import example, ids
from shared.events.base import Window
from shared.events.registration import ConsentPurpose
from shared.events.scheduling import Sensitivity
from shared.web.service import Service
from tests.integration.followup.conftest import on as on_followup
from tests.integration.followup.facts import FACILITATOR, Told, consent
from tests.integration.followup.test_feedback import give
from tests.integration.followup.test_voices import picture, voice
from tests.integration.followup.workbench import MENTOR
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.conftest import on as on_registration
from tests.integration.registration.home.facts import ENROLMENT, OPENED
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.registration.host.homes import Training as Hosted
from tests.integration.registration.host.workbench import Bench as Host
from tests.integration.registration.host.workbench import decided_call, drafted, reviewed_call
from tests.integration.scheduling.conftest import on as on_scheduling
from tests.integration.scheduling.held import taught
from tests.integration.scheduling.test_agendas import PERSON, TWO
from tests.integration.scheduling.test_catalogue import manual, module
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.strange import arrival
from tests.security.test_events_door import REACTIONS
from tests.security.test_others_things_of_staff import having_a_say, organised, resources_of
from tests.support.delivery import Said
from tests.support.servers import TestDatabase
from tests.support.services import Asking

Things = Mapping[str, str]
"""Ids by the names of parameters and fields, and the people whom it is all given to, by their roles. What there are
several of is told apart by a second word: `reviewer`, `reviewer too`.
"""
HEARD: Things = {
    "training": str(ids.DUSHANBE),
    "application": str(ids.APPLICATION),
    "offer": str(ids.OFFER),
    "plan": str(ids.PLAN),
    "item": str(ids.ITEM),
    "person": str(ids.PARTICIPANT),
    "selection": str(ids.SELECTION),
}
"""What the facts of the reference story are about."""
LONG_AGO = datetime(2016, 9, 1, tzinfo=UTC)
LONG_CALL = Window(opens_at=OPENED, closes_at=datetime(2017, 3, 31, tzinfo=UTC))
"""Still open when the host has decided: time does not go back."""


@dataclass
class World:
    """`stories`: each about things that belong together."""

    service: Service
    anyone: Asking
    stories: Sequence[Things]


async def operated(service: Service, name: str) -> Sequence[Things]:
    """Facts that could not be applied, of which one would be now, and reminders that failed."""
    event = next(iter(REACTIONS[name].events.values()))
    heard = event.type_name().encode()
    types = {uuid4(): kind for kind in (b"strange", heard, heard, heard)}
    async with service.database.transaction() as tx:
        for key, kind in types.items():
            await parking.park(
                tx, arrival(event, b"{}", [("ce_type", kind)]), waits=False, error="RuntimeError in note"
            )
            await tx.execute(
                "insert into reminder (kind, key, due, payload, failure) values ('Seat', $1, $2, '{}', 'RuntimeError')",
                key,
                LONG_AGO,
            )
        letters = await tx.many(int, "select id from dead_letter")
    return [
        {"dead_letter": str(letter), "kind": "Seat", "key": str(key)}
        for letter, key in zip(letters, types, strict=True)
    ]


async def hear_the_story(service: Service, name: str) -> None:
    facts = [Said(example(event)).arrival() for event in REACTIONS[name].events.values()]
    await service.engine.intake.one_by_one(facts)


@asynccontextmanager
async def registration(database: TestDatabase, folder: Path) -> AsyncIterator[World]:
    async with post_office() as office, on_registration(database, office, folder) as here:
        operations = await operated(here.service, "registration")
        await hear_the_story(here.service, "registration")
        stories = [*await applied(here), *await hosted(Host(here.service, here.clock, here.anyone))]
        yield World(here.service, here.anyone, [*stories, *operations, HEARD])


async def hosted(host: Host) -> Sequence[Things]:
    """A call of which a selection is drafted, one of which a lottery is committed to, and one that is decided: places
    accepted, declined and kept; and a training that is over."""
    draft, open_yet = [await reviewed_call(host) for _ in range(2)]
    selection = (await drafted(draft))["selection"]
    (run,) = (await host.coordinator.get(f"{draft.path}/selection-runs"))["items"]
    asked = {"policy": "lottery", "reserve": 2}
    lottery = (await host.coordinator.post(f"{open_yet.path}/lotteries", asked))["lottery"]
    decided = await decided_call(host)
    await decided.invite("TJ-01", "TJ-02")
    await decided.accept("TJ-01")
    await decided.decline("TJ-02")
    chosen = [
        {"training": str(decided.training.id), "application": str(decided[code].id)}
        for code in ("TJ-01", "TJ-02", "TJ-03", "GE-01")
    ]
    held = Hosted({"sensitivity": Sensitivity.OPEN, "publish_not_before": None})
    await host.hear(held.announced(), held.completed())
    return [
        {"training": str(draft.training.id), "selection": str(selection), "run": run["run"]},
        *chosen,
        {"training": str(open_yet.training.id), "lottery": str(lottery)},
        {"training": str(held.id)},
    ]


async def applied(here: Registration) -> Sequence[Things]:
    """An application that is begun, one that is handed in, one that was reviewed, one that is offered a place and one
    that has a place, with an agenda.
    """
    await here.organisation("PARASTOR")
    elsewhere, enrolling = await here.called(call=LONG_CALL), await here.called(**ENROLMENT)
    begun = await here.begin(elsewhere, "a@example.org")
    filled = await here.begin(elsewhere, "f@example.org")
    await filled.fill_in()
    handed_in, given = [await here.submitted(elsewhere, f"{name}@example.org") for name in "bd"]
    reviewed = await here.shortlisted(elsewhere, "c@example.org")
    coming = await here.shortlisted(elsewhere, "e@example.org")
    reviewers, offer, accepted = await here.assigned(given), uuid4(), uuid4()
    await here.hear((await here.as_told(elsewhere, reviewed)).selected(offer))
    place = await here.as_told(elsewhere, coming)
    await here.hear(place.selected(accepted), place.confirmed(accepted), elsewhere.agenda_published())
    trainer = await here.person("facilitator", "t@example.org")
    pair = {"reviewer": str(reviewers[0]), "reviewer too": str(reviewers[1])}
    common = {"training": str(elsewhere.id), "organisation": "PARASTOR", "person": str(trainer), **pair}
    return [
        {**common, "application": begun.application},
        {**common, "application": filled.application},
        {**common, "application": given.application},
        {**common, "application": handed_in.application},
        {**common, "application": reviewed.application, "offer": str(offer)},
        {**common, "application": coming.application, "offer": str(accepted)},
        {**common, "training": str(enrolling.id)},
    ]


@asynccontextmanager
async def scheduling(database: TestDatabase, folder: Path) -> AsyncIterator[World]:
    async with on_scheduling(database, folder) as here:
        operations = await operated(here.service, "scheduling")
        await hear_the_story(here.service, "scheduling")
        yield World(here.service, here.anyone, [*await planned(here), *operations, HEARD])


async def planned(here: Scheduling) -> Sequence[Things]:
    """Manuals, and trainings that are drafted, announced, with an agenda that is drafted, and taught."""
    drafts, organisation = [await here.draft() for _ in range(2)], await organised(here)
    written = [
        await here.coordinator.post("/v1/manuals", manual(module("LC-1"), language=code)) for code in ("ru", "tg")
    ]
    await here.coordinator.post(f"/v1/manuals/{written[0]['manual']}/publication")
    announced = await here.announced()
    common = {"organisation": organisation, "partner": organisation, "facilitator": PERSON}
    stories = [
        {**common, "training": draft["training"], "programme": draft["programme"], "manual": one["manual"]}
        for draft, one in zip(drafts, written, strict=True)
    ]
    for recorded in (False, True):
        held = await taught(here, resources=resources_of(PERSON), partners=[having_a_say(organisation)])
        if recorded:
            await held.record_all()
        listed = (await here.coordinator.get(f"{held.path}/agendas"))["items"][0]["agenda"]
        draft = await here.coordinator.post(f"{held.path}/agendas", {"sessions": TWO})
        about = {"training": held.training, "session": held.sessions[0], "from": listed}
        people = {"application": str(held.people["TJ-01"])}
        stories += [{**common, **about, **people, "agenda": agenda} for agenda in (draft["agenda"], listed)]
    return [*stories, {**common, "training": announced["training"]}]


@asynccontextmanager
async def followup(database: TestDatabase, folder: Path) -> AsyncIterator[World]:
    async with on_followup(database, folder) as here:
        operations = await operated(here.service, "followup")
        await hear_the_story(here.service, "followup")
        yield World(here.service, here.anyone, [*await accompanied(here), *operations, HEARD])


async def accompanied(here: Followup) -> Sequence[Things]:
    """A plan in each of its states; somebody without one; voices and pictures, one of each shown."""
    told, more = Told(), Told()
    await here.hear(*told.facts(), *more.facts()[1:])
    made: list[Callable[..., Any]] = [here.assigned, here.approved, here.held, here.reported, here.verified]
    stories = [about(told, 0, plan=(await here.planned(told, told.people[0]))["plan"])]
    for number, begin in enumerate(made, 1):
        plan = await begin(told, told.people[number])
        path = plan if isinstance(plan, str) else plan.path
        stories.append(about(told, number, plan=path.rpartition("/")[2]))
    for number in range(5):
        await give(here, told, number)
    items = [(await voice(here, told, person))["item"] for person in told.people[:2]]
    pictures = [await picture(here, told, told.people[:1]) for _ in range(2)]
    await here.hear(consent(told.people[1], UUID(items[1]), 3, given=True, purpose=ConsentPurpose.VOICE))
    for shown in (items[1], pictures[1]):
        await here.coordinator.post(f"/v1/items/{shown}/release")
    shown = [{**stories[number], "item": item} for number, item in enumerate([*items, *pictures])]
    return [*stories, *shown, about(more, 0), about(more, 1)]


def about(told: Told, number: int, **things: str) -> Things:
    person = told.people[number]
    given = {"mentor": str(MENTOR), "facilitator": str(FACILITATOR), "application": str(person.application)}
    return {"training": str(told.training), "person": str(person.participant), **given, **things}


WORLDS: Mapping[str, Callable[[TestDatabase, Path], AbstractAsyncContextManager[World]]] = {
    "registration": registration,
    "scheduling": scheduling,
    "followup": followup,
}
