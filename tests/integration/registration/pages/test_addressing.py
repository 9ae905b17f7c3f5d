"""A coordinator puts somebody's address right."""

from uuid import UUID

from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter, coordinator
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import Visiting

WRONG, RIGHT, OTHER = "gulnora@example.org", "right@example.org", "other@example.org"
SEND = "Write to her at this address"


async def at_the_form(bench: Bench, person: UUID) -> Visiting:
    visitor = await coordinator(bench)
    await visitor.open(f"/people/{person}")
    return await visitor.follow("Put her address right (noted)")


async def test_a_letter_that_came_back_leads_to_the_form_and_the_right_address_to_her(bench: Bench) -> None:
    bench.office.refuse[WRONG] = "550 no such mailbox"
    person = await bench.person("guest", WRONG)
    await bench.post()
    visitor = await coordinator(bench)
    await visitor.open(f"/people/{person}/letters")
    await visitor.follow("Put her address right")
    assert visitor.value("contact") == WRONG
    await visitor.press(SEND, {"contact": RIGHT})
    assert visitor.here == f"/registration/people/{person}"
    await bench.post()
    assert RIGHT in (await by_letter(bench, RIGHT, "What you agree to")).words


async def test_who_looks_at_the_form_is_noted_and_so_is_who_changes_it(bench: Bench, database: TestDatabase) -> None:
    person = await bench.person("mentor", WRONG)
    visitor = await at_the_form(bench, person)
    assert [line.action for line in await trail(database, "registration")][1:] == ["person-read"]
    await visitor.press(SEND, {"contact": RIGHT})
    assert [line.person for line in await trail(database, "registration", "contact-changed")] == [person]


async def test_an_address_of_somebody_else_is_said_at_its_field_with_the_way_to_her(bench: Bench) -> None:
    person, other = await bench.person("mentor", WRONG), await bench.person("mentor", OTHER)
    visitor = await at_the_form(bench, person)
    await visitor.press(SEND, {"contact": OTHER}, status=409)
    assert "Another person is known by this address" in visitor.error_at("contact")
    assert visitor.value("contact") == OTHER
    await visitor.follow("The person who has this address")
    assert visitor.here == f"/registration/people/{other}"


async def test_what_is_no_address_is_said_at_its_field_and_stands_there_again(bench: Bench) -> None:
    visitor = await at_the_form(bench, await bench.person("mentor", WRONG))
    await visitor.press(SEND, {"contact": "right at home"}, status=422)
    assert visitor.error_at("contact")
    assert visitor.value("contact") == "right at home"
    await visitor.press(SEND, {"contact": RIGHT})


async def test_what_somebody_else_put_right_meanwhile_stands_beside_what_was_typed(bench: Bench) -> None:
    person = await bench.person("mentor", WRONG)
    visitor = await at_the_form(bench, person)
    await bench.coordinator.put(f"/v1/people/{person}/contact", {"contact": OTHER})
    await visitor.press(SEND, {"contact": RIGHT}, status=412)
    assert (visitor.value("contact"), OTHER in visitor.words) == (RIGHT, True)
    await visitor.press(SEND)
    assert (await bench.coordinator.get(f"/v1/people/{person}"))["contact"] == RIGHT


async def test_nobody_but_a_coordinator_comes_to_the_form(bench: Bench) -> None:
    person = await bench.person("guest", WRONG)
    for role in ("reviewer", "mentor", "operator", "auditor"):
        await (await coordinator(bench, role)).open(f"/people/{person}/address", status=403)
    await bench.post()
    hers = await by_letter(bench, WRONG, "What you agree to")
    await hers.press("Write to me in this language", {"letters_in": "en"})
