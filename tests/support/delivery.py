"""Delivers facts as Kafka may: each more than once, and facts of different publishers, roles and keys in any order."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.backbone.arrivals import Arrival
from shared.backbone.intake import Intake
from shared.events.base import Event, Visibility
from shared.runtime.kafka import Address

_positions = count()


@dataclass(frozen=True)
class Said:
    """A fact in its topic. The same object delivered twice is the same event."""

    fact: Event
    region: str = "tj"
    visibility: Visibility = Visibility.PROGRAMME
    id: UUID = field(default_factory=uuid7)

    @property
    def topic(self) -> str:
        return Address("cascade", self.region, self.fact.publisher).topic_for(self.fact.leaves, self.visibility)

    @property
    def scope(self) -> tuple[str, str, UUID]:
        """Within it order holds."""
        return self.topic, self.fact.role.value, self.fact.subject

    def arrival(self) -> Arrival:
        """As it is read from the first partition of its topic."""
        subject = str(self.fact.subject).encode()
        headers = {
            "ce_specversion": b"1.0",
            "ce_id": str(self.id).encode(),
            "ce_type": self.fact.type_name().encode(),
            "ce_source": f"/{self.region}/{self.fact.publisher}".encode(),
            "ce_subject": subject,
            "ce_time": datetime.now(UTC).isoformat().encode(),
            "content-type": b"application/json",
        }
        value = self.fact.model_dump_json(exclude_none=True).encode()
        return Arrival(self.topic, 0, next(_positions), subject, value, list(headers.items()))


def said(*facts: Event, region: str = "tj") -> list[Said]:
    """In the topics of the regions that alone say them, or else of this one."""
    return [Said(fact, fact.speaker or region) for fact in facts]


def twice_and_shuffled(facts: Sequence[Said], seed: int) -> list[Said]:
    """Each fact at least twice; first occurrences of one scope in their order, everything else in any order."""
    rng = random.Random(seed)
    waiting: dict[object, list[Said]] = defaultdict(list)
    for fact in facts:
        waiting[fact.scope].append(fact)
    delivered: list[Said] = []
    while waiting:
        scope = rng.choice(sorted(waiting, key=repr))
        delivered.append(waiting[scope].pop(0))
        if not waiting[scope]:
            del waiting[scope]
        delivered.append(rng.choice(delivered))
    return delivered + rng.sample(delivered, len(delivered))


async def deliver(intake: Intake, facts: Iterable[Said], batch: int = 7) -> None:
    """In batches, as the consumer hands them over. Raises what a reaction raises."""
    arrivals = [one.arrival() for one in facts]
    for start in range(0, len(arrivals), batch):
        await intake.together(arrivals[start : start + batch])
