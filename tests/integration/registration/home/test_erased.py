"""What was sent and came to nothing: kept for a year after its training, or until she asks, and then erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from registration.consumers import reactions
from shared.backbone.timers import Reminders
from shared.events.base import Event, Window
from shared.events.registration import ReleaseCause
from shared.events.scheduling import Outcome
from tests.integration.registration.home.facts import AFTER, ANSWER_BY, OPEN, PUBLISHED, Applied, Training
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.support.servers import TestDatabase
from tests.support.trail import trail

ENDED = datetime(2017, 5, 18, 20, tzinfo=UTC)
YEAR = timedelta(days=365)
A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)
CONTACT = "gulnora@example.org"
OFFER = UUID(int=7)


async def fired(bench: Bench, time: datetime) -> None:
    bench.clock.time = time
    while await Reminders(bench.service.database, reactions, bench.clock).fire_next(time):
        pass


async def failed(bench: Bench) -> int:
    return await bench.count("select count(*) from reminder where failure is not null")


async def words_kept_at(bench: Bench, applicant: Applicant, time: datetime) -> bool:
    await fired(bench, time)
    assert await failed(bench) == 0
    return (await bench.coordinator.get(f"{applicant.path}/form"))["letter"] is not None


async def knows(bench: Bench, contact: str = CONTACT) -> bool:
    """Whether whoever is met with this contact is somebody who was met before."""
    return contact in await contacts(bench)


@dataclass(frozen=True)
class Sealed:
    id: UUID
    contact: bytes


async def contacts(bench: Bench) -> list[str]:
    sql = "select id, contact from person where contact is not null"
    async with bench.service.database.transaction() as tx:
        found = await tx.many(Sealed, sql)
        return await tx.unseal_all([(one.id, one.contact) for one in found])


async def not_selected(bench: Bench) -> tuple[Training, Applicant]:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    applied = await bench.as_told(training, applicant)
    await bench.hear(training.decided(), applied.not_selected())
    return training, applicant


async def test_a_year_after_the_training_the_words_of_whoever_was_not_selected_are_erased(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    await bench.hear(training.completed())

    assert await words_kept_at(bench, applicant, ENDED + YEAR - A_SECOND)
    assert not await words_kept_at(bench, applicant, ENDED + YEAR)
    assert (
        await bench.count("select count(*) from form") + await bench.count("select count(*) from review_comment") == 0
    )
    assert not await knows(bench)


async def test_states_codes_and_scores_stay(bench: Bench) -> None:
    training, _ = await not_selected(bench)
    before, funnel = await bench.listed(training), await bench.coordinator.get(f"{training.path}/funnel")
    await fired(bench, ENDED + YEAR)

    assert await bench.listed(training) == before
    assert await bench.coordinator.get(f"{training.path}/funnel") == funnel
    assert before["TJ-01"]["score"] is not None


async def test_the_key_of_whoever_is_needed_for_nothing_is_gone_and_with_it_the_letters_to_her(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    person = (await bench.listed(training))["TJ-01"]["participant"]
    await fired(bench, ENDED + YEAR)

    assert await bench.count("select count(*) from person_key where person = $1 and wrapped is null", UUID(person)) == 1
    for path in ("", "/letters"):
        assert await bench.coordinator.refused("GET", f"/v1/people/{person}{path}") == "person-erased"
    assert await applicant.link.refused("GET", f"{applicant.path}/contact") == "person-erased"


async def test_it_is_noted_once_by_nobody(bench: Bench, database: TestDatabase) -> None:
    training, _ = await not_selected(bench)
    person = UUID((await bench.listed(training))["TJ-01"]["participant"])
    await fired(bench, ENDED + YEAR)
    await bench.hear(training.changed(at=PUBLISHED, seats=5))
    await fired(bench, ENDED + YEAR + A_DAY)

    lines = await trail(database, "registration", "application-erased")
    assert [(line.who, line.roles, line.person) for line in lines] == [(None, (), person)]


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [(Outcome.ATTENDED, True), (Outcome.PARTLY, True), (Outcome.NO_SHOW, False), (None, True)],
)
async def test_whoever_took_part_or_may_have_is_kept(bench: Bench, outcome: Outcome | None, *, kept: bool) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    applied = await bench.as_told(training, applicant)
    told: list[Event] = [applied.selected(OFFER), applied.confirmed(OFFER), training.completed()]
    await bench.hear(*told, *([applied.attended(outcome)] if outcome else []))

    assert await words_kept_at(bench, applicant, ENDED + 2 * YEAR) is kept
    assert await knows(bench) is kept


async def test_of_a_cancelled_training_the_year_begins_with_that_and_nobody_took_part(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    applied = await bench.as_told(training, applicant)
    await bench.hear(applied.selected(OFFER), applied.confirmed(OFFER), training.cancelled())

    assert await words_kept_at(bench, applicant, PUBLISHED + YEAR - A_SECOND)
    assert not await words_kept_at(bench, applicant, PUBLISHED + YEAR)


async def test_a_training_that_was_put_off_keeps_what_was_sent_as_long(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    await bench.hear(training.changed(ends_on=(ENDED + 10 * A_DAY).date()))
    assert await words_kept_at(bench, applicant, ENDED + YEAR + 9 * A_DAY)
    assert not await words_kept_at(bench, applicant, ENDED + YEAR + 10 * A_DAY)


async def test_while_its_training_is_suspended_nothing_is_erased(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    await bench.hear(training.suspended())
    await fired(bench, ENDED + YEAR)
    await bench.hear(training.resumed())
    assert await bench.count("select count(*) from form") == 1
    assert not await words_kept_at(bench, applicant, ENDED + YEAR + A_DAY)


async def test_of_whoever_began_and_sent_nothing_no_address_is_kept_either(
    bench: Bench, database: TestDatabase
) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    person = await bench.count("select count(*) from person")
    await bench.hear(training.completed())
    await fired(bench, ENDED + YEAR)

    assert (person, await knows(bench), await failed(bench)) == (1, False, 0)
    assert [line.who for line in await trail(database, "registration", "application-erased")] == [None]
    assert await applicant.link.refused("GET", f"{applicant.path}/contact") == "person-erased"


async def test_whoever_applied_elsewhere_too_or_works_for_trainings_is_still_known(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    await bench.person("guest", "other@example.org")
    other = await bench.submitted(training, "other@example.org")
    later = Training({**training.said, "ends_on": (ENDED + 100 * A_DAY).date()})
    await bench.hear(later.announced())
    bench.clock.time = PUBLISHED - 30 * A_DAY
    again = await bench.submitted(later)

    assert not await words_kept_at(bench, applicant, ENDED + YEAR)
    assert not await words_kept_at(bench, other, ENDED + YEAR)
    assert (await knows(bench), await knows(bench, "other@example.org")) == (True, True)
    assert not await words_kept_at(bench, again, ENDED + YEAR + 100 * A_DAY)
    assert (await knows(bench), await knows(bench, "other@example.org")) == (False, True)


async def test_what_is_heard_of_her_later_is_written_to_nobody_and_parks_nothing(bench: Bench) -> None:
    training, applicant = await not_selected(bench)
    applied = await bench.as_told(training, applicant)
    applied.version = 9
    await fired(bench, ENDED + YEAR)
    letters = await bench.count("select count(*) from letter")
    facts = (
        applied.attended(Outcome.NO_SHOW),
        applied.attended(version=2),
        applied.selected(OFFER),
        training.cancelled(),
    )
    await bench.hear(*facts, *facts)

    assert await bench.count("select count(*) from letter") == letters
    assert await bench.count("select count(*) from dead_letter") == 0
    assert await applicant.state() == "not_selected"


async def test_whoever_applies_again_is_somebody_new(bench: Bench) -> None:
    training, _ = await not_selected(bench)
    erased = (await bench.listed(training))["TJ-01"]["participant"]
    await fired(bench, ENDED + YEAR)
    call = Window(opens_at=ENDED + YEAR, closes_at=ENDED + YEAR + 30 * A_DAY)
    days = dict.fromkeys(("starts_on", "ends_on"), (ENDED + 2 * YEAR).date())
    later = Training({**OPEN, **days, "call": call})
    await bench.hear(later.announced())
    again = await bench.begin(later)
    async with bench.service.database.transaction() as tx:
        person = await tx.one(UUID, "select participant from application where id = $1", UUID(again.application))
    assert str(person) != erased


async def ended_by(bench: Bench, how: str) -> Applicant:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    applied = await bench.as_told(training, applicant)
    facts: dict[str, Sequence[Event]] = {
        "not selected": [applied.not_selected()],
        "declined": [applied.selected(OFFER), applied.released(OFFER, ReleaseCause.DECLINED)],
        "training over": [applied.reserved(), training.completed()],
        "training cancelled": [applied.selected(OFFER), applied.confirmed(OFFER), training.cancelled()],
    }
    if how == "withdrawn":
        await applicant.link.post(f"{applicant.path}/withdrawal", {"reason": "personal"})
    else:
        await bench.hear(*facts[how])
    return applicant


@pytest.mark.parametrize("how", ["withdrawn", "not selected", "declined", "training over", "training cancelled"])
async def test_she_has_what_she_sent_erased_once_nothing_is_decided_about_it(
    bench: Bench, database: TestDatabase, how: str
) -> None:
    applicant = await ended_by(bench, how)
    person = UUID((await bench.coordinator.get(f"{applicant.path}/standing"))["participant"])
    assert (await applicant.link.get(applicant.path))["erasable"]
    for _ in range(2):
        await applicant.link.post(f"{applicant.path}/erasure")

    own = await applicant.link.get(applicant.path)
    assert (own["erasable"], own["withdrawable"], own["erased_at"] is not None) == (False, False, True)
    assert await contacts(bench) == ["r1@example.org", "r2@example.org"]
    lines = await trail(database, "registration", "application-erased")
    assert [(line.who, line.person) for line in lines] == [(person, person)]


async def test_what_is_in_play_is_not_erased(bench: Bench) -> None:
    training = await bench.called()
    draft = await bench.begin(training, "draft@example.org")
    applicant = await bench.shortlisted(training)
    applied = await bench.as_told(training, applicant)
    for facts in (
        [],
        [applied.reserved()],
        [applied.selected(OFFER)],
        [applied.confirmed(OFFER)],
        [training.completed()],
    ):
        await bench.hear(*facts)
        for one in (applicant, draft):
            assert not (await one.link.get(one.path))["erasable"]
            assert await one.link.refused("POST", f"{one.path}/erasure") == "not-in-this-state"
    await bench.hear(applied.attended())
    assert await applicant.link.refused("POST", f"{applicant.path}/erasure") == "outcome-is-known"
    assert (await applicant.link.get(f"{applicant.path}/form"))["letter"] is not None
    assert bench.clock.time < ANSWER_BY < AFTER


async def test_whoever_erased_hers_is_invited_no_more(bench: Bench) -> None:
    applicant = await ended_by(bench, "declined")
    standing = await bench.coordinator.get(f"{applicant.path}/standing")
    training = (await applicant.link.get(applicant.path))["training"]
    applied = Applied(UUID(applicant.application), UUID(standing["participant"]), UUID(training), version=9)
    await applicant.link.post(f"{applicant.path}/erasure")
    await bench.hear(applied.selected(UUID(int=8)))
    assert await applicant.state() == "released"
    assert await bench.count("select count(*) from invitation") == 1
