"""In which topics facts are looked for, and in which each is believed."""

import re
from dataclasses import replace

import pytest

from shared.backbone.arrivals import Unreadable, read
from shared.contracts.examples import example
from shared.events.base import Event
from shared.events.registration import LinkIssued, PlaceConfirmed, ReviewsClosed
from shared.events.scheduling import RegionResumed, RegionSuspended, TrainingAnnounced
from shared.runtime.kafka import Address, Hears
from tests.support.delivery import Said

TYPES: tuple[type[Event], ...] = (
    LinkIssued,
    PlaceConfirmed,
    RegionSuspended,
    RegionResumed,
    ReviewsClosed,
    TrainingAnnounced,
)
EVENTS = {event.type_name(): event for event in TYPES}
HEARD = re.compile(Hears(everywhere=frozenset({"registration"})).pattern(Address("cascade", "tj", "followup")))


@pytest.mark.parametrize(
    ("topic", "heard"),
    [
        ("cascade.tj.registration", True),
        ("cascade.tj.registration.local", True),
        ("kg.cascade.kg.registration", True),
        ("kg.cascade.kg.registration.local", False),
        ("kg.cascade.tj.registration", False),
        ("tj.cascade.tj.registration", False),
        ("cascade.kg.registration", False),
        ("cascade.tj.scheduling", False),
    ],
)
def test_a_region_is_heard_in_its_own_topics_and_in_what_is_mirrored_under_its_own_name(
    topic: str, heard: bool
) -> None:
    assert bool(HEARD.match(topic)) is heard


@pytest.mark.parametrize("event", [LinkIssued, RegionSuspended, RegionResumed])
def test_what_never_leaves_a_region_is_believed_in_a_topic_that_stays_there_alone(event: type[Event]) -> None:
    arrival = Said(example(event), region="kg").arrival()
    forged = replace(arrival, topic=f"kg.cascade.kg.{event.publisher}")

    with pytest.raises(Unreadable, match="ce_type is none that is said in this topic"):
        read(forged, EVENTS)
    assert read(arrival, EVENTS) is not None


@pytest.mark.parametrize(
    ("topic", "why"),
    [
        ("kg.cascade.kg.scheduling", "ce_type is none that is said in this topic"),
        ("kz.cascade.kz.registration", "ce_source is not whose topic this is"),
        ("registration", "ce_source is not whose topic this is"),
    ],
)
def test_nobody_speaks_in_the_name_of_another_service_or_region(topic: str, why: str) -> None:
    fact = Said(example(PlaceConfirmed), region="kg").arrival()

    with pytest.raises(Unreadable, match=why):
        read(replace(fact, topic=topic), EVENTS)
    assert read(replace(fact, topic="kg.cascade.kg.registration"), EVENTS) is not None


@pytest.mark.parametrize(("event", "field"), [(ReviewsClosed, "home"), (TrainingAnnounced, "host")])
def test_no_region_says_what_another_one_says_as_home_or_host(event: type[Event], field: str) -> None:
    own = Said(example(event).model_copy(update={field: "kg"}), region="kg").arrival()
    forged = Said(example(event).model_copy(update={field: "tj"}), region="kg").arrival()

    with pytest.raises(Unreadable, match="its home or host is not the region whose topic this is"):
        read(forged, EVENTS)
    assert read(own, EVENTS) is not None
