"""From a contact to a submitted application: drafts, links, forms, codes, withdrawals."""

from uuid import UUID, uuid4

import pytest

from shared.events.registration import NotSelectedReason, ReleaseCause, Via
from shared.events.scheduling import Outcome
from tests.integration.registration.home.facts import BEFORE, CLOSED, ENROLMENT, OPENED, Training
from tests.integration.registration.home.workbench import FORM, Applicant, Bench

CONTACT = "gulnora@example.org"


async def test_a_draft_is_entered_by_the_link_that_is_mailed_to_her(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    assert bench.office.links(CONTACT)["Your application"][0][0] == "https://registration.example.org"
    assert (await applicant.link.get(applicant.path))["state"] == "draft"


async def test_a_link_opens_no_other_application(bench: Bench) -> None:
    training = await bench.called()
    applicant, other = await bench.begin(training), await bench.begin(training, "other@example.org")
    assert await applicant.link.refused("GET", other.path) == "not-allowed"


async def test_nobody_else_reads_what_she_typed(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in()
    assert await bench.anyone.refused("GET", f"{applicant.path}/form") == "credentials-missing"
    reviewer = bench.anyone.staff("reviewer", uuid4())
    assert await reviewer.refused("GET", f"{applicant.path}/form") == "not-allowed"


async def test_the_form_is_kept_as_far_as_it_is_filled_in(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.link.put(f"{applicant.path}/form", {"name": FORM["name"]})
    assert await applicant.link.refused("POST", f"{applicant.path}/submission") == "form-incomplete"
    assert (await applicant.link.get(f"{applicant.path}/form"))["name"] == FORM["name"]


async def test_submission_gives_a_code_and_says_no_name(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    second = await bench.begin(training, "second@example.org")
    await second.fill_in()
    assert (await second.submit())["code"] == "TJ-02"
    (first, other) = await bench.said("ApplicationSubmitted")
    assert (first.value["code"], other.value["code"], first.topic) == ("TJ-01", "TJ-02", "unsent.tj.registration")
    assert not [word for word in (FORM["name"], CONTACT) if word in str(first.value)]


async def test_what_was_submitted_is_not_changed(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    assert await applicant.link.refused("PUT", f"{applicant.path}/form", FORM) == "not-in-this-state"
    assert await applicant.link.refused("POST", f"{applicant.path}/submission") == "not-in-this-state"


async def test_a_training_that_is_not_known_takes_no_applications(bench: Bench) -> None:
    body = {"contact": CONTACT, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{Training().path}/applications", body) == "not-known-here"


async def test_the_call_is_open_from_its_first_moment_to_its_last(bench: Bench) -> None:
    training = await bench.called()
    body, path = {"contact": CONTACT, "language": "tg"}, f"{training.path}/applications"
    bench.clock.time = BEFORE
    assert await bench.anyone.refused("POST", path, body) == "call-not-open-yet"
    bench.clock.time = OPENED
    applicant = await bench.begin(training)
    await applicant.fill_in()
    bench.clock.time = CLOSED
    assert await bench.anyone.refused("POST", path, body) == "call-closed"
    assert await applicant.link.refused("POST", f"{applicant.path}/submission") == "call-closed"


async def test_a_home_that_is_not_served_takes_no_applications(bench: Bench) -> None:
    training = await bench.called(homes=("ge",))
    body = {"contact": CONTACT, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{training.path}/applications", body) == "home-not-served"


async def test_whether_a_discreet_call_exists_is_told_to_those_with_its_link_alone(bench: Bench) -> None:
    training = await bench.called(sensitivity="discreet")
    body = {"contact": CONTACT, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{training.path}/applications", body) == "not-known-here"
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    assert entry["purpose"] == "call"
    await bench.begin(training, by=bench.anyone.link(entry["token"]))
    by_link = bench.anyone.link(entry["token"])
    assert await by_link.refused("POST", f"{training.path}/applications", body) == "link-expired"


async def test_what_was_answered_to_the_last_use_of_a_link_is_told_again(bench: Bench) -> None:
    training = await bench.called(sensitivity="discreet")
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    http = bench.anyone.link(entry["token"]).http
    http.headers["Idempotency-Key"] = uuid4().hex
    body = {"contact": CONTACT, "language": "tg"}
    first = await http.post(f"{training.path}/applications", json=body)
    again = await http.post(f"{training.path}/applications", json=body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content


async def test_an_entry_link_opens_no_other_training(bench: Bench) -> None:
    one, other = await bench.called(sensitivity="discreet"), await bench.called(sensitivity="discreet")
    entry = await bench.coordinator.post(f"{one.path}/entry-links", {"uses": 5})
    body = {"contact": CONTACT, "language": "tg"}
    by_link = bench.anyone.link(entry["token"])
    assert await by_link.refused("POST", f"{other.path}/applications", body) == "not-known-here"


async def test_the_same_contact_is_the_same_person_and_her_second_application_is_flagged(bench: Bench) -> None:
    training = await bench.called()
    first = await bench.submitted(training, "Gulnora@Example.org")
    second = await bench.submitted(training, "gulnora@example.org")
    listed = await bench.listed(training)
    assert listed["TJ-01"]["participant"] == listed["TJ-02"]["participant"]
    assert listed["TJ-02"]["duplicate_of"] == first.application
    ruled_out = await bench.coordinator.post(f"{second.path}/ineligibility", {"rule": "duplicate"})
    assert ruled_out["state"] == "ineligible"


async def test_in_enrolment_name_and_country_are_enough_and_twice_is_refused(bench: Bench) -> None:
    training = await bench.called(**ENROLMENT)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 5})
    assert entry["purpose"] == "enrolment"
    door = bench.anyone.link(entry["token"])
    enrolled = await bench.begin(training, by=door)
    await enrolled.link.put(f"{enrolled.path}/form", {"name": "Zarina", "country": "TJ"})
    assert (await enrolled.submit())["code"] == "E-01"
    again = await bench.begin(training, by=door)
    await again.link.put(f"{again.path}/form", {"name": "Zarina", "country": "TJ"})
    assert await again.link.refused("POST", f"{again.path}/submission") == "already-enrolled"


async def enrolled(bench: Bench, training: Training) -> Applicant:
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    applicant = await bench.begin(training, by=bench.anyone.link(entry["token"]))
    await applicant.link.put(f"{applicant.path}/form", {"name": "Zarina", "country": "TJ"})
    return applicant


@pytest.mark.parametrize("lost", [False, True])
async def test_who_was_told_full_or_lost_her_place_enrols_again(bench: Bench, lost: bool) -> None:
    training = await bench.called(**ENROLMENT)
    first = await enrolled(bench, training)
    await first.submit()
    host = await bench.as_told(training, first)
    if lost:
        await bench.hear(host.confirmed(via=Via.ENROLMENT), host.released(None, ReleaseCause.BY_HOST))
    else:
        await bench.hear(host.not_selected(NotSelectedReason.FULL))
    again = await enrolled(bench, training)
    assert (await again.submit())["state"] == "submitted"


async def test_a_birth_date_that_cannot_be_is_refused_in_words(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    body = {**FORM, "birth_date": "9999-12-31"}
    refused = await applicant.link.put(f"{applicant.path}/form", body, status=422)
    assert refused["code"] == "birth-date-not-possible"
    assert "9999" not in str(refused)
    assert (await applicant.link.get(f"{applicant.path}/form"))["birth_date"] is None


async def test_whoever_attended_before_is_recognised(bench: Bench) -> None:
    earlier = await bench.called()
    applicant = await bench.submitted(earlier)
    told = await bench.as_told(earlier, applicant)
    await bench.hear(told.attended(Outcome.PARTLY))
    now = await bench.called()
    await bench.submitted(now)
    await bench.submitted(now, "new@example.org")
    assert [one["alumna"] for one in (await bench.listed(now)).values()] == [True, False]


async def test_attending_another_programme_makes_no_alumna(bench: Bench) -> None:
    earlier = await bench.called(programme=UUID(int=77))
    told = await bench.as_told(earlier, await bench.submitted(earlier))
    await bench.hear(told.attended())
    now = await bench.called()
    await bench.submitted(now)
    assert (await bench.listed(now))["TJ-01"]["alumna"] is False


async def test_she_withdraws_with_a_reason_once(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    path = f"{applicant.path}/withdrawal"
    assert (await applicant.link.post(path, {"reason": "care_duty"}))["state"] == "withdrawn"
    assert await applicant.link.refused("POST", path, {"reason": "personal"}) == "not-in-this-state"
    assert [fact.value["reason"] for fact in await bench.said("ApplicationWithdrawn")] == ["care_duty"]


async def test_that_she_was_erased_is_nothing_that_anybody_asks_for(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    asked = await applicant.link.refused("POST", f"{applicant.path}/withdrawal", {"reason": "erased"})
    assert asked == "invalid-request"


@pytest.mark.parametrize(
    "contact", ["two@x.org, b@y.org", "a@b\r\nBcc: c@d", "nobody", "a@", "<a@b.org>", "=?utf-8?q?a?=@x"]
)
async def test_a_contact_is_one_address(bench: Bench, contact: str) -> None:
    training = await bench.called()
    body = {"contact": contact, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{training.path}/applications", body) == "invalid-request"


async def test_the_funnel_counts_from_drafts_to_those_who_remain(bench: Bench) -> None:
    training = await bench.called()
    await bench.begin(training, "draft@example.org")
    withdrawn = await bench.submitted(training, "a@example.org", country="GE")
    await withdrawn.link.post(f"{withdrawn.path}/withdrawal", {"reason": "personal"})
    ruled_out = await bench.submitted(training, "b@example.org", sector="media")
    await bench.coordinator.post(f"{ruled_out.path}/ineligibility", {"rule": "cannot_attend"})
    await bench.shortlisted(training, "c@example.org")
    assert await bench.coordinator.get(f"{training.path}/funnel") == {
        "drafts": 4,
        "submitted": 3,
        "withdrawn": 1,
        "ineligible": 1,
        "by_rule": {"cannot_attend": 1},
        "remaining": 1,
        "by_country": {"GE": 1, "TJ": 2},
        "by_sector": {"NGO": 2, "media": 1},
        "remaining_by_country": {"TJ": 1},
        "remaining_by_sector": {"NGO": 1},
        "alumnae": 0,
        "reviews": 2,
        "attended": 0,
        "plans": 0,
        "plans_ended": 0,
        "plans_approved": 0,
        "plans_reported": 0,
        "plans_verified": 0,
        "plans_whole": True,
    }
