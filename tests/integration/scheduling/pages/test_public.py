"""What anyone reads at pages, and what nobody does."""

from datetime import UTC, datetime

from tests.integration.scheduling.held import taught
from tests.integration.scheduling.pages.people import anyone
from tests.integration.scheduling.workbench import ENROLMENT, Json, Workbench

AFTER_EMBARGO = datetime(2017, 6, 1, tzinfo=UTC)
OPEN: Json = {"sensitivity": "open", "publish_not_before": None}
DURING_CALL, BEFORE_CALL = datetime(2017, 1, 20, tzinfo=UTC), datetime(2017, 1, 1, tzinfo=UTC)


async def test_after_its_embargo_anyone_reads_what_when_and_where_with_the_agenda(bench: Workbench) -> None:
    await taught(bench)
    bench.clock.time = AFTER_EMBARGO
    visitor = anyone(bench)
    await visitor.open("/public")
    await visitor.follow("Training of Trainers, Dushanbe 2017")
    assert "15 May 2017 – 18 May 2017" in visitor.words
    assert "All times are on the clock of Asia/Dushanbe." in visitor.words
    assert "15 May 2017 09:00–10:00 Session S-01" in visitor.words


async def test_whoever_looks_for_a_training_to_apply_for_finds_the_newest_first_and_no_voices_of_it_yet(
    bench: Workbench,
) -> None:
    await bench.announced(**OPEN)
    await bench.announced(**OPEN, title="The next one", starts_on="2018-05-15", ends_on="2018-05-18")
    visitor = anyone(bench)
    await visitor.open("/public")
    first, *_ = visitor.page.select("ul.sessions a")
    assert first.get_text() == "The next one"
    await visitor.follow("The next one")
    assert "Voices and pictures" not in visitor.words


async def test_what_somebody_wrote_is_read_out_in_no_language_that_it_may_not_be_in(bench: Workbench) -> None:
    """A coordinator wrote it once; whoever listens to the page has chosen another."""
    await taught(bench)
    bench.clock.time = AFTER_EMBARGO
    visitor = anyone(bench)
    visitor.http.headers["Accept-Language"] = "tg"
    await visitor.open("/public")
    titles = [one for one in visitor.page.select("main a") if one.get_text() == "Training of Trainers, Dushanbe 2017"]
    assert [one.get("lang") for one in titles] == [""]
    await visitor.open(str(titles[0]["href"]))
    unknown = [one.get_text() for one in visitor.page.select('main [lang=""]')]
    assert unknown == ["Training of Trainers, Dushanbe 2017", "Dushanbe", "Session S-01", "Session S-02"]


async def test_a_list_of_visited_pages_does_not_tell_which_training_was_read_of(bench: Workbench) -> None:
    one = await taught(bench)
    bench.clock.time = AFTER_EMBARGO
    visitor = await anyone(bench).open(f"/public/trainings/{one.training}")
    assert "Training of Trainers, Dushanbe 2017" in visitor.words
    assert visitor.title == "A training – Programme"


async def test_before_its_embargo_nobody_reads_of_it(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = anyone(bench)
    await visitor.open("/public")
    assert "Dushanbe" not in visitor.words
    await visitor.open(f"/public/trainings/{one.training}", status=404)


async def test_a_closed_training_is_never_read_of(bench: Workbench) -> None:
    training = (await bench.announced(ENROLMENT, sensitivity="closed"))["training"]
    bench.clock.time = AFTER_EMBARGO
    await anyone(bench).open(f"/public/trainings/{training}", status=404)


async def test_so_few_people_that_each_could_be_meant_are_no_figure(bench: Workbench) -> None:
    one = await taught(bench)
    await one.record_all()
    await one.complete()
    bench.clock.time = AFTER_EMBARGO
    visitor = await anyone(bench).open(f"/public/trainings/{one.training}")
    assert "People who attended" not in visitor.words


async def test_while_a_call_is_open_its_page_says_until_when_and_leads_to_where_an_applicant_begins(
    bench: Workbench,
) -> None:
    bench.clock.time = DURING_CALL
    training = (await bench.announced(**OPEN))["training"]
    visitor = anyone(bench)
    await visitor.open("/public")
    assert "Anyone may apply now" in visitor.words
    await visitor.follow("Training of Trainers, Dushanbe 2017")
    assert "Anyone may apply before 3 February 2017, 24:00 (Asia/Dushanbe)." in visitor.words
    assert visitor.page.select(f'main a[href="/registration/trainings/{training}/apply"]')


async def test_before_a_call_opens_its_page_says_from_when_on_and_leads_nowhere(bench: Workbench) -> None:
    bench.clock.time = BEFORE_CALL
    training = (await bench.announced(**OPEN))["training"]
    visitor = await anyone(bench).open(f"/public/trainings/{training}")
    assert "Anyone may apply from 9 January 2017, 00:00 (Asia/Dushanbe) on" in visitor.words
    assert "Apply for this training" not in visitor.words
    assert "Anyone may apply now" not in (await visitor.open("/public")).words
