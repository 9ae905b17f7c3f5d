"""A coordinator at the pages of a host: the selection with its quotas."""

from uuid import UUID

from shared.events.scheduling import Quota
from tests.integration.registration.host.homes import PUBLISHED, Training
from tests.integration.registration.host.workbench import Bench, decided_call, drafted, reviewed_call
from tests.support.visiting import Visiting, signed_in, visiting


async def coordinator(host: Bench) -> Visiting:
    visitor = visiting(host.anyone.http._transport, "registration")
    return await signed_in(host.service, visitor, "coordinator", UUID(int=1))


async def test_a_selection_is_drafted_looked_at_and_published(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open("/")
    assert "Draft the selection (1)" in visitor.words
    await visitor.open(f"/trainings/{call.training.id}")
    await visitor.follow("Draft the selection")
    assert "Country: Georgia 1 no limit" in visitor.words
    await visitor.press("Draft the selection", {"seed": "soon", "reserve": "2"}, status=422)
    assert visitor.error_at("seed")
    assert visitor.value("reserve") == "2"
    await visitor.press("Draft the selection", {"seed": "2017"})
    assert "Country: Tajikistan 2 2 now, at least 0, at most 2 full" in visitor.words
    assert "Country: Georgia 1 1 now, at least 1 kept" in visitor.words
    bars = [(one["min"], one["max"], one["value"]) for one in visitor.page.find_all("meter")]
    assert bars == [("0", "3", "1"), ("0", "2", "2")]
    good = [float(str(one["low"])) <= float(str(one["optimum"])) for one in visitor.page.find_all("meter")]
    assert good == [True, True]
    assert "1 TJ-03 85 Country: Tajikistan; Kind of organisation: Non-governmental" in visitor.words
    assert await host.said("SelectionDecided") == []
    await visitor.press("Publish: send the offers")
    assert visitor.page.h1 is not None
    assert visitor.page.h1.get_text() == "Selection: Published"
    assert len(await host.said("SelectionDecided")) == 1


async def test_who_was_passed_over_is_shown_with_the_bounds_that_forbid_the_exchange(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    told = visitor.words
    passed = told[told.index("Who was passed over") : told.index("Who is next")]
    assert "TJ-03 85 Country: Tajikistan" in passed
    assert "1 person with fewer points has a seat." in passed
    assert "Country: Georgia: at least 1 (in the way of 1 of 1)" in passed
    assert "Country: Tajikistan: at most 2 (in the way of 1 of 1)" in passed


async def test_a_selection_is_told_in_plain_words_with_what_each_quota_costs(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    told = visitor.words[visitor.words.index("In plain words") : visitor.words.index("Who is in")]
    assert "There are 3 seats and 6 people who could have one." in told
    assert "the number that was published beforehand decides: 2017." in told
    assert "Selected: GE-01, TJ-01, TJ-02. All who have a seat have 258 points together." in told
    assert "Country: Tajikistan: 2 now, at least 0, at most 2. It costs nothing" in told


async def test_what_including_somebody_would_cost_is_told_beside_her(host: Bench) -> None:
    call = await reviewed_call(host, quotas=(Quota(id="GE", where={"country": "GE"}, minimum=2),))
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    assert " 2 points less in all 88 points after what her quotas cost; 88 are needed" in visitor.words
    assert "It costs 23 points: the total would be so much higher without it." in visitor.words


async def test_a_draft_is_discarded_and_stays_listed(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.follow("Draft of")
    await visitor.press("Discard this draft")
    await visitor.follow("All selections")
    assert "the highest sum of points, number 2017, in reserve 2 Discarded 3 Download" in visitor.words
    await visitor.open(f"/selections/{draft['selection']}")
    assert not visitor.page.find_all("button", string="Publish: send the offers")


async def test_a_draft_that_cannot_be_made_says_which_region_has_not_closed_its_reviews(host: Bench) -> None:
    call = await reviewed_call(host, homes=("tj", "ge"))
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.press("Draft the selection", {"seed": "2017"}, status=409)
    assert "Georgia reviews not closed 0" in visitor.words
    assert visitor.value("seed") == "2017"
    await visitor.press("Draft the selection", {"homes_left_out/-": ["ge"]})
    assert "Regions left out Georgia" in visitor.words


async def test_quotas_that_cannot_hold_are_named(host: Bench) -> None:
    call = await reviewed_call(host, quotas=(Quota(id="GE", where={"country": "GE"}, minimum=3),))
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.press("Draft the selection", {"seed": "2017"}, status=409)
    assert "These bounds stand against each other" in visitor.words
    assert "Country: Georgia: at least 3" in visitor.words
    assert "Country: Georgia: at least 2 (240 points in all)" in visitor.words


async def test_candidates_are_shown_with_their_points_and_without_names(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/candidates")
    assert "TJ-01 Tajikistan 90 2" in visitor.words
    await visitor.open(f"/trainings/{call.training.id}/candidates?limit=2")
    assert "TJ-01" not in visitor.words
    await visitor.follow("Next page")
    assert "TJ-01" in visitor.words


async def test_one_candidate_of_many_is_found_by_her_number(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    path = f"/trainings/{call.training.id}/candidates"
    await visitor.open(f"{path}?code=tj-02")
    assert [one.get_text() for one in visitor.page.select("tbody th")] == ["TJ-02"]
    assert visitor.value("code") == "tj-02"
    await visitor.open(f"{path}?code=TJ&limit=2")
    await visitor.follow("Next page")
    assert [one.get_text() for one in visitor.page.select("tbody th")] == ["TJ-03", "TJ-04"]
    await visitor.open(f"{path}?code=TJ%25")
    assert "There are none." in visitor.words


async def test_what_a_coordinator_does_about_a_selection_is_within_reach_before_its_quotas(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    (way,) = visitor.page.select("main a[href='#draft']")
    assert way.find_next("table") is not None
    assert way.find_previous("table") is None
    assert visitor.page.select("#draft ~ form") != []


async def test_before_its_only_region_has_closed_its_reviews_no_selection_is_offered(host: Bench) -> None:
    announced = Training({})
    await host.hear(announced.announced())
    visitor = await coordinator(host)
    for page in ("selection", "lottery"):
        await visitor.open(f"/trainings/{announced.id}/{page}")
        assert "First the reviews have to be closed" in visitor.words
        assert visitor.page.select("main form") == []
    await visitor.follow("Close the reviews")
    assert visitor.here.endswith(str(announced.id))


async def test_a_draft_that_is_left_over_once_another_was_published_can_only_be_discarded(host: Bench) -> None:
    call = await reviewed_call(host)
    left, published = await drafted(call), await drafted(call, reserve=1)
    await host.coordinator.post(f"/v1/selections/{published['selection']}/publication")
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    assert "A draft is left over: it can only be discarded." in visitor.words
    await visitor.open(f"/selections/{left['selection']}")
    assert "Another selection was published: this draft can only be discarded." in visitor.words
    assert visitor.page.find_all("button", string="Publish: send the offers") == []
    await visitor.press("Discard this draft")


async def test_an_auditor_is_led_to_what_is_for_her_and_can_change_nothing(host: Bench) -> None:
    call = await decided_call(host)
    auditor = await signed_in(
        host.service, visiting(host.anyone.http._transport, "registration"), "auditor", UUID(int=2)
    )
    await auditor.open("/")
    training = f"/registration/trainings/{call.training.id}"
    assert training in auditor.links
    assert f"…{str(call.training.id)[-6:]}" in auditor.words
    for path in (
        training,
        f"{training}/selection",
        f"{training}/places",
        *places_in(await auditor.open(f"{training}/places")),
    ):
        await auditor.open(path)
        assert await auditor.closed_links() == []
        assert auditor.page.select("main form[method=post]") == []
    await auditor.open(training)
    assert {f"{training}/selection", f"{training}/places", f"{training}/candidates"} <= set(auditor.links)


def places_in(visitor: Visiting) -> list[str]:
    return [one for one in visitor.links if one.startswith("/registration/places/")]


async def test_quotas_that_cannot_hold_are_told_at_each_before_a_draft_is_asked_for(host: Bench) -> None:
    quotas = (
        Quota(id="TJ", where={"country": "TJ"}, maximum=1),
        Quota(id="TJ-ngo", where={"country": "TJ", "sector": "ngo"}, minimum=2),
        Quota(id="GE", where={"country": "GE"}, minimum=3),
        Quota(id="all", where={"sector": "ngo"}),
    )
    call = await reviewed_call(host, quotas=quotas)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    assert "Under these quotas no selection is possible." in visitor.words
    assert "People who can be selected by now: 6." in visitor.words
    rows = {row.th.get_text(" ", strip=True): row for row in visitor.page.find_all("tr") if row.th}
    told = " | ".join(rows)
    assert "Country: Georgia 3 are needed, and of all who can be selected 2 count for it" in told
    assert (
        "the parts need at least 2 seats, all of them together may have 1 (together with: Country: Tajikistan)" in told
    )
    assert "says nothing: any selection keeps it" in told


async def test_a_draft_that_was_drawn_by_lot_says_so_and_promises_no_best_total(host: Bench) -> None:
    call = await reviewed_call(host)
    asked = {"policy": "leximin", "reserve": 2}
    lottery = await host.coordinator.post(f"/v1/trainings/{call.training.id}/lotteries", asked)
    draft = await host.coordinator.post(f"/v1/lotteries/{lottery['lottery']}/draw", {"seed": 2017})
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    assert "Decided by a lottery whose chances are to be as equal as can be" in visitor.words
    assert "The list was settled before the number by which was drawn was known: 2017." in visitor.words
    assert "How large their chances were, and what is proved of these, stands in the document." in visitor.words
    for told in ("No other choice", "What it costs", "Who was passed over", "not computed", "as equal as these allow"):
        assert told not in visitor.words
    assert "it goes to the first of them with whom every quota holds; points do not decide" in visitor.words
    host.clock.time = PUBLISHED
    await host.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    await call.decline(draft["selected"][-1]["code"])
    promotion = (await host.coordinator.get(f"{call.path}/selections"))["items"][-1]
    await visitor.open(f"/selections/{promotion['selection']}")
    assert "After a lottery points do not decide who has a seat that falls free" in visitor.words
    for told in ("Points of all", "No other choice", "What it costs", "passed over", "less in all"):
        assert told not in visitor.words
