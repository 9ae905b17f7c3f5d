"""A coordinator at the pages of a home: her trainings, the applications, and the people who work for them."""

from uuid import UUID, uuid4

from shared.events.registration import ReviewsClosed
from tests.integration.registration.home.facts import CLOSED
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import visiting


async def noted(database: TestDatabase, action: str) -> list[UUID]:
    return [line.person for line in await trail(database, "registration", action)]


async def test_applications_are_given_to_reviewers_together(bench: Bench) -> None:
    training = await bench.called()
    applicants = [await bench.submitted(training, f"she-{number}@example.org") for number in (1, 2)]
    reviewers = [str(one) for one in await bench.reviewers()]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}/assignments?limit=1")
    await visitor.follow("Next page")
    (behind,) = [str(one["value"]) for one in visitor.page.find_all("input", attrs={"name": "applications/-"})]
    await visitor.press("Give these to them", {"applications/-": [behind], "reviewers/-": reviewers[:1]}, status=422)
    assert visitor.values("applications/-") == [behind]
    await bench.coordinator.put(f"{applicants[0].path}/reviewers", {"reviewers": reviewers})
    await visitor.open(f"/trainings/{training.id}/assignments?limit=1")
    assert [str(one["value"]) for one in visitor.page.find_all("input", attrs={"name": "applications/-"})] == [behind]
    await visitor.open(f"/trainings/{training.id}/assignments")
    chosen = {"applications/-": [one.application for one in applicants]}
    await visitor.press("Give these to them", {**chosen, "reviewers/-": reviewers[:1]}, status=422)
    assert "needs 2 different reviewers" in visitor.words
    await visitor.press("Give these to them", {"reviewers/-": reviewers})
    assert "No application on this page waits for reviewers" in visitor.words
    assert all(one["reviewers"] == reviewers for one in (await bench.listed(training)).values())


