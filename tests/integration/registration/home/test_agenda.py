"""The agenda is told to those who have a place, in letters and where it stands; to nobody else."""

from typing import Any
from uuid import UUID, uuid4

from tests.integration.registration.home.test_invitations import CONTACT, Invited, invited
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import entered


def session(begins: str, ends: str, *topics: str) -> dict[str, Any]:
    return {"id": UUID(int=7), "starts_at": f"2017-05-{begins}:00Z", "ends_at": f"2017-05-{ends}:00Z", "topics": topics}


MORNING = session("15T04:00", "15T05:30", "leadership")
LATE = session("15T20:00", "15T21:00")


async def with_a_place(bench: Bench) -> Invited:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer))
    return one


async def test_whoever_has_a_place_reads_it_in_order_of_time(bench: Bench) -> None:
    one = await with_a_place(bench)
    await bench.hear(one.training.agenda_published(2, LATE, MORNING))

    told = await one.applicant.link.get(f"{one.applicant.path}/agenda")
    assert told["agenda_version"] == 2
    assert [(each["starts_at"], each["topics"]) for each in told["sessions"]] == [
        ("2017-05-15T04:00:00Z", ["leadership"]),
        ("2017-05-15T20:00:00Z", []),
    ]


async def test_nobody_without_a_confirmed_place_learns_of_it(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.training.agenda_published(1, MORNING))

    assert await one.applicant.link.refused("GET", f"{one.applicant.path}/agenda") == "not-known-here"


async def test_an_earlier_version_that_comes_later_changes_nothing_and_writes_no_letter(bench: Bench) -> None:
    one = await with_a_place(bench)
    await bench.hear(one.training.agenda_published(2, MORNING), one.training.agenda_published(1, LATE))
    await bench.post()

    (told,) = (await one.applicant.link.get(f"{one.applicant.path}/agenda"))["sessions"]
    assert told["starts_at"] == "2017-05-15T04:00:00Z"
    assert sum("agenda" in text for text in bench.office.to(CONTACT)) == 1


async def test_where_it_stands_shows_each_day_on_the_clock_of_the_training(bench: Bench) -> None:
    one = await with_a_place(bench)
    await bench.hear(one.training.agenda_published(1, MORNING, LATE))
    visitor = await entered(bench, one.applicant)
    await visitor.open(f"/applications/{one.applicant.application}")

    assert "Times are those of Asia/Tbilisi." in visitor.words
    assert "15 May 2017 08:00–09:30: Leadership of women 16 May 2017 00:00–01:00" in visitor.words


async def test_whoever_withdrew_reads_no_agenda(bench: Bench) -> None:
    one = await with_a_place(bench)
    await bench.hear(one.training.agenda_published(1, MORNING))
    await one.applicant.link.post(f"{one.applicant.path}/withdrawal", {"reason": "personal"})

    assert await one.applicant.link.refused("GET", f"{one.applicant.path}/agenda") == "not-known-here"
    assert await one.applicant.link.refused("GET", f"/v1/applications/{uuid4()}/agenda") == "not-allowed"
