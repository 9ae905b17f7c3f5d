"""Letters: sent once, in order, again if they were not taken; nothing in them that a passer-by may not see."""

import asyncio
from email.message import EmailMessage
from uuid import UUID

import aiosmtplib
import pytest
from opentelemetry.sdk.trace import TracerProvider

from registration.domain.letter import Words
from registration.handlers import post
from registration.mail import sender
from registration.mail.sender import wait_after
from registration.store import people
from registration.store.letters import Waiting
from shared.runtime.database import TRANSIENT
from tests.integration.registration.home.workbench import FORM, Bench

CONTACT, OTHER = "gulnora@example.org", "other@example.org"


READABLE = """select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
              and has_table_privilege(oid, 'select')"""


async def waiting(bench: Bench) -> int:
    async with bench.service.database.transaction() as tx:
        return await bench.sender.pending(tx)


async def at_once(bench: Bench) -> None:
    """Every wait is over."""
    async with bench.service.database.transaction() as tx:
        await tx.execute("update letter set not_before = written_at, taken_until = null")


async def written(bench: Bench, *contacts: str) -> None:
    training = await bench.called()
    for contact in contacts:
        await bench.anyone.post(f"{training.path}/applications", {"contact": contact, "language": "tg"})


async def given_up(bench: Bench) -> list[str | None]:
    """As coordinators see it."""
    async with bench.service.database.transaction() as tx:
        people = await tx.many(UUID, "select id from person order by id")
    found = [await bench.coordinator.get(f"/v1/people/{person}/letters") for person in people]
    return [letter["given_up_why"] for one in found for letter in one["items"]]


async def test_a_letter_is_sent_once(bench: Bench) -> None:
    await bench.submitted(await bench.called())
    assert await waiting(bench) == 1
    await bench.post()
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 2
    assert await waiting(bench) == 0


async def test_subject_and_headers_tell_nothing(bench: Bench) -> None:
    await bench.submitted(await bench.called())
    await bench.post()
    assert {str(mail["Subject"]) for mail in bench.office.mails} == {"Message from the programme"}
    assert not [mail for mail in bench.office.mails if FORM["name"].split()[0] in mail.as_string()]


async def test_a_letter_that_is_not_taken_now_goes_out_later_and_is_waited_for_by_nobody(bench: Bench) -> None:
    bench.office.refuse[CONTACT] = "451 come back later"
    await written(bench, CONTACT)
    await bench.post()
    assert (await waiting(bench), await given_up(bench)) == (0, [None])
    del bench.office.refuse[CONTACT]
    await bench.post()
    assert bench.office.to(CONTACT) == []
    await at_once(bench)
    assert await waiting(bench) == 1
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_letter_that_nobody_will_ever_take_is_given_up_and_holds_up_no_other(bench: Bench) -> None:
    bench.office.refuse[CONTACT] = "550 no such mailbox"
    await written(bench, CONTACT, OTHER)
    await bench.post()
    assert (await waiting(bench), await given_up(bench)) == (0, ["refused", None])
    assert [len(bench.office.to(contact)) for contact in (CONTACT, OTHER)] == [0, 1]


async def test_a_letter_that_no_server_took_for_days_is_given_up(bench: Bench) -> None:
    bench.office.refuse[CONTACT] = "451 come back later"
    await written(bench, CONTACT)
    async with bench.service.database.transaction() as tx:
        await tx.execute("update letter set attempts = 719")
    await bench.post()
    assert await given_up(bench) == ["not_taken"]


def test_the_wait_between_attempts_doubles_up_to_ten_minutes() -> None:
    assert [wait_after(attempts) for attempts in (1, 2, 5, 10, 5000)] == [2, 4, 32, 600, 600]


@pytest.mark.parametrize("reply", ["530 log in first", "554 not from you", "421 closing"])
async def test_what_a_server_says_about_us_gives_no_letter_up(bench: Bench, reply: str) -> None:
    bench.office.turn_away = reply
    await written(bench, CONTACT)
    with pytest.raises(aiosmtplib.SMTPException):
        await bench.post()
    assert await given_up(bench) == [None]
    bench.office.turn_away = None
    await at_once(bench)
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_letter_that_cannot_be_written_ends_alone(bench: Bench) -> None:
    async with bench.service.database.transaction() as tx:
        broken = await people.with_contact(tx, "=?utf-8?q?=0A?=@x", ["en"])
        await post.write(tx, broken.id, Words.FULL, about=())
    await written(bench, CONTACT)
    await bench.post()
    assert await given_up(bench) == ["unwritable", None]
    assert len(bench.office.to(CONTACT)) == 1


async def test_nothing_is_locked_while_a_mail_is_handed_over(bench: Bench) -> None:
    unlocked: list[UUID] = []

    async def look() -> None:
        async with bench.service.database.transaction() as tx:
            unlocked.extend(await tx.many(UUID, "select id from letter for update nowait"))

    await written(bench, CONTACT)
    bench.office.meanwhile = look
    await bench.post()
    assert len(unlocked) == len(bench.office.to(CONTACT)) == 1


