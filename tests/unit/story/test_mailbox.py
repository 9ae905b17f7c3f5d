"""Mails are read as their recipients would: by address, for the link behind a label."""

import asyncio
import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from cascade.story.mailbox import Label, Mailbox, NoSuchMail

Post = Callable[[str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mailbox"


@pytest.fixture
def post(folder: Path) -> Post:
    maildir = mailbox.Maildir(folder)

    def add(contact: str, text: str) -> None:
        mail = EmailMessage()
        mail["To"], mail["Subject"] = contact, "Message from the programme"
        mail.set_content(text)
        maildir.add(mail.as_bytes())

    return add


async def test_a_link_is_found_by_address_and_label(folder: Path, post: Post) -> None:
    post("a@example.org", "Hello.\n\nYour answer: http://127.0.0.1:1/enter/t-1\nYour feedback: http://x/enter/t_2\n")
    post("b@example.org", "Your answer: http://127.0.0.1:1/enter/other\n")
    box = Mailbox(folder)
    assert await box.link("a@example.org", Label.FEEDBACK) == "t_2"
    assert await box.link("a@example.org", Label.ANSWER) == "t-1"
    assert box.mails == 2


async def test_of_several_mails_the_newest_counts_and_the_others_are_not_offered_again(
    folder: Path, post: Post
) -> None:
    box = Mailbox(folder, patience_seconds=0.05)
    for token in ("first", "second"):
        post("a@example.org", f"Your answer: http://x/enter/{token}")
    assert await box.link("a@example.org", Label.ANSWER) == "second"
    with pytest.raises(NoSuchMail, match=r"a@example\.org"):
        await box.link("a@example.org", Label.ANSWER)


async def test_a_mail_that_comes_later_is_waited_for(folder: Path, post: Post) -> None:
    waiting = asyncio.create_task(Mailbox(folder).link("a@example.org", Label.FOLLOW_UP))
    await asyncio.sleep(0)
    post("a@example.org", "Your plan and report: http://x/enter/late")
    assert await waiting == "late"


async def test_a_long_line_survives_the_encoding_of_mails(folder: Path, post: Post) -> None:
    token = "x" * 200
    post("a@example.org", f"Größe\nYour application: http://127.0.0.1:40000/enter/{token}\n")
    assert await Mailbox(folder).link("a@example.org", Label.APPLICATION) == token


async def test_before_any_mail_there_is_no_folder_and_no_mail(folder: Path) -> None:
    with pytest.raises(NoSuchMail):
        await Mailbox(folder, patience_seconds=0.0).link("a@example.org", Label.ANSWER)


async def test_a_link_that_was_asked_for_in_an_earlier_life_and_those_before_it_are_not_offered_again(
    folder: Path, post: Post
) -> None:
    box = Mailbox(folder, patience_seconds=0.05)
    for token in ("first", "used", "later"):
        post("a@example.org", f"Your answer: http://x/enter/{token}")
    box.took("a@example.org", Label.ANSWER, "used")
    assert await box.link("a@example.org", Label.ANSWER) == "later"
    post("a@example.org", "Your answer: http://x/enter/newest")
    box.took("a@example.org", Label.ANSWER, "newest")
    with pytest.raises(NoSuchMail):
        await box.link("a@example.org", Label.ANSWER)
