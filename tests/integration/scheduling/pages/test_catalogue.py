"""Programmes, organisations and manuals at their pages."""

from tests.integration.scheduling.pages.people import coordinator, staff
from tests.integration.scheduling.workbench import Workbench


async def test_a_programme_and_an_organisation_are_added_and_listed(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/catalogue/programmes")
    await visitor.press("Begin the programme", {"code": "TOT-CA", "title": "Training of Trainers"})
    assert "Training of Trainers TOT-CA" in visitor.words
    await visitor.follow("Organisations")
    await visitor.press("Name the organisation", {"code": "PARASTOR", "name": "Parastor", "country": "TJ"})
    assert "Parastor, Tajikistan" in visitor.words


async def test_a_code_that_is_taken_is_refused_and_stays_typed(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/catalogue/programmes")
    await visitor.press("Begin the programme", {"code": "TOT-CA", "title": "One"})
    await visitor.press("Begin the programme", {"code": "TOT-CA", "title": "Other"}, status=409)
    assert visitor.value("title") == "Other"


async def test_a_manual_is_drafted_with_its_modules_and_published(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/manuals/new")
    about = {"code": "CHOICES", "title": "Leading to Choices", "edition": "1", "language": "ru"}
    first = {"modules/0/code": "LC-1", "modules/0/title": "Listening", "modules/0/minutes": "ninety"}
    second = {"modules/2/code": "LC-2", "modules/2/title": "Side by side", "modules/2/minutes": "90"}
    await visitor.press("Save the draft", {**about, **first, **second, "modules/2/prerequisites": "LC-1"}, status=422)
    assert visitor.error_at("modules/0/minutes")
    await visitor.press("Save the draft", {"modules/0/minutes": "90"})
    assert "LC-2 Side by side 90 LC-1" in visitor.words
    await visitor.press("Publish the manual")
    assert "Published" in visitor.words
    assert len(await bench.said("ManualPublished")) == 1


async def test_rows_that_are_no_rows_are_refused_as_rows_that_are_missing(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    about = {"code": "CHOICES", "title": "Leading to Choices", "edition": "1", "language": "ru"}
    await visitor.open("/manuals/new")
    await visitor.press("Save the draft", {**about, "modules/0": "one", "modules/-": ["two"]}, status=422)
    assert visitor.value("title") == "Leading to Choices"


async def test_fields_in_the_place_of_a_text_are_refused_and_break_nothing(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/trainings/new")
    strange = {"quotas/0/where/x": "TJ", "criteria": "one", "call": "now", "partners/0": "two", "homes/0/x": "TJ"}
    await visitor.press("Save", {"title": "Kept", **strange}, status=422)
    assert visitor.value("title") == "Kept"


async def test_a_facilitator_is_not_shown_the_lists_of_coordinators(bench: Workbench) -> None:
    visitor = await staff(bench, "facilitator")
    await visitor.open("/catalogue/organisations", status=403)
    await visitor.open("/catalogue/nothing", status=404)
