"""What a training of this home waits for, as its page tells a coordinator and an auditor."""

from datetime import timedelta
from uuid import uuid4

from bs4 import Tag

from shared.events.scheduling import Admission
from tests.integration.registration.home.facts import ENROLMENT, Applied
from tests.integration.registration.home.plans import DUE, Plan
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator


async def test_a_training_shows_what_it_waits_for_and_leads_there(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    await bench.reviewers()
    visitor = await coordinator(bench)
    await visitor.open("/")
    assert "Applications need reviewers (1)" in visitor.words
    await visitor.follow("A training: 15 May 2017 – 18 May 2017")
    assert "Sent in 1" in visitor.words
    assert "Tajikistan 1 1" in visitor.words
    assert "15 May 2017, 00:00 (Asia/Tbilisi)" in visitor.words
    assert "Non-governmental organisation or initiative 1 1" in visitor.words
    assert "Takes applications Tajikistan" in visitor.words
    await visitor.follow("Applications need reviewers")
    assert "TJ-01" in visitor.words


async def test_a_training_that_was_held_shows_how_far_its_plans_are_and_leads_to_where_they_are_decided(
    bench: Bench,
) -> None:
    training = await bench.called()
    read, approved = [Plan(Applied(uuid4(), uuid4(), training.id)) for _ in range(2)]
    await bench.hear(training.completed(), read.planned(), read.mentored(), approved.planned(), approved.approved())
    visitor = await coordinator(bench)
    await visitor.open("/")
    assert "Plans wait for approval (1)" in visitor.words
    await visitor.follow("A training: 15 May 2017 – 18 May 2017")
    assert "Plans wait for approval 1 The mentors 18 May 2017, 17:00 (Asia/Tbilisi) not known" in visitor.words
    assert "Plans 2 Withdrawn, lapsed or cancelled 0 Plans approved 1" in visitor.words
    wall = visitor.page.find("a", string="Plans wait for approval")
    drafts = visitor.page.find("a", string="Approved plans: announce their trainings")
    assert isinstance(wall, Tag)
    assert isinstance(drafts, Tag)
    assert wall["href"] == f"/followup/sign-in?next=/trainings/{training.id}"
    assert drafts["href"] == "/scheduling/sign-in?next=/?state=draft"


async def test_what_is_past_its_day_is_marked_as_overdue_and_what_is_not_says_until_when(bench: Bench) -> None:
    training = await bench.called()
    her, another = [Applied(uuid4(), uuid4(), training.id) for _ in range(2)]
    await bench.hear(training.completed(), her.attended(plan_due=DUE))
    paths = ("/", f"/trainings/{training.id}")
    bench.clock.time = DUE - timedelta(hours=1)
    visitor = await coordinator(bench)
    for path in paths:
        await visitor.open(path)
        assert "until 1 June 2017, 23:00 (Asia/Tbilisi)" in visitor.words
        assert visitor.page.select(".tag.bad") == []
    bench.clock.time = DUE + timedelta(days=1)
    visitor = await coordinator(bench)
    for path in paths:
        await visitor.open(path)
        (marked,) = visitor.page.select(".tag.bad")
        assert marked.get_text() == "overdue since 1 June 2017, 23:00 (Asia/Tbilisi)"
    await bench.hear(another.attended(plan_due=DUE))
    await visitor.open(paths[0])
    assert "the first of them overdue since 1 June 2017, 23:00 (Asia/Tbilisi)" in visitor.words


async def test_what_has_to_be_done_before_a_training_begins_does_not_read_as_a_day_of_its_own(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training)
    visitor = await coordinator(bench)
    for path in ("/", f"/trainings/{training.id}"):
        await visitor.open(path)
        assert "before the training begins: 15 May 2017, 00:00 (Asia/Tbilisi)" in visitor.words


async def test_how_people_enter_is_said_in_a_sentence(bench: Bench) -> None:
    training = await bench.called(**{**ENROLMENT, "admission": Admission.NONE})
    visitor = await coordinator(bench)
    await visitor.open("/")
    assert "Nobody enters by herself" in visitor.words
    assert "People enter" not in visitor.words
    await visitor.open(f"/trainings/{training.id}")
    assert "How people enter Nobody enters by herself" in visitor.words


async def test_an_auditor_is_told_that_what_plans_wait_for_is_not_shown_to_her_and_not_that_nothing_waits(
    bench: Bench,
) -> None:
    training = await bench.called()
    plan = Plan(Applied(uuid4(), uuid4(), training.id))
    await bench.hear(training.completed(), plan.planned(), plan.mentored())
    auditor = await coordinator(bench, "auditor")
    for path in ("/", f"/trainings/{training.id}"):
        await auditor.open(path)
        assert "What plans and reports wait for is shown to coordinators alone." in auditor.words
        assert "Nothing" not in auditor.words.replace("Nothing is waited for of applications and places now.", "")
    ledger = auditor.page.find("a", string="The ledger says how far they are")
    assert isinstance(ledger, Tag)
    assert ledger["href"] == f"/followup/sign-in?next=/trainings/{training.id}/ledger"
    other = await coordinator(bench)
    await other.open("/")
    assert "shown to coordinators alone" not in other.words


async def test_where_somebody_attended_before_plans_were_copied_the_page_says_so_and_shows_no_numbers(
    bench: Bench,
) -> None:
    training = await bench.called()
    host = await bench.as_told(training, await bench.submitted(training))
    await bench.hear(training.completed(), host.attended())
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training.id}")
    assert "Plans 0 Withdrawn, lapsed or cancelled 0" in visitor.words
    assert "before this version" not in visitor.words
    async with bench.service.database.transaction() as tx:
        await tx.execute("update expected_plan set since = null")
    await visitor.open(f"/trainings/{training.id}")
    assert "People who attended 1" in visitor.words
    assert "Withdrawn, lapsed or cancelled" not in visitor.words
    assert "Plans heard of before this version are not counted on this page." in visitor.words
    wall = visitor.page.find("a", string="The wall has all")
    assert isinstance(wall, Tag)
    assert wall["href"] == f"/followup/sign-in?next=/trainings/{training.id}"
    assert (await bench.coordinator.get(f"{training.path}/funnel"))["plans_whole"] is False
