"""Whoever is written to reads it in her language, as soon as all letters are written in it."""

import pytest

from registration.domain.letter import LABEL_OF, Label, Letter, LetterLink, Moment, Words
from registration.domain.vocabulary import LinkPurpose
from registration.mail import words
from shared.web.pages import languages
from tests.integration.registration.home.facts import ANSWER_BY
from tests.integration.registration.home.workbench import Bench

CONTACT = "gulnora@example.org"
NOT_WRITTEN_YET = sorted(set(languages.NAMES) - set(languages.offered(words.PACKAGES)))


async def begun(bench: Bench, language: str) -> None:
    path = f"{(await bench.called()).path}/applications"
    await bench.anyone.post(path, {"contact": CONTACT, "language": language})
    await bench.post()


@pytest.mark.parametrize(
    ("language", "subject", "label"),
    [
        ("en", "Message from the programme", "Your application"),
        ("ru", "Сообщение от программы", "Ваша заявка"),
        ("tg", "Паём аз барнома", "Дархости шумо"),
    ],
)
async def test_she_who_applies_is_written_to_in_the_language_that_she_chose(
    bench: Bench, language: str, subject: str, label: str
) -> None:
    await begun(bench, language)
    (mail,) = bench.office.mails
    said, link = [line for line in str(mail.get_content()).splitlines() if line]

    assert (str(mail["Subject"]), mail["Content-Language"]) == (subject, language)
    assert said == words.translated(Words.APPLICATION_BEGUN, language)
    assert link.startswith(f"{label}: https://")


@pytest.mark.parametrize("language", [*NOT_WRITTEN_YET, "hy"])
async def test_in_a_language_in_which_letters_are_not_written_yet_she_is_written_to_in_english(
    bench: Bench, language: str
) -> None:
    await begun(bench, language)
    (text,) = bench.office.to(CONTACT)

    assert text.splitlines()[0] == Words.APPLICATION_BEGUN


def test_the_first_of_her_languages_in_which_letters_are_written_is_taken() -> None:
    assert words.language_of([*NOT_WRITTEN_YET, "tg", "ru"]) == "tg"


@pytest.mark.parametrize(
    ("language", "until"),
    [
        ("en", "10 March 2017, 23:00 (Asia/Tbilisi)"),
        ("ru", "10 марта 2017, 23:00 (Asia/Tbilisi)"),
        ("tg", "10 марти 2017, 23:00 (Asia/Tbilisi)"),
    ],
)
def test_by_when_to_answer_is_said_in_her_language_on_the_clock_of_the_training(language: str, until: str) -> None:
    letter = Letter(Words.INVITED, (), Moment(ANSWER_BY, "Asia/Tbilisi"))

    assert words.said(letter, language) == words.translated(Words.INVITED, language) % {"until": until}


@pytest.mark.parametrize("language", languages.offered(words.PACKAGES))
def test_every_link_has_a_name_of_its_own(language: str) -> None:
    own = {words.label(LetterLink(purpose, "token"), language) for purpose in LABEL_OF}
    names = own | {words.label(LetterLink(LinkPurpose.APPLICATION, "token", label), language) for label in Label}

    assert len(own) == len(LABEL_OF)
    assert len(names) == len(Label)
    assert not [name for name in names if ":" in name]


async def test_who_applies_again_is_written_to_in_the_language_that_she_chose_last(bench: Bench) -> None:
    for language in ("ru", "tg"):
        await begun(bench, language)

    assert [mail["Content-Language"] for mail in bench.office.mails] == ["ru", "tg"]


@pytest.mark.parametrize(("said", "then"), [([], "tg"), (["uz", "ru"], "ru")])
async def test_who_is_registered_for_some_work_too_keeps_her_language_unless_another_is_said_first(
    bench: Bench, said: list[str], then: str
) -> None:
    await begun(bench, "tg")
    body = {"kind": "facilitator", "name": "…", "contact": CONTACT, "country": "TJ", "languages": said}
    registered = await bench.coordinator.post("/v1/people", body)
    await bench.post()

    assert bench.office.mails[-1]["Content-Language"] == then
    assert registered["languages"] == [*said, *[one for one in ("tg",) if one not in said]]
