"""Feedback, testimonials and pictures at their pages."""

from uuid import UUID

from followup.domain.pictures import drawn_anew
from shared.events.registration import ConsentPurpose
from shared.events.scheduling import Outcome, ParticipantAttended
from tests.integration.followup.facts import FACILITATOR, Person, Told, consent
from tests.integration.followup.pages.entering import coordinator, entered, planner, somebody
from tests.integration.followup.workbench import Workbench
from tests.support.pictures import taken
from tests.support.visiting import Typed, Visiting, fields_of, signed_in

JPEG = taken("JPEG")
TYPED: Typed = {"most_impactful": "peacebuilding", "useful/-": ["leadership"], "text": "More breaks."}


async def add_picture(
    visitor: Visiting, shown: list[Person], content: bytes, status: int = 200, typed: Typed | None = None
) -> Visiting:
    (button,) = [one for one in visitor.page.find_all("button") if "Add the picture" in one.get_text()]
    form = button.find_parent("form")
    assert form is not None
    filled = {"caption": "The last day", "shown/-": [str(person.participant) for person in shown], **(typed or {})}
    response = await visitor.http.post(
        str(form["action"]),
        data={**fields_of(form), **filled},
        files={"file": ("somebody.jpg", content, "image/jpeg")},
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return visitor._at(response, status)


async def test_feedback_is_given_once(bench: Workbench, told: Told) -> None:
    visitor = await entered(bench, told.people[0].feedback)
    assert "Nobody is shown who wrote what" in visitor.words
    await visitor.press("Send the feedback", TYPED)
    assert "Thank you" in visitor.words
    assert "The link to your plan stands in the same letter." in visitor.words
    await visitor.open(visitor.here)
    assert not visitor.page.select("main form")


async def test_where_no_session_names_a_topic_feedback_chooses_from_all_that_manuals_name(bench: Workbench) -> None:
    told = Told()
    agenda = told.agenda()
    untold = [one.model_copy(update={"topics": ()}) for one in agenda.sessions]
    facts = [fact for fact in told.facts() if fact != agenda]
    await bench.hear(*facts, agenda.model_copy(update={"sessions": tuple(untold)}))
    visitor = await entered(bench, told.people[0].feedback)
    await visitor.press("Send the feedback", TYPED)
    assert "Thank you" in visitor.words


async def test_feedback_waits_for_the_agenda_and_offers_nothing_else_meanwhile(bench: Workbench) -> None:
    told = Told()
    late = {"AgendaPublished", "TrainingCompleted"}
    await bench.hear(*[fact for fact in told.facts() if type(fact).__name__ not in late])
    visitor = await entered(bench, told.people[0].feedback)
    assert visitor.page.select("main form") == []
    await bench.hear(*[fact for fact in told.facts() if type(fact).__name__ in late])
    await visitor.follow("Look again")
    await visitor.press("Send the feedback", TYPED)


async def test_feedback_without_what_moved_her_most_is_asked_again_and_nothing_is_lost(
    bench: Workbench, told: Told
) -> None:
    visitor = await entered(bench, told.people[0].feedback)
    await visitor.press("Send the feedback", {"text": "More breaks."}, status=422)
    assert visitor.error_at("most_impactful")
    assert visitor.value("text") == "More breaks."


async def test_results_are_shown_from_five_answers_on_and_never_whose_they_are(bench: Workbench, told: Told) -> None:
    path = f"/trainings/{told.training}/feedback/results"
    visitor = await coordinator(bench)
    for number, person in enumerate(told.people[:5]):
        await visitor.open(path)
        assert f"{number} answer" in visitor.words
        assert "fewer could be told apart" in visitor.words
        await bench.anyone.link(person.feedback).post(
            f"/v1/trainings/{told.training}/feedback", {"most_impactful": "peacebuilding", "text": "Canary feedback"}
        )
    await visitor.open(path)
    assert "Peacebuilding 5" in visitor.words
    assert {one.get("aria-label") for one in visitor.page.find_all("meter")} == {"Peacebuilding"}
    assert "Canary" not in visitor.words
    taught = await signed_in(bench.service, somebody(bench), "facilitator", FACILITATOR)
    assert "Canary feedback" in (await taught.open(path)).words


async def test_her_testimonial_says_what_is_still_missing_before_anybody_reads_it(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    visitor = await planner(bench, her)
    await visitor.follow("Write a testimonial")
    await visitor.press("Send the testimonial", {"text": ""}, status=422)
    assert visitor.error_at("text")
    await visitor.press("Send the testimonial", {"text": "I speak in my own words."})

    assert "I speak in my own words." in visitor.words
    assert "nobody outside the programme" in visitor.words
    assert "has not released it" in visitor.words


async def test_she_changes_her_testimonial_and_anybody_reads_the_new_words_once_they_are_released(
    bench: Workbench, told: Told
) -> None:
    her, staff, anybody = await planner(bench, told.people[0]), await coordinator(bench), somebody(bench)
    page, items = f"/trainings/{told.training}/testimonials", f"/trainings/{told.training}/items"
    await bench.hear(consent(told.people[0], None, 3, given=True, purpose=ConsentPurpose.VOICE))
    await her.open(page)
    await her.press("Send the testimonial", {"text": "I speak."})
    await (await staff.open(items)).press("Release it")
    await her.open(page)
    await her.follow("Change it")
    assert her.value("text") == "I speak."
    assert "shown to nobody until it is released again" in her.words
    await her.press("Save the change", {"text": "I speak in my own words."})

    assert her.here == f"/followup{page}"
    assert "has not released it" in her.words
    assert "I speak" not in (await anybody.open(f"/public/trainings/{told.training}")).words
    await (await staff.open(items)).press("Release it")
    assert "I speak in my own words." in (await anybody.open(f"/public/trainings/{told.training}")).words


async def test_a_coordinator_releases_what_she_read_and_nothing_that_was_written_meanwhile(
    bench: Workbench, told: Told
) -> None:
    her, path = bench.planner(told.people[0]), f"/v1/trainings/{told.training}/testimonials"
    item = (await her.post(path, {"text": "I speak."}))["item"]
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/items")
    await her.put(f"/v1/items/{item}", {"text": "I speak in my own words."})
    await staff.press("Release it", status=412)
    assert "I speak in my own words." in staff.words
    assert (await her.get(f"/v1/items/{item}"))["state"] == "written"

    await staff.press("Release it")
    assert (await her.get(f"/v1/items/{item}"))["state"] == "released"


async def test_she_deletes_her_testimonial_also_by_pressing_twice(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.open(f"/trainings/{told.training}/testimonials")
    await visitor.press("Send the testimonial", {"text": "I speak in my own words."})
    before = visitor.page
    for _ in range(2):
        visitor.page = before
        await visitor.press("Delete my words for good")
        assert "I speak" not in visitor.words


async def test_words_by_which_somebody_could_be_found_are_asked_about_at_their_field(
    bench: Workbench, told: Told
) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.open(f"/trainings/{told.training}/testimonials")
    typed: Typed = {"text": "Write to zarina@example.org, улица Айни, 14"}
    await visitor.press("Send the testimonial", typed, status=422)
    assert "Somebody could be found by this." in visitor.error_at("text")
    assert "There seems to be an e-mail address in it." in visitor.words
    assert "There seems to be an address in it, with a street or a house." in visitor.words
    assert "telephone" not in visitor.words
    assert visitor.value("text") == typed["text"]
    await visitor.press("Send the testimonial", status=422)
    await visitor.press("Send the testimonial", {"all_the_same": "true"})
    assert visitor.here.endswith("/testimonials")

    await visitor.follow("Change it")
    await visitor.press("Save the change", {"text": "Or call +992 90 123 45 67, or @zarina_tj"}, status=422)
    assert "There seems to be a telephone number in it." in visitor.words
    assert "There seems to be a name in it by which somebody is found in a messenger" in visitor.words
    await visitor.press("Save the change", {"all_the_same": "true"})
    assert "+992 90 123 45 67" in visitor.words


async def test_a_caption_by_which_somebody_could_be_found_is_asked_about(bench: Workbench, told: Told) -> None:
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/pictures/new")
    caption: Typed = {"caption": "Zarina, +992 90 123 45 67"}
    await add_picture(staff, told.people[:1], JPEG, 422, caption)
    assert "Somebody could be found by this." in staff.error_at("caption")
    assert "Choose the file again." in staff.words
    await add_picture(staff, told.people[:1], JPEG, typed={**caption, "all_the_same": "true"})
    assert "Zarina, +992 90 123 45 67" in staff.words


async def test_what_is_released_and_agreed_to_is_public_until_it_is_taken_back(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = f"/v1/trainings/{told.training}/testimonials"
    item = (await bench.planner(her).post(path, {"text": "I speak in my own words."}))["item"]
    await bench.hear(consent(her, None, 3, given=True, purpose=ConsentPurpose.VOICE))
    anybody, staff = somebody(bench), await coordinator(bench)
    await anybody.open(f"/public/trainings/{told.training}")
    assert "There is nothing to see" in anybody.words

    await staff.open(f"/trainings/{told.training}/items")
    (address,) = staff.page.select("main code")
    assert address.get_text() == str(staff.http.base_url.join(f"/followup/items/{item}"))
    await staff.press("Release it")
    assert "anybody can see it" in staff.words
    await anybody.open(f"/public/trainings/{told.training}")
    assert "I speak in my own words." in anybody.words

    await staff.press("Show it no longer")
    await anybody.open(f"/public/trainings/{told.training}")
    assert "I speak" not in anybody.words


async def test_a_picture_is_shown_to_anybody_while_everybody_on_it_agrees(bench: Workbench, told: Told) -> None:
    first, second = told.people[:2]
    staff, anybody = await coordinator(bench), somebody(bench)
    await staff.open(f"/trainings/{told.training}/items")
    await staff.follow("Add a picture")
    await add_picture(staff, [first, second], JPEG)
    await staff.press("Release it")
    assert "0 of 2 who can be recognised agree." in staff.words
    (image,) = staff.page.find_all("img")
    seen = await staff.http.get(str(image["src"]))
    assert (seen.content, seen.headers["content-type"]) == (drawn_anew(JPEG).content, "image/jpeg")
    assert (await anybody.http.get(str(image["src"]))).status_code == 401

    for person in (first, second):
        await bench.hear(consent(person, None, 3, given=True, purpose=ConsentPurpose.MEDIA))
    await anybody.open(f"/public/trainings/{told.training}")
    (image,) = anybody.page.find_all("img")
    assert image["alt"] == "The last day"
    assert (await anybody.http.get(str(image["src"]))).content == drawn_anew(JPEG).content
    await bench.hear(consent(first, None, 4, given=False, purpose=ConsentPurpose.MEDIA))
    assert (await anybody.http.get(str(image["src"]))).status_code == 404


async def test_whoever_facilitated_can_be_ticked_on_a_picture(bench: Workbench, told: Told) -> None:
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/pictures/new")
    assert f"Facilitator …{str(FACILITATOR)[-6:]}" in staff.words
    boxes = {str(one["value"]) for one in staff.page.select('input[name="shown/-"]')}
    assert boxes == {str(FACILITATOR), *(str(person.participant) for person in told.people)}


async def test_so_can_whoever_was_at_a_training_that_asks_for_no_plans(bench: Workbench) -> None:
    """As all are that grew from plans; who did not come is on no picture."""
    told = Told(people=[Person(), Person(outcome=Outcome.PARTLY), Person(outcome=Outcome.NO_SHOW)])
    facts = [
        fact.model_copy(update={"plan_due": None}) if isinstance(fact, ParticipantAttended) else fact
        for fact in told.facts()
    ]
    await bench.hear(*facts)
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/pictures/new")
    boxes = {str(one["value"]) for one in staff.page.select('input[name="shown/-"]')}
    assert boxes == {str(FACILITATOR), *(str(person.participant) for person in told.people[:2])}


async def test_nobody_is_shown_because_nobody_was_thought_of(bench: Workbench, told: Told) -> None:
    """A picture that shows nobody needs nobody's consent: that is said, not left out."""
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/pictures/new")
    await add_picture(staff, [], JPEG, status=422)
    assert "Say who can be recognised" in staff.error_at("others")
    assert await bench.count("select count(*) from item") == 0
    await add_picture(staff, [], JPEG, typed={"nobody": "yes"})
    assert "0 of 0 who can be recognised agree." in staff.words


async def test_a_number_that_is_none_is_said_where_it_was_typed(bench: Workbench, told: Told) -> None:
    staff = await coordinator(bench)
    await staff.open(f"/trainings/{told.training}/pictures/new")
    await add_picture(staff, told.people[:1], JPEG, status=422, typed={"others": "the guest from Almaty"})
    assert staff.error_at("others")
    assert staff.value("others") == "the guest from Almaty"
    assert staff.values("shown/-") == [str(told.people[0].participant)]


async def test_a_file_that_is_no_picture_is_told_so_and_the_caption_stays(bench: Workbench, told: Told) -> None:
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}/pictures/new")
    await add_picture(visitor, told.people[:1], b"GIF89a", status=422)
    assert "There is a problem" in visitor.words
    assert visitor.value("caption") == "The last day"
    assert "somebody.jpg" not in str(visitor.page)


async def test_what_is_not_public_is_not_told_from_what_does_not_exist(bench: Workbench) -> None:
    visitor = await somebody(bench).open(f"/public/trainings/{UUID(int=404)}", status=404)
    assert "There is nothing here" in visitor.words


async def test_nobody_but_the_coordinator_releases(bench: Workbench, told: Told) -> None:
    visitor = await signed_in(bench.service, somebody(bench), "mentor", UUID(int=61))
    await visitor.open(f"/trainings/{told.training}/items", status=403)
    stranger = await planner(bench, told.people[0])
    await stranger.open(f"/trainings/{UUID(int=9)}/testimonials", status=403)
