"""Where people begin: which account and which link is told."""

import os
from pathlib import Path
from uuid import UUID

import httpx2

from cascade.embedded import ports
from cascade.provider.accounts import Account
from cascade.system.entrances import account_of, links, opens

HER, HERS = str(UUID(int=1)), str(UUID(int=2))


def test_a_person_is_told_rather_than_nobody_in_particular_and_of_a_partner_as_one() -> None:
    known = [
        Account("coordinator", "coordinator"),
        Account("coordinator", "A-1 PARTNER", HER, HERS),
        Account("coordinator", "C-1", HER),
    ]

    assert account_of("coordinator", known) == "C-1"
    assert account_of("coordinator", known[:2]) == "coordinator"
    assert account_of("partner", known) == "A-1 PARTNER"
    assert account_of("mentor", known) is None
    assert account_of("partner", [known[0], known[2]]) is None


def written(mailbox: Path, name: str, text: str, at: int) -> None:
    letter = mailbox / "new" / name
    letter.parent.mkdir(exist_ok=True)
    letter.write_text(text)
    os.utime(letter, (at, at))


def test_links_of_letters_are_told_by_what_stands_before_them_the_newest_first(tmp_path: Path) -> None:
    written(tmp_path, "b", "Words.\n\nYour answer: http://here/registration/enter/1\n", 1)
    written(tmp_path, "a", "Your answer: http://here/registration/enter/2\n\nElse: http://here/else\n", 2)

    assert links(tmp_path) == {"Your answer": ["http://here/registration/enter/2", "http://here/registration/enter/1"]}


def test_an_address_at_which_nobody_answers_does_not_open() -> None:
    with httpx2.Client() as http:
        assert not opens(http, f"http://127.0.0.1:{ports.free(1)[0]}/registration/enter/1")
