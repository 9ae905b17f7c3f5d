"""A reviewer with her queue: one letter at a time, by keyboard alone."""

from uuid import UUID

import pytest

from tests.integration.registration.home.facts import Training
from tests.integration.registration.home.workbench import FORM, Applicant, Bench
from tests.integration.registration.pages.entering import stranger
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import Typed, Visiting, signed_in

GIVEN: Typed = {"marks/commitment": "8", "marks/need": "6"}


class Reviewing:
    """Three letters that were given to two reviewers; the first of them at her pages."""

    def __init__(self, training: Training, letters: list[Applicant], reviewers: list[UUID], visitor: Visiting) -> None:
        self.training, self.letters, self.reviewers, self.visitor = training, letters, reviewers, visitor

    def page(self, number: int) -> str:
        return f"/applications/{self.letters[number].application}/review"


@pytest.fixture
async def reviewing(bench: Bench) -> Reviewing:
    training = await bench.called()
    letters = [await bench.submitted(training, f"{name}@example.org", letter=f"Letter of {name}") for name in "abc"]
    reviewers = await bench.reviewers()
    for one in letters:
        await bench.coordinator.put(f"{one.path}/reviewers", {"reviewers": [str(each) for each in reviewers]})
    visitor = await signed_in(bench.service, stranger(bench), "reviewer", reviewers[0])
    return Reviewing(training, letters, reviewers, visitor)