async def test_one_application_gets_other_reviewers(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    first = await bench.assigned(applicant)
    third = await bench.person("reviewer", "r3@example.org")
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.follow("Choose her reviewers")
    await visitor.press("Save the reviewers", {"reviewers/-": []}, status=422)
    assert visitor.error_at("reviewers/-")
    await visitor.press("Save the reviewers", {"reviewers/-": [str(first[0]), str(third)]})
    assert visitor.here.endswith("/standing")
    (listed,) = (await bench.listed(training)).values()
    assert listed["reviewers"] == [str(first[0]), str(third)]


async def test_reading_a_letter_is_announced_before_and_noted(bench: Bench, database: TestDatabase) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    assert await noted(database, "letter-read") == []
    assert "I teach in Khorog" not in visitor.words
    await visitor.follow("Read her letter (noted)")
    assert "I teach in Khorog" in visitor.words
    assert len(await noted(database, "letter-read")) == 1
    await visitor.follow("Back to the application")
    await visitor.follow("Read the reviews (noted)")
    assert "Knows her district well." in visitor.words
    await visitor.follow("Back to the application")
    await visitor.follow("Read her form (noted)")
    assert "Gulnora Nazarova" in visitor.words
    await visitor.follow("Back to the application")
    await visitor.follow("Show name and contact (noted)")
    assert "gulnora@example.org" in visitor.words
    assert "Gulnora" not in visitor.title


async def test_reviews_are_closed_once_none_is_missing_and_opened_again(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    reviewers = await bench.assigned(applicant)
    bench.clock.time = CLOSED
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    await visitor.press("Close the reviews", status=409)
    assert "TJ-01 : 0 of 2 reviews" in visitor.words
    for reviewer in reviewers:
        await bench.review(applicant, reviewer)
    await visitor.press("Close the reviews")
    assert "Reviews here Reviews closed" in visitor.words
    await visitor.press("Open the reviews again")
    assert "Reviews here Reviews open" in visitor.words


async def test_while_the_call_is_open_the_page_says_until_when_instead_of_closing_the_reviews(bench: Bench) -> None:
    training = await bench.called()
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    assert "The call is open until 4 February 2017, 04:00 (Asia/Tbilisi)." in visitor.words
    assert visitor.page.find_all("button", string="Close the reviews") == []


async def test_once_reviews_are_closed_her_application_offers_nothing_that_reviews_decide(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    visitor = await coordinator(bench)
    page = f"/applications/{applicant.application}/standing"
    await visitor.open(page)
    assert "Rule out" in visitor.words
    await bench.close_reviews(training)
    for closed, instead in (("", "nobody can begin any more"), ("/assignments", "The reviews are closed")):
        await visitor.open(f"/trainings/{training.id}{closed}")
        assert instead in visitor.words
        assert visitor.page.find_all("button", string=["Make a link", "Give these to them"]) == []
    await visitor.open(page)
    assert "The reviews are closed: reviewers, organisation and rules of the call" in visitor.words
    for gone in ("Rule out", "Save the organisation", "Choose her reviewers"):
        assert gone not in visitor.words
    await visitor.follow("Open the reviews again")
    await visitor.press("Open the reviews again")
    await visitor.open(page)
    assert "Rule out" in visitor.words


async def test_a_closing_that_the_host_has_not_heard_of_is_shown_as_received_and_waited_for(bench: Bench) -> None:
    training = await bench.called(host="tj")
    await bench.shortlisted(training)
    bench.clock.time = CLOSED
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    assert visitor.page.find(id="waits") is None
    await visitor.press("Close the reviews")
    assert "was received and is on its way" in visitor.words
    assert visitor.page.find(id="waits") is not None
    (said,) = await bench.said("ReviewsClosed")
    await bench.hear(ReviewsClosed.model_validate(said.value), region="tj")
    await visitor.open(f"/trainings/{training.id}")
    assert "Draft the selection" in visitor.words
    assert visitor.page.find(id="waits") is None


async def test_an_entry_link_is_shown_once_and_lets_somebody_begin(bench: Bench) -> None:
    training = await bench.called()
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    await visitor.press("Make a link", {"uses": "many"}, status=422)
    assert visitor.error_at("uses")
    assert visitor.value("uses") == "many"
    await visitor.press("Make a link", {"uses": "3"})
    assert "Good while the call is open until 4 February 2017, 04:00 (Asia/Tbilisi)" in visitor.words
    assert "Good until" not in visitor.words
    address = str(visitor.page.find(id="address")["value"])  # type: ignore[index] # it is there
    token = address.rpartition("/enter/")[2]
    begun = await bench.begin(training, by=bench.anyone.link(token))
    assert await begun.state() == "draft"


async def test_what_came_back_of_invitations_is_counted_and_listed(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.close_reviews(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(training.decided(), host.selected(uuid4()))
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    await visitor.follow("Invitations and what came back")
    assert "TJ-01" in visitor.words
    assert "(Asia/Tbilisi)" in visitor.words


async def test_who_works_for_trainings_is_registered_and_read_with_a_note(bench: Bench, database: TestDatabase) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/people")
    assert await noted(database, "name-read") == []
    await visitor.follow("Register somebody")
    typed: dict[str, str | list[str]] = {"kind": "reviewer", "name": "Zulfiya", "contact": "nowhere", "country": "TJ"}
    await visitor.press("Register", {**typed, "languages/-": ["tg", "Russian"]}, status=422)
    assert visitor.error_at("contact")
    assert visitor.error_at("languages/-")
    assert visitor.value("name") == "Zulfiya"
    await visitor.press("Register", {"contact": "z@example.org", "languages/-": ["tg", "ru"], "kind": "reviewer"})
    assert await noted(database, "person-read") == []
    person = visitor.here.rpartition("/")[2]
    await visitor.follow("Show name and contact (noted)")
    assert "Zulfiya" in visitor.words
    assert await noted(database, "person-read") == [UUID(person)]
    await visitor.open("/people?kind=reviewer")
    assert "Zulfiya" in visitor.words
    await visitor.open(f"/people/{person}/letters")
    assert "Nothing was written to her yet" in visitor.words


async def test_whom_a_training_needs_is_chosen_by_name_and_registered_on_the_way(bench: Bench) -> None:
    """Scheduling, which knows no name, leads here and is led back to with an id."""
    known, training = await bench.person("interpreter", "i@example.org"), uuid4()
    visitor = await coordinator(bench)
    await visitor.open(f"/people?kind=interpreter&training={training}")
    at = f"/scheduling/sign-in?next=/trainings/{training}/resources"
    led = [str(one["href"]) for one in visitor.page.select('main a[href^="/scheduling/"]')]
    assert led == [at, f"{at}%3Finterpreters%3D{known}"]
    await visitor.follow("Register somebody")
    typed: dict[str, str | list[str]] = {"name": "Zulfiya", "contact": "nowhere", "country": "TJ"}
    await visitor.press("Register", typed, status=422)
    await visitor.press("Register", {"contact": "z@example.org", "kind": "interpreter"})
    chosen = {one.get_text(): str(one["href"]) for one in visitor.page.select('main a[href*="interpreters"]')}
    assert set(chosen) == {"Choose her Somebody", "Choose her Zulfiya"}


async def test_where_nobody_is_needed_for_a_training_nobody_is_chosen(bench: Bench) -> None:
    await bench.person("reviewer", "r@example.org")
    visitor = await coordinator(bench)
    for page in ("/people?kind=reviewer", f"/people?kind=reviewer&training={uuid4()}"):
        await visitor.open(page)
        assert "Somebody" in visitor.words
        assert "Choose her" not in visitor.words


async def test_an_organisation_is_added_chosen_by_its_name_and_called_otherwise(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.follow("Add an organisation to the list")
    await visitor.press("Add the organisation", {"organisation": "a code", "name": "Parastor"}, status=422)
    assert visitor.error_at("organisation")
    await visitor.press("Add the organisation", {"organisation": "PARASTOR", "country": "TJ"})
    await visitor.press("Add the organisation", {"organisation": "parastor", "name": "Another"}, status=409)
    assert "Another one has this code already: parastor." in visitor.words
    await visitor.follow("Parastor")
    await bench.coordinator.put("/v1/organisations/PARASTOR", {"name": "Parastor of Khujand"})
    await visitor.press("Save", {"name": "Parastor of Dushanbe"}, status=412)
    assert "Saved meanwhile: Parastor of Khujand" in visitor.words
    await visitor.press("Save")
    assert "Parastor of Dushanbe PARASTOR Tajikistan" in visitor.words
    await visitor.open(f"/applications/{applicant.application}/standing")
    choice = visitor.page.find("select", attrs={"name": "organisation"})
    assert choice is not None
    assert choice.get_text(" ", strip=True) == "None of these Parastor of Dushanbe (PARASTOR)"


async def test_however_long_the_list_is_all_of_it_can_be_chosen(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    async with bench.service.database.transaction() as tx:
        await tx.execute("insert into organisation (code, name) select n::text, n::text from generate_series(1, 501) n")
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    choice = visitor.page.find("select", attrs={"name": "organisation"})
    assert choice is not None
    assert len(choice.find_all("option")) == 502


async def test_a_suspended_training_says_so_and_a_cancelled_one_too(bench: Bench) -> None:
    training, other = await bench.called(), await bench.called()
    await bench.hear(training.suspended(), other.cancelled())
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}", status=423)
    assert "This training, or all of the region, is suspended" in visitor.words
    await visitor.open(f"/trainings/{other.id}")
    assert "This training is cancelled." in visitor.words
    assert "Nothing waits for a decision now" in visitor.words


async def test_nobody_else_sees_coordinators_pages(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    mentor = await coordinator(bench, "mentor")
    led = await mentor.http.get("/registration/")
    assert (led.status_code, led.headers["location"]) == (303, "/followup/sign-in?next=/people")
    for path in (
        f"/trainings/{training.id}",
        f"/trainings/{training.id}/applications",
        f"/trainings/{training.id}/assignments",
        f"/applications/{applicant.application}/standing",
        f"/applications/{applicant.application}/standing/letter",
        "/people?kind=reviewer",
        f"/people/{uuid4()}",
        "/organisations",
        "/organisations/PARASTOR",
    ):
        await mentor.open(path, status=403)
    stranger = visiting(bench.anyone.http._transport, "registration")
    await stranger.open(f"/applications/{applicant.application}/standing", status=401)


async def test_whoever_came_by_a_link_is_led_from_the_first_page_to_what_is_hers(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = visiting(bench.anyone.http._transport, "registration")
    await visitor.open(f"/enter/{bench.office.token(applicant.contact, 'Your application')}")
    await visitor.press("Continue")
    await visitor.open("/")
    assert visitor.here == f"/registration/applications/{applicant.application}"
