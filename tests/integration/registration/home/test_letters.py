"""Letters: sent once, in order, again if they were not taken; nothing in them that a passer-by may not see."""

import pytest

from shared.backbone.transaction import Transaction
from tests.integration.registration.home.bench import FORM, Bench

CONTACT = "gulnora@example.org"


READABLE = """select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
              and has_table_privilege(oid, 'select')"""


async def waiting(bench: Bench) -> int:
    async with bench.service.database.transaction() as tx:
        return await bench.sender.pending(tx)


async def at_once(tx: Transaction) -> None:
    await tx.execute("update letter set not_before = clock_timestamp()")


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


async def test_a_letter_that_is_not_taken_now_goes_out_later(bench: Bench) -> None:
    bench.office.refuse[CONTACT] = "451 come back later"
    training = await bench.called()
    await bench.anyone.post(f"{training.path}/applications", {"contact": CONTACT, "language": "tg"})
    await bench.post()
    assert await waiting(bench) == 1
    del bench.office.refuse[CONTACT]
    async with bench.service.database.transaction() as tx:
        await at_once(tx)
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_letter_that_nobody_will_ever_take_is_given_up_and_holds_up_no_other(bench: Bench) -> None:
    bench.office.refuse[CONTACT] = "550 no such mailbox"
    training = await bench.called()
    for contact in (CONTACT, "other@example.org"):
        await bench.anyone.post(f"{training.path}/applications", {"contact": contact, "language": "tg"})
    await bench.post()
    assert await waiting(bench) == 0
    assert [len(bench.office.to(contact)) for contact in (CONTACT, "other@example.org")] == [0, 1]


async def test_what_was_taken_is_not_sent_again_because_of_those_behind_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = await bench.called()
    for contact in ("a@example.org", "b@example.org"):
        await bench.anyone.post(f"{training.path}/applications", {"contact": contact, "language": "tg"})
    send = bench.sender._send

    async def fails_at_the_second(*args: object) -> None:
        if bench.office.mails:
            raise ConnectionResetError
        await send(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(bench.sender, "_send", fails_at_the_second)
        with pytest.raises(ConnectionResetError):
            await bench.post()
    await bench.post()
    assert [len(bench.office.to(contact)) for contact in ("a@example.org", "b@example.org")] == [1, 1]


async def test_a_change_that_is_undone_writes_no_letter(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    assert await applicant.link.refused("POST", f"{applicant.path}/submission") == "form-incomplete"
    assert await waiting(bench) == 0


async def test_the_coordinator_reads_what_was_written_without_the_links(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    participant = (await bench.listed(training))["TJ-01"]["participant"]
    items = (await bench.coordinator.get(f"/v1/people/{participant}/letters"))["items"]
    assert [(item["links"], item["sent_at"] is None) for item in items] == [(["Your application"], False), ([], True)]
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