async def test_she_reviews_letter_after_letter_until_none_is_left(bench: Bench, reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open("/reviews")
    assert "3 of 3 letters are left" in visitor.words
    await visitor.follow("Review the next letter")
    for name in "abc":
        assert f"Letter of {name}" in visitor.words
        await visitor.press("Save and next", {**GIVEN, "comment": f"To {name}"})
    assert visitor.here == "/registration/reviews"
    assert "You have reviewed all 3 letters" in visitor.words
    own = bench.anyone.staff("reviewer", reviewing.reviewers[0])
    assert await own.get(f"{reviewing.letters[1].path}/review") == {
        "marks": {"commitment": 8, "need": 6},
        "comment": "To b",
    }


async def test_once_reviews_are_closed_a_letter_is_read_and_no_marks_are_asked_for(
    bench: Bench, reviewing: Reviewing
) -> None:
    for one in reviewing.letters:
        for each in reviewing.reviewers:
            await bench.review(one, each)
    await bench.close_reviews(reviewing.training)
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    assert "Letter of a" in visitor.words
    assert "The reviews are closed. Your marks can no longer be given or changed." in visitor.words
    assert visitor.page.select("main form") == []


async def test_that_a_review_was_saved_is_said_on_the_next_page(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    said = []
    for _ in "abc":
        await visitor.press("Save and next", GIVEN)
        said.append(visitor.page.select("main [role=status]")[0].get_text())
    assert said == [f"Your review of letter TJ-0{number} is saved." for number in (1, 2, 3)]
    await visitor.open(reviewing.page(0))
    assert visitor.page.select("main [role=status]") == []


async def test_a_review_that_was_not_given_is_not_said_to_be_saved(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(f"{reviewing.page(0)}?saved={reviewing.letters[1].application}")
    assert visitor.page.select("main [role=status]") == []


async def test_after_the_last_letter_come_those_that_she_passed_over(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    await visitor.follow("Next letter")
    await visitor.follow("Next letter")
    await visitor.press("Save and next", GIVEN)
    assert visitor.here == f"/registration{reviewing.page(0)}"
    await visitor.press("Save and next", GIVEN)
    assert visitor.here == f"/registration{reviewing.page(1)}"
    await visitor.follow("Previous letter")
    assert visitor.here == f"/registration{reviewing.page(0)}"


async def test_the_queue_says_in_words_which_are_given(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(1))
    await visitor.press("Save and next", GIVEN)
    await visitor.open("/reviews")
    rows = [row.get_text(" ", strip=True) for row in visitor.page.select("tbody tr")]
    assert rows == ["TJ-01 left", "TJ-02 given", "TJ-03 left"]
    assert "2 of 3 letters are left" in visitor.words


async def test_a_long_queue_comes_in_pages(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open("/reviews?limit=2")
    assert "3 of 3 letters are left" in visitor.words
    await visitor.follow("Next page")
    assert [cell.get_text(strip=True) for cell in visitor.page.select("tbody th")] == ["TJ-03"]


async def test_her_own_marks_are_shown_again_and_may_be_changed(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    await visitor.press("Save and next", {**GIVEN, "comment": "Knows her district."})
    await visitor.open(reviewing.page(0))
    checked = {one["name"]: one["value"] for one in visitor.page.select("input[checked]")}
    assert checked == GIVEN
    assert visitor.value("comment") == "Knows her district."
    await visitor.press("Save and next", {"marks/need": "0"})
    await visitor.open(reviewing.page(0))
    assert visitor.page.select('input[name="marks/need"][checked]')[0]["value"] == "0"


async def test_a_mark_that_is_missing_is_said_at_its_criterion_and_nothing_is_lost(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    await visitor.press("Save and next", {"marks/need": "6", "comment": "Knows her district."}, status=422)
    assert visitor.error_at("marks/commitment")
    assert not visitor.error_at("marks/need")
    assert visitor.page.select('input[name="marks/need"][checked]')[0]["value"] == "6"
    assert visitor.value("comment") == "Knows her district."


async def test_a_review_that_she_changed_in_another_window_shows_both(bench: Bench, reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    await bench.review(reviewing.letters[0], reviewing.reviewers[0], commitment=3, need=6)
    await visitor.press("Save and next", {**GIVEN, "comment": "Mine."}, status=412)
    assert "Saved meanwhile: 3" in visitor.words
    assert "Saved meanwhile: Knows her district well." in visitor.words
    assert visitor.value("comment") == "Mine."


async def test_criteria_are_said_with_their_weight_and_letters_without_names(reviewing: Reviewing) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    legends = [one.get_text(strip=True) for one in visitor.page.find_all("legend")]
    assert legends == ["Commitment (60% of the points)", "Need (40% of the points)"]
    assert [word for word in (FORM["name"], "a@example.org") if word in str(visitor.page)] == []


async def test_every_opening_of_a_letter_is_noted(reviewing: Reviewing, database: TestDatabase) -> None:
    await reviewing.visitor.open(reviewing.page(0))
    assert [line.who for line in await trail(database, "registration", "letter-read")] == [reviewing.reviewers[0]]


async def test_letters_that_were_not_given_to_her_are_not_shown(bench: Bench, reviewing: Reviewing) -> None:
    stranger_to_them = await bench.person("reviewer", "r3@example.org")
    visitor = await signed_in(bench.service, stranger(bench), "reviewer", stranger_to_them)
    await visitor.open(reviewing.page(0), status=403)
    await visitor.open("/reviews")
    assert "No letters are waiting for you" in visitor.words


async def test_applicants_and_mentors_do_not_review(bench: Bench, reviewing: Reviewing) -> None:
    for role in ("mentor", "coordinator"):
        visitor = await signed_in(bench.service, stranger(bench), role, UUID(int=7))
        await visitor.open(reviewing.page(0), status=403)
    await stranger(bench).open("/reviews", status=401)


async def test_each_criterion_says_what_its_lowest_its_middle_and_its_highest_mark_stand_for(
    reviewing: Reviewing,
) -> None:
    visitor = reviewing.visitor
    await visitor.open(reviewing.page(0))
    said = [" ".join(one.get_text(" ").split()) for one in visitor.page.select(".scale .hint")]
    assert len(set(said)) == len(said) == 2
    assert [[mark for mark in ("0: ", "5: ", "10: ") if mark not in one] for one in said] == [[], []]


async def test_a_reviewer_sees_that_whoever_wrote_will_be_a_child(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called(), birth_date="2011-01-01")
    reviewers = await bench.assigned(applicant)
    visitor = await signed_in(bench.service, stranger(bench), "reviewer", reviewers[0])
    await visitor.open(f"/applications/{applicant.application}/review")
    assert "She will be younger than 18 on the first day." in visitor.words
