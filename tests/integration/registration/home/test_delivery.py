"""Whatever a home hears, twice and in another order, ends in the same state."""

from collections import Counter
from uuid import UUID

import pytest

from registration.consumers import reactions
from registration.domain.letter import Label, Moment, Words
from registration.mail.words import moment
from shared.events.base import Event
from shared.events.registration import ReleaseCause
from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.home.facts import ANSWER_BY, PUBLISHED, Applied, Training
from tests.integration.registration.home.plans import whole_life
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.host.homes import Applicant, Home
from tests.support.delivery import deliver, said, twice_and_shuffled
from tests.support.lockdown import region_resumed, region_suspended

FIRST, SECOND, THIRD = UUID(int=31), UUID(int=32), UUID(int=33)
QUOTAS = (Quota(id="rural", where={"rural": "yes"}, minimum=1),)


CONTACTS = ("a@example.org", "b@example.org", "c@example.org", "d@example.org")


async def prepared(bench: Bench) -> tuple[Training, list[Applied]]:
    training = await bench.called()
    applicants = [await bench.shortlisted(training, contact) for contact in CONTACTS]
    await bench.coordinator.post(f"{applicants[3].path}/ineligibility", {"rule": "other"})
    await bench.close_reviews(training)
    bench.clock.time = PUBLISHED
    return training, [await bench.as_told(training, applicant) for applicant in applicants]


def elsewhere(training: Training) -> list[Event]:
    """What another home says to the host: nothing to us."""
    home, one = Home(training.id, "kz"), Applicant(training.id, "KZ-01", 9000, "kz")
    told = [one.submitted(), one.reviewed(), one.invited(str(FIRST)), one.accepted(str(FIRST)), one.withdrawn()]
    return [*told, home.closed(one), home.reopened()]


def everything(training: Training, hosts: list[Applied]) -> list[Event]:
    attends, leaves, waits, _ = hosts
    stranger = Applied(UUID(int=71), UUID(int=72), training.id, home="kz")
    return [
        training.announced(),
        training.decided(),
        attends.selected(FIRST),
        leaves.selected(SECOND),
        waits.reserved(),
        attends.confirmed(FIRST),
        leaves.released(SECOND, ReleaseCause.DECLINED),
        waits.selected(THIRD),
        waits.confirmed(THIRD),
        stranger.not_selected(),
        training.changed(ChangedPart.QUOTAS, quotas=QUOTAS),
        training.agenda_published(),
        training.suspended(),
        training.resumed(),
        region_suspended(PUBLISHED),
        region_resumed(PUBLISHED),
        attends.attended(),
        waits.attended(),
        training.completed(),
        *elsewhere(training),
        *whole_life(attends),
    ]


async def state(bench: Bench, training: Training) -> list[object]:
    listed = await bench.listed(training)
    invitations = await bench.coordinator.get(f"{training.path}/invitations")
    known = await bench.coordinator.get(training.path)
    shown = [(code, one["state"], one["offer"], one["outcome"]) for code, one in sorted(listed.items())]
    return [shown, sorted((one["offer"], one["state"]) for one in invitations["items"]), known["decided"]]


EXPECTED = [
    [
        ("TJ-01", "confirmed", str(FIRST), "attended"),
        ("TJ-02", "released", str(SECOND), None),
        ("TJ-03", "confirmed", str(THIRD), "attended"),
        ("TJ-04", "ineligible", None, None),
    ],
    [(str(FIRST), "to_send"), (str(SECOND), "closed"), (str(THIRD), "to_send")],
    str(UUID(int=5)),
]

