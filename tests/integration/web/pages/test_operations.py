"""An operator at her page: what waits for a person, to try it again or to give it up."""

from datetime import timedelta
from uuid import UUID

import pytest

from shared.backbone import parking
from shared.backbone.arrivals import Arrival
from tests.integration.web.pages.conftest import Here
from tests.support.services import START
from tests.support.visiting import Visiting, signed_in

SUBJECT = UUID(int=31)
UNHEARD = [("ce_type", b"cascade.scheduling.NobodyListens.v1")]
"""Of a type that this service does not react to: it goes once it is tried again."""
OWN = {"Sec-Fetch-Site": "same-origin"}
UNREADABLE: list[tuple[str, bytes]] = []


async def parked(here: Here, position: int, headers: list[tuple[str, bytes]]) -> None:
    arrival = Arrival("cascade.tj.registration", 0, position, str(SUBJECT).encode(), b"Canary Canarova", headers)
    async with here.service.database.transaction() as tx:
        await parking.park(tx, arrival, waits=False, error="RuntimeError in note_training")


async def failed_reminder(here: Here, key: UUID) -> None:
    async with here.service.database.transaction() as tx:
        await tx.execute(
            "insert into reminder (kind, key, due, payload, failure) values ('offer', $1, $2, '{}', 'RuntimeError')",
            key,
            START - timedelta(hours=1),
        )


async def failed_ones(here: Here) -> int | None:
    async with here.service.database.transaction() as tx:
        return await tx.one(int, "select count(*) from reminder where failure is not null")


@pytest.fixture
async def operator(here: Here) -> Visiting:
    return await signed_in(here.service, here.visitor, "operator")


async def test_where_nothing_waits_the_page_says_so(operator: Visiting) -> None:
    await operator.open("/operations")
    assert "Nothing waits for a person." in operator.words


async def test_what_waits_for_a_person_is_said_with_its_number(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNREADABLE)
    await failed_reminder(here, UUID(int=41))
    await operator.open("/operations")
    assert "Waits for you: 2." in operator.words
    assert "RuntimeError in note_training, tried: 1" in operator.words


async def test_what_a_fact_says_is_never_shown(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNREADABLE)
    await operator.open("/operations")
    assert str(SUBJECT) in operator.words
    assert "Canary" not in str(operator.page)


async def test_a_fact_that_can_be_applied_now_goes_on_with_those_behind_it(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNHEARD)
    await parked(here, 2, UNHEARD)
    await operator.open("/operations")
    (number, *_) = [row.get_text() for row in operator.page.select("tbody th")]
    path = f"/scheduling/operations/dead-letters/{number}/replay"
    await operator.http.post(path, headers=OWN)
    await operator.open("/operations")
    assert "Nothing waits for a person." in operator.words


async def test_a_fact_that_still_fails_stays_and_the_page_says_why(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNREADABLE)
    await operator.open("/operations")
    await operator.press("Try again")
    assert "was tried again and still fails: Unreadable" in operator.words
    assert "tried: 2" in operator.words


async def test_a_fact_is_given_up_for_good(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNREADABLE)
    await operator.open("/operations")
    await operator.press("Delete it for good")
    assert "Nothing waits for a person." in operator.words


async def test_what_somebody_else_dealt_with_meanwhile_is_told(here: Here, operator: Visiting) -> None:
    await parked(here, 1, UNREADABLE)
    await operator.open("/operations")
    async with here.service.database.transaction() as tx:
        await tx.execute("delete from dead_letter")
    await operator.press("Delete it for good", status=404)
    assert "is not known here" in operator.words
    assert "Nothing waits for a person." in operator.words


async def test_a_reminder_that_failed_is_let_fire_again(here: Here, operator: Visiting) -> None:
    await failed_reminder(here, UUID(int=41))
    await operator.open("/operations")
    assert str(UUID(int=41)) in operator.words
    await operator.press("Try again")
    assert await failed_ones(here) == 0
    assert "Nothing waits for a person." in operator.words


async def test_more_facts_than_a_page_has_are_on_the_next_one(here: Here, operator: Visiting) -> None:
    for position in range(1, 4):
        await parked(here, position, UNREADABLE)
    await operator.open("/operations?limit=2")
    assert len(operator.page.select("tbody tr")) == 2
    await operator.follow("Next page")
    assert len(operator.page.select("tbody tr")) == 1


async def test_more_reminders_than_a_page_has_are_on_the_next_one(here: Here, operator: Visiting) -> None:
    for key in range(41, 44):
        await failed_reminder(here, UUID(int=key))
    await operator.open("/operations?limit=2")
    assert len(operator.page.select("tbody tr")) == 2
    await operator.follow("Next page")
    (row,) = operator.page.select("tbody tr")
    assert str(UUID(int=43)) in row.get_text()


async def test_the_next_reminders_are_read_beside_the_facts_that_stood_there(here: Here, operator: Visiting) -> None:
    for number in range(1, 4):
        await parked(here, number, UNREADABLE)
        await failed_reminder(here, UUID(int=40 + number))
    await operator.open("/operations?limit=2")
    numbers = [row.get_text() for row in operator.page.select("tbody th")][:2]
    of_reminders = operator.page.find_all("a", rel="next")[-1]
    await operator.open(str(of_reminders["href"]).removeprefix("/scheduling"))
    assert [row.get_text() for row in operator.page.select("tbody th")][:2] == numbers
    assert str(UUID(int=43)) in operator.words


async def test_a_query_that_nobody_asked_for_breaks_nothing(operator: Visiting) -> None:
    await operator.open("/operations?path=elsewhere&self=1")
    assert "Nothing waits for a person." in operator.words


async def test_the_same_page_of_the_other_services_is_a_link_away(operator: Visiting) -> None:
    await operator.open("/operations")
    led = {str(link["href"]) for link in operator.page.select("main a")}
    others = {f"/{name}/sign-in?next=/operations" for name in ("registration", "followup")}
    assert {"/scheduling/operations", *others} <= led


async def test_only_an_operator_sees_it(here: Here) -> None:
    visitor = here.another()
    await visitor.open("/operations", status=401)
    await signed_in(here.service, visitor, "coordinator")
    await visitor.open("/operations", status=403)


async def test_only_an_operator_lets_a_reminder_fire_again(here: Here) -> None:
    await failed_reminder(here, UUID(int=41))
    coordinator = await signed_in(here.service, here.visitor, "coordinator")
    path = f"/scheduling/operations/reminders/offer/{UUID(int=41)}/retry"
    answer = await coordinator.http.post(path, headers=OWN)
    assert answer.status_code == 403
    assert await failed_ones(here) == 1


async def test_why_something_is_refused_is_said_in_the_visitors_language(here: Here) -> None:
    coordinator = await signed_in(here.service, here.visitor, "coordinator")
    await coordinator.open("/operations", status=403)
    await coordinator.http.post("/scheduling/language", data={"language": "ru"}, headers=OWN)
    await coordinator.open("/operations", status=403)
    assert "Это делают другие" in coordinator.words
    assert "allow" not in coordinator.words


@pytest.mark.parametrize(
    ("language", "heading"), [("ru", "Работа системы: Тренинги"), ("tg", "Кори система: Тренингҳо")]
)
async def test_the_page_is_read_in_the_operators_language(operator: Visiting, language: str, heading: str) -> None:
    await operator.http.post("/scheduling/language", data={"language": language}, headers=OWN)
    await operator.open("/operations")
    (title,) = operator.page.find_all("h1")
    assert title.get_text() == heading
