"""Where people begin: which account and which link is told."""

import os
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID

import httpx2
import pytest

from cascade.commands.entrances import show_by_letter, show_open_to_all
from cascade.embedded import ports
from cascade.provider.accounts import Account, Accounts
from cascade.provider.provider import in_order
from cascade.system.entrances import account_of, links, opens
from cascade.system.running import Running

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


def test_whom_one_signs_in_as_is_listed_by_role_and_then_by_name_as_one_counts() -> None:
    names = [("reviewer", "R-10"), ("coordinator", "C-1"), ("reviewer", "R-2"), ("coordinator", "A-1 PARTNER")]
    known = [Account(role, name, HER, HERS if "PARTNER" in name else None) for role, name in names]

    assert in_order(known) == [(1, known[1]), (3, known[3]), (2, known[2]), (0, known[0])]


class Told(NamedTuple):
    """What of a running system is read here."""

    pages: str
    accounts: Path
    mailbox: Path


def on_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str], *known: Account) -> str:
    """What is told of a system whose provider knows these besides those whom it knows everywhere."""
    accounts = Accounts(tmp_path / "accounts")
    for one in known:
        accounts.remember(one)
    (tmp_path / "new").mkdir()
    system = cast("Running", Told("http://here", accounts.file, tmp_path))
    show_open_to_all(system)
    show_by_letter(system)
    return " ".join(capsys.readouterr().out.split())


def test_a_role_that_nobody_has_yet_is_named_without_an_address_that_leads_to_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = on_screen(tmp_path, capsys, Account("reviewer", "R-1", HER))

    assert "reviewer: R-1 http://here/registration/sign-in?next=/reviews" in told
    assert "It does not list anybody yet as facilitator, mentor, partner:" in told
    assert "/followup/sign-in" not in told
    assert "None has arrived yet that opens" in told


def test_for_whom_a_token_is_made_can_sign_in_and_is_listed_once(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts")
    accounts.remember(Account("reviewer", "R-1", HER))
    for _ in range(2):
        accounts.remember_by_id("reviewer", UUID(HER), None)
        accounts.remember_by_id("coordinator", UUID(HERS), UUID(HER))
    kept = [one for one in accounts.all() if one.person in (HER, HERS)]

    assert kept == [Account("reviewer", "R-1", HER), Account("coordinator", "…000002", HERS, HER)]


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
