"""A small training from nothing to a verified report, every decision made by clicking, by those whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from tests.browser import applicant, coordinator, facilitator, mentor, participant, reviewer
from tests.browser.coordinator import Days
from tests.browser.place import Place
from tests.browser.somebody import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

APPLICANTS = ("Gulnora", "Dilbar", "Zarina")
STAFF = {"Reviewer": ("Rano", "Rukhshona"), "Facilitator": ("Farida",), "Mentor": ("Malika",)}
OF_THIS_RUN = token_hex(3)
"""Nobody else on the same system gets these people's letters or accounts."""


def contact_of(name: str) -> str:
    return f"{name.lower()}.{OF_THIS_RUN}@example.org"


@contextmanager
def on_a_phone(chromium: "Browser", place: Place, *, script: bool = True) -> Iterator[Somebody]:
    her = Somebody.on_a_phone(chromium, place, script=script)
    yield her
    her.leaves()


def test_a_small_training_is_led_to_a_verified_report_by_clicking_alone(place: Place, chromium: "Browser") -> None:
    days = Days.after(place.stage.now())
    coordinating = Somebody.at_a_desk(chromium, place)
    training = coordinator.announces(coordinating, days)
    place.settle()
    ids = registered(place, coordinating)

    place.wait_until(days.opens_at)
    applied(place, chromium, coordinator.hands_out_a_link(coordinating, training, len(APPLICANTS)))
    place.wait_until(days.closes_at)
    coordinator.assigns(coordinating, training)
    reviewed(place, chromium)
    coordinator.closes_the_reviews(coordinating, training)
    place.settle()
    coordinator.selects(coordinating, training)
    place.settle()
    coming, *_ = answered(place, chromium)

    coordinator.plans(coordinating, training, ids["Farida"])
    place.wait_until(days.begins_at + timedelta(days=1))
    facilitator.records(Somebody.at_a_desk(chromium, place), contact_of("Farida"), training)
    coordinator.completes(coordinating, training)
    place.settle()
    with on_a_phone(chromium, place) as her:
        participant.says_what_she_thinks(her, place.link(contact_of(coming), "Your feedback"))
        participant.writes_a_plan(her, place.link(contact_of(coming), "Your plan and report"))
    place.settle()
    coordinator.gives_to_a_mentor(coordinating, training, ids["Malika"])
    passed_on(place, chromium, coordinating, contact_of(coming))
    coordinator.sees_it_verified(coordinating, training, women=11)


def registered(place: Place, coordinating: Somebody) -> dict[str, str]:
    """Ids by name; whoever keeps the issuer's accounts gives each of them one."""
    ids = {}
    for kind, names in STAFF.items():
        for name in names:
            ids[name] = coordinator.registers(coordinating, kind, name, contact_of(name))
            place.account(kind.lower(), contact_of(name), ids[name])
    return ids


def applied(place: Place, chromium: "Browser", entry: str) -> None:
    """Each with a browser of her own, twice."""
    for name in APPLICANTS:
        with on_a_phone(chromium, place, script=False) as her:
            applicant.asks_for_her_link(her, entry, contact_of(name))
            place.settle()
            applicant.begins(her, place.link(contact_of(name), "Your application"), name)
    place.wait(days=1)
    for name in APPLICANTS:
        with on_a_phone(chromium, place, script=False) as her:
            applicant.ends(her, place.link(contact_of(name), "Your application"), name)


def reviewed(place: Place, chromium: "Browser") -> None:
    for name in STAFF["Reviewer"]:
        reviewer.reviews(Somebody.at_a_desk(chromium, place), contact_of(name))
    place.settle()


def answered(place: Place, chromium: "Browser") -> list[str]:
    """Who is coming: of those invited one gives her place back, which goes to whoever stands by."""
    invited = [name for name in APPLICANTS if place.was_written(contact_of(name), "Your answer")]
    (standing_by,) = set(APPLICANTS) - set(invited)
    first, second = invited
    for name, coming in ((first, True), (second, False), (standing_by, True)):
        with on_a_phone(chromium, place) as her:
            participant.answers(her, place.link(contact_of(name), "Your answer"), coming=coming)
        place.settle()
    return [first, standing_by]


def passed_on(place: Place, chromium: "Browser", coordinating: Somebody, contact: str) -> None:
    """A plan becomes a training of her own, and that a report; others were there than she says."""
    mentoring = Somebody.on_a_phone(chromium, place)
    mentor.approves(mentoring, contact_of("Malika"))
    place.settle()
    day = place.stage.now().date() + timedelta(days=30)
    with on_a_phone(chromium, place) as her:
        participant.sets_the_days(her, place.link(contact, "Your training"), str(day))
        coordinator.announces_what_grew(coordinating)
        participant.publishes_what_she_will_do(her)
    place.wait(days=31)
    with on_a_phone(chromium, place) as her:
        participant.says_that_it_took_place(her, place.link(contact, "Your training"))
        place.settle()
        participant.reports(her, place.link(contact, "Your plan and report"), girls=0, women=12, men=1)
    place.settle()
    mentor.verifies(mentoring, contact_of("Malika"), women=11)
    place.settle()
