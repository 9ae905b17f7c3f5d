"""Names, months and the order of letters are as those who speak a language write them."""

from datetime import date

import pytest
from babel import Locale
from babel.languages import get_territory_language_info

from registration.domain.letter import Moment
from registration.mail import words
from scheduling.pages.times import named
from shared.web.pages import languages
from shared.web.pages.looks import LANDS, filters, instant
from shared.web.pages.usage import ALPHABETS, in_order, told


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("tg", ["Ангола", "Ғана", "Дания", "Италия", "Йордания", "Қазоқистон", "Лаос", "Хорватия", "Ҳиндустон", "Чад"]),
        ("tg", ["Туркия", "Ӯзбекистон", "Фаронса", "Чили", "Ҷопон", "Шветсия"]),
        ("ru", ["Египет", "Ёлка", "Замбия"]),
        ("en", ["Afghanistan", "Åland Islands", "Albania", "Côte d’Ivoire", "Croatia", "Zimbabwe"]),
        ("tk", ["Çad", "Daniýa", "Şri-Lanka", "Täjigistan", "Zimbabwe"]),
        ("kk", ["Азия", "Әзербайжан", "Бельгия", "Қазақстан", "Латвия"]),
    ],
)
def test_names_stand_in_the_order_of_her_alphabet(language: str, names: list[str]) -> None:
    assert sorted(names, key=lambda name: in_order(name, Locale(language))) == names


def test_countries_are_listed_in_that_order() -> None:
    listed = [name for _, name in filters(Locale("tg"))["countries"]([])]
    assert listed.index("Индонезия") < listed.index("Қатар") < listed.index("Лаос") < listed.index("Ямайка")


def test_every_language_of_the_pages_has_its_alphabet() -> None:
    assert ALPHABETS.keys() == languages.NAMES.keys()
    assert [one for one, letters in ALPHABETS.items() if len(set(letters)) != len(letters)] == []


@pytest.mark.parametrize(
    ("language", "day", "moment", "quarter", "weekday"),
    [
        ("tg", "4 июни 2018", "4 июни 2018, 05:00 (Asia/Dushanbe)", "июли 2017 – сентябри 2017", "Душанбе, 4 июни"),
        ("ru", "4 июня 2018", "4 июня 2018, 05:00 (Asia/Dushanbe)", "июль 2017 – сентябрь 2017", "понедельник, 4 июня"),
        ("en", "4 June 2018", "4 June 2018, 05:00 (Asia/Dushanbe)", "July 2017 – September 2017", "Monday, 4 June"),
    ],
)
def test_months_are_written_as_in_a_sentence_and_all_alike(
    language: str, day: str, moment: str, quarter: str, weekday: str
) -> None:
    here = filters(Locale(language))
    midnight = "2018-06-04T00:00:00Z"
    assert here["day"]("2018-06-04") == day
    assert here["moment"](midnight, "Asia/Dushanbe") == moment
    assert words.moment(Moment(instant(midnight), "Asia/Dushanbe"), language) == moment
    assert here["quarter"]("2017Q3") == quarter
    assert named(["2018-06-04"], Locale(language)) == [("2018-06-04", weekday)]


def test_no_month_of_a_tajik_date_is_left_as_a_heading() -> None:
    year = [told(date(2018, month, 1), "d MMMM y", Locale("tg")) for month in range(1, 13)]
    assert [one for one in year if one != one.lower() or not one.endswith("и 2018")] == []


def test_kyrgyzstan_is_called_in_russian_as_those_who_live_there_call_it() -> None:
    here = filters(Locale("ru"))
    assert (here["country"]("KG"), here["country"]("kg"), here["country"]("KZ")) == ("Кыргызстан",) * 2 + ("Казахстан",)
    assert dict(here["zones"]([]))["Asia/Bishkek"] == "Кыргызстан, Бишкек"


@pytest.mark.parametrize(
    ("language", "ends"),
    [
        ("en", "10 March 2017, 24:00 (Asia/Dushanbe)"),
        ("ru", "10 марта 2017, 24:00 (Asia/Dushanbe)"),
        ("tg", "10 марти 2017, 24:00 (Asia/Dushanbe)"),
    ],
)
def test_a_deadline_at_midnight_is_the_end_of_the_day_before_on_pages_and_in_letters(language: str, ends: str) -> None:
    midnight = "2017-03-10T19:00:00Z"
    assert filters(Locale(language))["deadline"](midnight, "Asia/Dushanbe") == ends
    assert words.moment(Moment(instant(midnight), "Asia/Dushanbe"), language) == ends


def test_a_deadline_within_a_day_is_told_as_any_moment() -> None:
    here = filters(Locale("en"))
    evening = "2017-03-10T18:59:00Z"
    assert here["deadline"](evening, "Asia/Dushanbe") == here["moment"](evening, "Asia/Dushanbe")


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_every_language_that_is_spoken_in_the_lands_of_the_pages_has_a_name_in_hers(language: str) -> None:
    spoken = {code for land in LANDS for code in get_territory_language_info(land)}
    in_english = Locale("en").languages
    offered = dict(filters(Locale(language))["languages"]([]))
    assert [code for code in sorted(spoken & offered.keys()) if offered[code] == in_english.get(code)] == []