async def test_a_letter_that_is_being_handed_over_is_waited_for_and_taken_by_nobody_else(bench: Bench) -> None:
    seen: list[int] = []

    async def look() -> None:
        seen.append(await waiting(bench))
        await bench.sender.send_waiting()

    await written(bench, CONTACT)
    bench.office.meanwhile = look
    await bench.post()
    assert (seen, len(bench.office.to(CONTACT))) == ([1], 1)


async def test_what_was_taken_and_not_noted_goes_out_again_and_those_before_it_do_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await written(bench, CONTACT, OTHER)
    note = bench.sender._note_sent

    async def fails_at_the_second(waiting: Waiting) -> None:
        if len(bench.office.mails) == 2:
            raise ConnectionResetError
        await note(waiting)

    with monkeypatch.context() as patched:
        patched.setattr(bench.sender, "_note_sent", fails_at_the_second)
        with pytest.raises(ConnectionResetError):
            await bench.post()
    await at_once(bench)
    await bench.post()
    assert [len(bench.office.to(contact)) for contact in (CONTACT, OTHER)] == [1, 2]
    assert len({mail["Message-ID"] for mail in bench.office.mails}) == 2


async def test_a_letter_in_the_hand_of_somebody_who_is_gone_goes_out_when_the_next_one_sends(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "STEP_SECONDS", 1.0)
    in_hand, never = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        in_hand.set()
        await never.wait()

    await written(bench, CONTACT)
    bench.office.meanwhile = hang
    gone = asyncio.create_task(bench.sender.send_waiting())
    await in_hand.wait()
    gone.cancel()
    await asyncio.wait([gone])
    bench.office.meanwhile = None
    await bench.post()
    assert (len(bench.office.to(CONTACT)), await waiting(bench)) == (1, 0)


async def test_who_may_have_been_taken_for_gone_hands_nothing_over(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = bench.sender._message

    async def cut_off_meanwhile(waiting: Waiting) -> EmailMessage:
        async with bench.service.database.transaction() as tx:
            await tx.execute(
                """select pg_terminate_backend(pid, 5000) from pg_locks l join pg_database d on d.oid = l.database
                   where datname = current_database() and locktype = 'advisory' and mode = 'ShareLock'"""
            )
        return await write(waiting)

    await written(bench, CONTACT)
    with monkeypatch.context() as patched:
        patched.setattr(bench.sender, "_message", cut_off_meanwhile)
        with pytest.raises(TRANSIENT):
            await bench.post()
    assert bench.office.mails == []
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_change_that_is_undone_writes_no_letter(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    assert await applicant.link.refused("POST", f"{applicant.path}/submission") == "form-incomplete"
    assert await waiting(bench) == 0


async def test_the_coordinator_reads_what_was_written_without_the_links(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    participant = (await bench.listed(training))["TJ-01"]["participant"]
    items = (await bench.coordinator.get(f"/v1/people/{participant}/letters"))["items"]
    links = [["Your application"], ["Where it stands, and what you agreed to"]]
    assert [(item["links"], item["sent_at"] is None) for item in items] == list(zip(links, (False, True), strict=True))
    assert bench.office.token(CONTACT, "Your application") not in str(items)


async def test_nothing_personal_lies_open_in_the_database(bench: Bench) -> None:
    training = await bench.called()
    await bench.shortlisted(training)
    await bench.post()
    async with bench.service.database.transaction() as tx:
        tables = await tx.many(str, READABLE)
        rows = [row for table in tables for row in await tx.many(str, f'select t::text from "{table}" t')]
    words = (
        FORM["name"],
        CONTACT,
        FORM["letter"],
        "Knows her district",
        bench.office.token(CONTACT, "Your application"),
    )
    assert any("TJ-01" in row for row in rows)
    assert not [word for word in words if any(word in row or word.encode().hex() in row for row in rows)]


async def test_what_is_about_a_suspended_training_waits_and_delays_nothing(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    await bench.hear(training.suspended())
    await bench.post()
    assert (len(bench.office.to(CONTACT)), await waiting(bench)) == (1, 0)
    await bench.hear(training.resumed())
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 2


async def test_a_mail_carries_no_trace(bench: Bench) -> None:
    with TracerProvider().get_tracer("test").start_as_current_span("request") as request:
        assert request.get_span_context().is_valid
        await bench.submitted(await bench.called())
        await bench.post()
    headers = {name.lower() for mail in bench.office.mails for name in mail}
    assert "subject" in headers
    assert headers.isdisjoint({"traceparent", "tracestate", "baggage"})


async def test_an_application_for_a_suspended_training_waits(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    await bench.hear(training.suspended())
    assert await bench.coordinator.refused("GET", f"{training.path}/applications") == "suspended"
    assert await applicant.link.refused("GET", applicant.path) == "suspended"


async def test_for_how_long_the_oldest_letter_has_waited_is_known_also_of_one_that_was_put_off(bench: Bench) -> None:
    async def oldest() -> float:
        return float((await bench.anyone.staff("operator").get("/v1/operations/flow"))["oldest_mail_seconds"])

    before = await oldest()
    bench.office.refuse[CONTACT] = "451 come back later"
    await written(bench, CONTACT)
    await bench.post()
    put_off = await oldest()
    del bench.office.refuse[CONTACT]
    await at_once(bench)
    await bench.post()

    assert (before, await oldest()) == (0.0, 0.0)
    assert 0 < put_off < 60
