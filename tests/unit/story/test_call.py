"""The call that the story draws has the numbers of the story, whatever the seed."""

from collections import Counter

import pytest

from cascade.story.data import cast, kazakhstan
from cascade.story.data.call import DEFAULT_SEED, Call, call
from cascade.story.data.cast import Ending, Rule
from cascade.story.data.programme import Country, Sector

SEEDS = (DEFAULT_SEED, 1, 7, 20_260, 99_991)

SUBMITTED = {"TJ": 52, "KZ": 38, "KG": 41, "GE": 24, "TM": 13}
REMAINING = {"TJ": 46, "KZ": 34, "KG": 37, "GE": 21, "TM": 12}
SUBMITTED_SECTORS = {"NGO": 86, "media": 24, "government": 21, "education": 37}
REMAINING_SECTORS = {"NGO": 78, "media": 21, "government": 18, "education": 33}


@pytest.fixture(params=SEEDS)
def drawn(request: pytest.FixtureRequest) -> Call:
    return call(request.param)


def test_179_begin_and_168_submit(drawn: Call) -> None:
    assert len(drawn.applicants) + len(drawn.never_submitted) == 179
    assert len(drawn.applicants) == len({applicant.code for applicant in drawn.applicants}) == 168


def test_countries_and_sectors_are_as_told(drawn: Call) -> None:
    assert Counter(a.country.value for a in drawn.applicants) == SUBMITTED
    assert Counter(a.sector.value for a in drawn.applicants) == SUBMITTED_SECTORS
    assert Counter(a.country.value for a in drawn.remaining) == REMAINING
    assert Counter(a.sector.value for a in drawn.remaining) == REMAINING_SECTORS


def test_18_leave_before_the_reviews_each_refusal_by_one_rule(drawn: Call) -> None:
    assert Counter(a.ending for a in drawn.applicants) == {
        Ending.SELECTED: 25,
        Ending.RESERVE: 10,
        Ending.NOT_SELECTED: 115,
        Ending.WITHDRAWN: 4,
        Ending.INELIGIBLE: 14,
    }
    assert Counter(a.rule for a in drawn.ending(Ending.INELIGIBLE)) == {
        Rule.CANNOT_ATTEND: 5,
        Rule.NOWHERE_TO_PASS_ON: 4,
        Rule.ORGANISERS_STAFF: 2,
        Rule.UNDER_18: 1,
        Rule.DUPLICATE: 2,
    }


def test_codes_run_without_gaps_in_the_order_of_submission_and_the_late_one_is_last(drawn: Call) -> None:
    for country in Country:
        codes = [applicant.code for applicant in drawn.of(country)]
        assert codes == [f"{country.value}-{n:02d}" for n in range(1, len(codes) + 1)]
    assert drawn.of(Country.TM)[-1].code == cast.LATE


def test_a_duplicate_is_the_person_of_an_earlier_application(drawn: Call) -> None:
    seconds = [applicant for applicant in drawn.applicants if applicant.rule is Rule.DUPLICATE]
    for second in seconds:
        first = drawn.by_code(str(second.duplicate_of))
        assert first.person.contact == second.person.contact
        assert first.code < second.code
        assert first.letter != second.letter
    contacts = Counter(applicant.person.contact for applicant in drawn.applicants)
    assert sorted(contacts.values()) == [1] * 164 + [2] * 2


def test_eleven_alumnae_apply_with_the_contact_that_they_had(drawn: Call) -> None:
    contacts = {person.contact: person.country for person in kazakhstan.PARTICIPANTS}
    alumnae = {a.code: contacts[a.person.contact] for a in drawn.applicants if a.person.contact in contacts}
    assert set(alumnae) == set(kazakhstan.ALUMNAE)
    assert len(alumnae) == 11
    assert all(code[:2] == country for code, country in alumnae.items())


def test_two_reviews_by_reviewers_of_her_country_give_exactly_the_score(drawn: Call) -> None:
    for applicant in drawn.remaining:
        first, second = applicant.reviews
        assert first.reviewer != second.reviewer
        scores = [
            60 * r.marks["commitment"] + 25 * r.marks["opportunity"] + 15 * r.marks["need"] for r in (first, second)
        ]
        assert 10 * sum(scores) == 2 * (applicant.score or 0)
        assert all(0 <= mark <= 10 for review in (first, second) for mark in review.marks.values())


def test_300_reviews_are_given_by_twelve_reviewers(drawn: Call) -> None:
    given = Counter(review.reviewer for applicant in drawn.remaining for review in applicant.reviews)
    assert sum(given.values()) == 300
    assert len(given) == 12


def test_no_two_scores_are_equal(drawn: Call) -> None:
    scores = [applicant.score for applicant in drawn.remaining]
    assert len(set(scores)) == 150


def test_the_table_of_the_25_is_as_told(drawn: Call) -> None:
    table = Counter((a.country.value, a.sector) for a in drawn.ending(Ending.SELECTED))
    rows = {country: [table[country, sector] for sector in Sector] for country in SUBMITTED}
    assert rows == {
        "TJ": [3, 1, 2, 2],
        "KZ": [2, 1, 1, 1],
        "KG": [3, 1, 0, 1],
        "GE": [2, 1, 0, 1],
        "TM": [1, 0, 1, 1],
    }
    assert sum(a.score or 0 for a in drawn.ending(Ending.SELECTED)) == 213_525


def test_another_seed_draws_other_people_letters_and_wishes_but_the_same_told_ones() -> None:
    one, other = call(1), call(2)
    told = {role.code for role in (*cast.SELECTED, *cast.RESERVE)}
    for code in told:
        assert one.by_code(code).score == other.by_code(code).score
    drawn = [a.code for a in one.ending(Ending.NOT_SELECTED)]
    assert sum(one.by_code(code).score != other.by_code(code).score for code in drawn) > 100
    assert all(one.by_code(a.code).letter != a.letter for a in other.applicants)
    assert call(1) == call.__wrapped__(1)