BEGUN = [Words.APPLICATION_BEGUN, Words.RECEIVED]
ASKED = Words.INVITED % {"until": moment(Moment(ANSWER_BY, "Asia/Tbilisi"), "en")}
OF_PLANS = [
    Words.PLANNED,
    Words.PLAN_RETURNED,
    Words.REPORT_RETURNED,
    Words.WITHDRAWN_PLAN,
    Words.MENTOR_NAMED,
    Words.PLAN_DUE,
    Words.REPORT_DUE,
    Words.THANKS,
    Words.APPROVED,
]
LETTERS: list[list[str]] = [
    [*BEGUN, ASKED, Words.CONFIRMED, Words.ATTENDED, *OF_PLANS],
    [*BEGUN, Words.DECLINED],
    [*BEGUN, Words.RESERVED, ASKED, Words.CONFIRMED, Words.ATTENDED],
    [*BEGUN, Words.NOT_ELIGIBLE],
]
TO_APPLICATION = (Label.APPLICATION, Label.STANDING)
LINKS = {"answer": 3, "facilitate": 1, "feedback": 2, "follow-up": 6}


async def words(bench: Bench) -> list[list[str]]:
    """To each, in any order, once all was heard: what was closed by then asks for no answer. Of an agenda she hears who
    has a place by then.
    """
    await bench.post()
    told = [[text.splitlines()[0] for text in bench.office.to(contact)] for contact in CONTACTS]
    assert all(one.count(Words.AGENDA) <= 1 for one in told)
    return [sorted(text for text in one if text != Words.AGENDA) for one in told]


async def links(bench: Bench) -> dict[str, int]:
    """How many there are of each purpose, kept here and announced; to an application one for each letter about it."""
    await bench.post()
    async with bench.service.database.transaction() as tx:
        kept = await tx.many(str, "select purpose from link")
        given_up = await tx.one(int, "select count(*) from letter where given_up_at is not null") or 0
    found = Counter([*kept, *(fact.value["purpose"] for fact in await bench.said("LinkIssued"))])
    told = [bench.office.links(contact) for contact in CONTACTS]
    written = sum(len(one.get(label, ())) for one in told for label in TO_APPLICATION)
    assert found.pop("application") == written + given_up
    return dict(found)


async def test_in_the_order_in_which_it_was_said(bench: Bench) -> None:
    training, hosts = await prepared(bench)
    await bench.hear(*everything(training, hosts))
    assert await state(bench, training) == EXPECTED
    assert await words(bench) == [sorted(one) for one in LETTERS]


@pytest.mark.parametrize("seed", range(4))
async def test_twice_and_shuffled(bench: Bench, seed: int) -> None:
    training, hosts = await prepared(bench)
    facts = everything(training, hosts)
    assert {fact.type_name() for fact in (*facts, training.cancelled())} == set(reactions.events)
    await deliver(bench.service.engine.intake, twice_and_shuffled(said(*facts, region="ge"), seed))
    assert await state(bench, training) == EXPECTED
    assert await links(bench) == LINKS
    assert await words(bench) == [sorted(one) for one in LETTERS]


@pytest.mark.parametrize("seed", range(4))
async def test_a_cancellation_is_told_once_and_last_in_any_order(bench: Bench, seed: int) -> None:
    training, (comes, waits, leaves, _) = await prepared(bench)
    facts: list[Event] = [training.decided(), training.cancelled()]
    facts += [comes.selected(FIRST), comes.confirmed(FIRST), comes.released(FIRST, ReleaseCause.CANCELLED)]
    facts += [waits.reserved(), leaves.not_selected()]
    await deliver(bench.service.engine.intake, twice_and_shuffled(said(*facts, region="ge"), seed))
    told = await words(bench)
    assert [one.count(Words.CANCELLED) for one in told] == [1, 1, told[2].count(Words.CANCELLED), 0]
    assert told[2].count(Words.CANCELLED) + told[2].count(Words.NOT_SELECTED) >= 1
    assert [Words.CANCELLED in bench.office.to(contact)[-1] for contact in CONTACTS[:2]] == [True, True]


async def test_what_is_said_before_the_training_was_announced_to_us_is_kept(bench: Bench) -> None:
    training = Training()
    await bench.hear(training.decided(), training.announced(), training.cancelled())
    known = await bench.coordinator.get(training.path)
    assert (known["decided"], known["cancelled"]) == (str(UUID(int=5)), True)
