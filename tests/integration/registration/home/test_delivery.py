"""Whatever a home hears, twice and in another order, ends in the same state."""

from uuid import UUID

import pytest

from shared.events.base import Event
from shared.events.registration import ReleaseCause
from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.home.bench import Bench
from tests.integration.registration.home.facts import PUBLISHED, Applied, Training
from tests.support.delivery import deliver, said, twice_and_shuffled

FIRST, SECOND, THIRD = UUID(int=31), UUID(int=32), UUID(int=33)
QUOTAS = (Quota(id="rural", where={"rural": "yes"}, minimum=1),)


async def prepared(bench: Bench) -> tuple[Training, list[Applied]]:
    training = await bench.called()
    contacts = ("a@example.org", "b@example.org", "c@example.org")
    applicants = [await bench.shortlisted(training, contact) for contact in contacts]
    await bench.close_reviews(training)
    bench.clock.time = PUBLISHED
    return training, [await bench.as_told(training, applicant) for applicant in applicants]


def everything(training: Training, hosts: list[Applied]) -> list[Event]:
    attends, leaves, waits = hosts
    return [
        training.decided(),
        attends.selected(FIRST),
        leaves.selected(SECOND),
        waits.reserved(),
        attends.confirmed(FIRST),
        leaves.released(SECOND, ReleaseCause.DECLINED),
        waits.selected(THIRD),
        waits.confirmed(THIRD),
        training.changed(ChangedPart.QUOTAS, quotas=QUOTAS),
        attends.attended(),
        waits.attended(),
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
    ],
    [(str(FIRST), "to_send"), (str(SECOND), "closed"), (str(THIRD), "to_send")],
    str(UUID(int=5)),
]


async def test_in_the_order_in_which_it_was_said(bench: Bench) -> None:
    training, hosts = await prepared(bench)
    await bench.hear(*everything(training, hosts))
    assert await state(bench, training) == EXPECTED


@pytest.mark.parametrize("seed", range(4))
async def test_twice_and_shuffled(bench: Bench, seed: int) -> None:
    training, hosts = await prepared(bench)
    facts = everything(training, hosts)
    await deliver(bench.service.engine.intake, twice_and_shuffled(said(*facts, region="ge"), seed))
    assert await state(bench, training) == EXPECTED


async def test_what_is_said_before_the_training_was_announced_to_us_is_kept(bench: Bench) -> None:
    training = Training()
    await bench.hear(training.decided(), training.announced(), training.cancelled())
    known = await bench.coordinator.get(training.path)
    assert (known["decided"], known["cancelled"]) == (str(UUID(int=5)), True)
