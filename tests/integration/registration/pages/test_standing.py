"""A coordinator rules on one application: each ruling is made from what she sees."""

from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator
from tests.support.visiting import Typed


async def test_ruling_out_names_its_rule_and_can_be_taken_back(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.press("Rule out", status=422)
    assert visitor.error_at("rule")
    await visitor.press("Rule out", {"rule": "cannot_attend"})
    assert "Ruled out by Cannot attend on these days" in visitor.words
    await visitor.press("Take the ruling out back")
    assert "State All reviews in" in visitor.words


async def test_a_ruling_from_an_older_page_shows_how_she_was_ruled_out_meanwhile(bench: Bench) -> None:
    applicant = await bench.shortlisted(await bench.called())
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "cannot_attend"})
    await visitor.press("Rule out", {"rule": "duplicate"}, status=412)
    assert "Ruled out by Cannot attend on these days" in visitor.words
    assert visitor.page.find(role="alert") is not None
    await visitor.press("Take the ruling out back")
    assert "State All reviews in" in visitor.words


async def test_a_ruling_is_not_taken_back_unseen_once_it_is_another(bench: Bench) -> None:
    applicant = await bench.shortlisted(await bench.called())
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "cannot_attend"})
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "duplicate"})
    await visitor.press("Take the ruling out back", status=412)
    assert "State Ruled out" in visitor.words
    assert "Ruled out by Cannot attend" not in visitor.words
    await visitor.press("Take the ruling out back")
    assert "State All reviews in" in visitor.words


async def test_an_organisation_is_named_and_what_was_saved_meanwhile_is_shown(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    await bench.organisation("PARASTOR", "Parastor")
    await bench.organisation("SHARK")
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await bench.coordinator.put(f"{applicant.path}/organisation", {"organisation": "SHARK"})
    await visitor.press("Save the organisation", {"organisation": "PARASTOR"}, status=412)
    assert "Saved meanwhile: SHARK" in visitor.words
    assert visitor.value("organisation") == "PARASTOR"
    await visitor.press("Save the organisation")
    assert "Organisation Parastor (PARASTOR)" in visitor.words
    await visitor.press("Save the organisation", {"organisation": ""})
    assert "Organisation not named" in visitor.words


async def test_a_code_that_is_not_on_the_list_is_refused_at_its_field(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.press("Save the organisation", {"organisation": "PARASTR"}, status=422)
    assert "PARASTR" in visitor.error_at("organisation")


async def test_a_code_that_is_not_on_the_list_is_refused_in_her_language(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await coordinator(bench)
    visitor.http.headers["Accept-Language"] = "ru"
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.press("Сохранить организацию", {"organisation": "PARASTR"}, status=422)
    assert "PARASTR" in visitor.error_at("organisation")
    assert "list" not in visitor.words


async def test_that_there_are_too_few_reviewers_stands_at_their_field(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    one, _ = await bench.reviewers()
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing/reviewers")
    await visitor.press("Save the reviewers", {"reviewers/-": [str(one)]}, status=422)
    assert visitor.error_at("reviewers/-") == "Error: An application needs 2 different reviewers."
    await visitor.open(f"/trainings/{training.id}/assignments")
    chosen: Typed = {"applications/-": [str(applicant.application)], "reviewers/-": [str(one)]}
    await visitor.press("Give these to them", chosen, status=422)
    assert visitor.error_at("reviewers/-") == "Error: An application needs 2 different reviewers."
    assert visitor.values("applications/-") == [str(applicant.application)]


async def test_all_that_stand_on_a_page_are_given_to_reviewers_by_one_button(bench: Bench) -> None:
    training = await bench.called()
    for number in range(3):
        await bench.submitted(training, f"she-{number}@example.org")
    chosen: Typed = {"reviewers/-": [str(one) for one in await bench.reviewers()]}
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}/assignments?limit=2")
    await visitor.press("Give all 2 on this page to them", {"reviewers/-": []}, status=422)
    assert visitor.error_at("reviewers/-")
    await visitor.open(f"/trainings/{training.id}/assignments?limit=2")
    await visitor.press("Give all 2 on this page to them", chosen)
    listed = await bench.listed(training)
    assert {code: len(one["reviewers"]) for code, one in listed.items()} == {"TJ-01": 2, "TJ-02": 2, "TJ-03": 0}


async def test_withdrawing_for_somebody_needs_a_reason(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    await visitor.press("Withdraw her application for good", status=422)
    assert visitor.error_at("reason")
    await visitor.press("Withdraw her application for good", {"reason": "care_duty"})
    assert await applicant.state() == "withdrawn"


async def test_whoever_will_be_a_child_is_plainly_shown_so_and_that_ground_stands_first(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training, birth_date="2011-01-01")
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}/applications")
    assert "Younger than 18" in visitor.words
    await visitor.open(f"/applications/{applicant.application}/standing")
    assert "She will be younger than 18 on the first day." in visitor.words
    assert [box["value"] for box in visitor.page.select("input[name=rule]")][:2] == ["under_18", "cannot_attend"]
    await visitor.press("Rule out", {"rule": "under_18"})
    assert "Ruled out by Younger than 18" in visitor.words


async def test_of_a_grown_up_nothing_is_said_of_eighteen_but_among_the_rules(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called(), birth_date="1999-05-15")
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    assert "She will be younger than 18" not in visitor.words
    assert [box["value"] for box in visitor.page.select("input[name=rule]")][:1] == ["cannot_attend"]
