"""What becomes of a batch that can be neither applied nor parked."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from shared.backbone.consumer import Consumer
from shared.backbone.intake import Intake
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
