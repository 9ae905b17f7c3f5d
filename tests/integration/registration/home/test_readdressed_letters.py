"""Letters to an address that is put right: old ones, those on their way, and a word to the address that was hers."""

from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest

from registration.domain.letter import LetterLink, Words
from registration.domain.vocabulary import LinkPurpose
from registration.handlers import post
from registration.mail.words import translated
from registration.store.letters import Waiting
from shared.events.base import Event
from shared.events.followup import CascadeApproved
from tests.integration.registration.home.facts import Applied
from tests.integration.registration.home.plans import snapshot
from tests.integration.registration.home.test_contacts import (
    LED,
    OTHER,
    RIGHT,
    STANDING,
    WRONG,
    all_links,
    digest,
    her,
    opens,
    put_right,
)
from tests.integration.registration.home.test_invitations import invited
from tests.integration.registration.home.workbench import Bench


def led(one: Applied, **own: Any) -> Event:
    return CascadeApproved(**snapshot(one, training=LED, **own))


async def issued_to_lead(bench: Bench) -> list[tuple[str, str]]:
    facts = [fact.value for fact in await bench.said("LinkIssued")]
    return [(one["training"], one["token_hash"]) for one in facts if one["purpose"] == "facilitate"]


async def old_letter(bench: Bench, person: UUID, about: UUID) -> None:
    """As it was written when one training alone was named."""
    async with bench.service.database.transaction() as tx:
        await post.write(tx, person, Words.APPROVED, LetterLink(LinkPurpose.FACILITATE, "t" * 43), about=[about])
    await bench.post()


@pytest.mark.parametrize("names", ["parent", "own"])
async def test_for_an_old_letter_that_names_one_training_she_has_a_new_link_to_what_she_leads(
    bench: Bench, names: str
) -> None:
    training = await bench.called()
    host = await bench.as_told(training, await bench.submitted(training, WRONG))
    await bench.hear(led(host), region="tj")
    await old_letter(bench, host.participant, {"parent": training.id, "own": LED}[names])
    await put_right(bench, host.participant)
    await bench.post()
    written = [token for _, token in bench.office.links(RIGHT)["Your training"]]
    assert "t" * 43 not in written
    assert {str(LED)} == {training for training, _ in await issued_to_lead(bench)}
    assert {digest(token) for token in written} == {told for _, told in (await issued_to_lead(bench))[1:]}
    assert written


@pytest.mark.parametrize("leads", ["nobody", "another"])
async def test_an_old_letter_that_names_the_parent_alone_makes_nobody_lead_the_parent_and_its_dead_link_is_not_sent(
    bench: Bench, leads: str
) -> None:
    training = await bench.called()
    applicant, other = await bench.submitted(training, WRONG), await bench.submitted(training, OTHER)
    host = await bench.as_told(training, applicant)
    if leads == "another":
        await bench.hear(led(await bench.as_told(training, other)), region="tj")
    before = await issued_to_lead(bench)
    await old_letter(bench, host.participant, training.id)
    await put_right(bench, host.participant)
    await bench.anyone.post("/v1/links", {"contact": RIGHT}, 204)
    await bench.post()
    assert await issued_to_lead(bench) == before
    assert "Your training" not in bench.office.links(RIGHT)
    assert "Your application" in bench.office.links(RIGHT)


async def test_a_link_of_an_old_letter_is_sent_again_as_long_as_it_holds(bench: Bench) -> None:
    training = await bench.called()
    host = await bench.as_told(training, await bench.submitted(training, WRONG))
    await old_letter(bench, host.participant, training.id)
    await bench.anyone.post("/v1/links", {"contact": WRONG}, 204)
    await bench.post()
    assert [token for _, token in bench.office.links(WRONG)["Your training"]] == ["t" * 43] * 2


async def at_once(bench: Bench) -> None:
    """Every wait is over."""
    async with bench.service.database.transaction() as tx:
        await tx.execute("update letter set not_before = written_at")


async def test_letters_that_were_tried_and_wait_bring_no_dead_links_to_the_right_address(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training, WRONG)
    host = await bench.as_told(training, applicant)
    bench.office.refuse[WRONG] = "451 come back later"
    await bench.hear(host.reserved())
    async with bench.service.database.transaction() as tx:
        await post.write(tx, host.participant, Words.MENTOR_NAMED, about=[training.id])
    await bench.post()
    await put_right(bench, host.participant)
    await at_once(bench)
    await bench.post()
    tokens = [
        token for label in ("Your application", STANDING) for _, token in bench.office.links(RIGHT).get(label, [])
    ]
    assert tokens
    assert [await opens(bench, applicant, token) for token in tokens] == [True] * len(tokens)
    assert translated(Words.RESERVED, "en") not in "".join(bench.office.to(RIGHT))
    assert translated(Words.MENTOR_NAMED, "en") in "".join(bench.office.to(RIGHT))
    kept = (await bench.coordinator.get(f"/v1/people/{host.participant}/letters"))["items"]
    assert "replaced" in {one["given_up_why"] for one in kept}


async def test_a_letter_in_hand_while_the_address_is_put_right_brings_no_dead_links_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant = await bench.submitted(await bench.called(), WRONG)
    person, write = await her(bench, applicant.application), bench.sender._message

    async def meanwhile(waiting: Waiting) -> EmailMessage:
        await put_right(bench, person)
        return await write(waiting)

    monkeypatch.setattr(bench.sender, "_message", meanwhile)
    await bench.post()
    assert [translated(Words.READDRESSED, "en") in text for text in bench.office.to(RIGHT)] == [True]
    assert await opens(bench, applicant, bench.office.token(RIGHT, "Your application"))


async def test_at_the_address_that_was_hers_she_hears_that_letters_go_elsewhere_without_any_link(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called(), WRONG)
    await bench.post()
    before = all_links(bench, WRONG)
    person = await her(bench, applicant.application)
    await put_right(bench, person)
    await put_right(bench, person, OTHER)
    await bench.post()
    for contact in (WRONG, RIGHT):
        assert bench.office.to(contact)[-1].strip() == translated(Words.ELSEWHERE, "en")
    assert all_links(bench, WRONG) == before
    assert translated(Words.ELSEWHERE, "en") not in "".join(bench.office.to(OTHER))


async def test_to_an_address_that_refused_mail_nothing_is_written(bench: Bench) -> None:
    one = await invited(bench, "550 no such mailbox")
    bench.office.refuse.clear()
    await put_right(bench, one.host.participant)
    await bench.post()
    assert translated(Words.ELSEWHERE, "en") not in "".join(str(mail.get_content()) for mail in bench.office.mails)
