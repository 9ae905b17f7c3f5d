"""What becomes of a batch that can be neither applied nor parked, and what is remembered of one that was applied."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest

from shared.backbone.arrivals import Heard
from shared.backbone.consumer import Consumer
from shared.backbone.intake import Intake, Taken
from shared.backbone.reactions import Reactions
from shared.contracts.examples import example
from shared.events.scheduling import TrainingAnnounced
from shared.runtime.clock import WentBack


class Broken:
    """An intake whose database refuses the first batch, and the parking of it."""

    def __init__(self, fault: Exception) -> None:
        self.fault: Exception | None = fault
        self.taken: list[int] = []

    async def together(self, batch: Any) -> None:
        if self.fault is not None:
            raise self.fault
        self.taken += [arrival.position for arrival in batch]

    async def one_by_one(self, batch: Any) -> None:
        fault, self.fault = self.fault, None
        assert fault is not None
        raise fault


def record(offset: int) -> Any:
    return SimpleNamespace(topic="cascade.tj.scheduling", partition=0, offset=offset, key=b"", value=b"", headers=[])


@pytest.mark.parametrize("fault", [RuntimeError("no parking"), WentBack("The clock")])
async def test_what_can_be_neither_applied_nor_parked_is_not_passed_over_but_ends_the_process(fault: Exception) -> None:
    intake = Broken(fault)
    consumer = Consumer(cast("Intake", intake), bootstrap="nowhere", pattern="none", group="none", instance="none")

    await consumer.take([record(1)])
    await consumer.take([record(2)])

    assert intake.taken == []
    with pytest.raises(type(fault), match=str(fault)):
        await consumer.run()


def test_a_region_whose_clock_goes_ahead_does_not_hide_that_facts_wait() -> None:
    intake = Intake(cast("Any", None), Reactions())
    ahead = datetime.now(UTC) + timedelta(days=1)
    fact = Heard(uuid4(), "kg.cascade.kg.scheduling", 0, 1, "/kg/scheduling", ahead, example(TrainingAnnounced))

    intake._note(Taken([fact], duplicates=0))

    assert intake.last_said_at is not None
    assert intake.last_said_at <= datetime.now(UTC)
