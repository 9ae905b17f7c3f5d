"""Words by which somebody could be found."""

from time import process_time

import pytest

from followup.domain.findable import Trace, require_meant, traces
from followup.domain.voice_refusals import MayTellWhereSomebodyIs

SECONDS = 5


@pytest.mark.parametrize(
    "text",
    [
        "Write to zarina.k@example.org!",
        "ZARINA+ToT@Mail.Example.TJ",
        "зарина@пример.тҷ",
        "zarina (at) example.org",
        "zarina [at] example.org",
    ],
)
def test_an_address_for_mail_is_found(text: str) -> None:
    assert traces(text) == (Trace.EMAIL,)


@pytest.mark.parametrize(
    "text",
    [
        "+992 90 123 45 67",
        "+992901234567",
        "Занг занед: 918-12-34-56",
        "(372) 21-42-34",
        "call 221 12 34",
        "918\u00a0123\u00a0456",
        "8 (495) 123-45-67",
        "931234567 901234567",
        "93 123 45 67 93 765 43 21",
        "93 - 123 - 45 - 67",
        "23-11-55",
        "918 123 000",
        "221 - 123 - 456",
        "2155-11-23",
        "901234567 5 somoni",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert traces(text) == (Trace.PHONE,)


@pytest.mark.parametrize(
    "text",
    [
        "ул. Айни, 14",
        "Я живу на улице Айни, рядом с домом 14.",
        "проспект Рудаки 33/2",
        "дар кӯчаи Айнӣ, 14",
        "хиёбони Рӯдакӣ 33",
        "дом 5, кв. 12",
        "хонаи 12",
        "14 Rudaki Avenue",
        "house no. 5",
        "ул Айни 5",
        "пр Рудаки 33",
        "кв 12",
    ],
)
def test_a_street_or_a_house_with_its_number_is_found(text: str) -> None:
    assert traces(text) == (Trace.ADDRESS,)


@pytest.mark.parametrize(
    "text",
    ["@anna_tj", "Find me: @Anna.TJ!", "t.me/anna", "https://t.me/+Ab1", "instagram.com/anna", "www.Facebook.com/anna"],
)
def test_a_name_of_an_account_is_found(text: str) -> None:
    assert traces(text) == (Trace.ACCOUNT,)


@pytest.mark.parametrize(
    "text",
    [
        "I have learned to speak in my own words.",
        "On 2017-05-18 we were 24, on 18.05.2017 we were 25.",
        "From 2016-2017 to 2018 – 2019.",
        "In 3 days 25 of us learned 17 modules; 1 000 came.",
        "На улице было 20 женщин.",
        "20 women walked along the road.",
        "Мой дом теперь здесь. Мне 25 лет.",
        "Дар кӯча 20 зан буд.",
        "We met @ the house of culture.",
        "On 18.05.17 and 18/05/2017, and on 18-05-2017.",
        "Resolution 1325 (2000) was read.",
        "It cost 1 200 000 somoni, then 1 250 000 сомонӣ or $125000.",
        "100 000 women; 100000 men; 2 000 000 people.",
        "From 9.00 - 12.30 and 14.00–17.00 there were 100 - 150 of us, for 1 250 500,50 TJS.",
        "Ульяна 25 лет, УЛЬЯНЕ 25 лет.",
    ],
)
def test_in_ordinary_words_nothing_is_found(text: str) -> None:
    assert traces(text) == ()


def test_everything_that_is_found_is_told_once_and_never_as_it_was_written() -> None:
    with pytest.raises(MayTellWhereSomebodyIs) as refused:
        require_meant("z@example.org, y@example.org, +992 90 123 45 67, ул. Айни 14, @anna_tj", all_the_same=False)

    assert refused.value.found == (Trace.EMAIL, Trace.PHONE, Trace.ADDRESS, Trace.ACCOUNT)
    assert "Айни" not in str(refused.value)


def test_what_is_meant_is_kept_all_the_same() -> None:
    require_meant("zarina@example.org", all_the_same=True)
    require_meant("Nothing at all.", all_the_same=False)


@pytest.mark.parametrize(
    "part",
    ["a", "a.", "@", "1", "1 ", "дом ", "ул. А", "A ", " ", "(", "a@a.", "@a", "1 000 ", "1 (2000) ", "t.me/", "1 - "],
)
def test_the_longest_words_are_read_at_once(part: str) -> None:
    """Whatever they repeat: as often again takes as long again, not its square."""
    text, before = f"дом{part * (100_000 // len(part))}", process_time()
    traces(text)
    assert process_time() - before < SECONDS
