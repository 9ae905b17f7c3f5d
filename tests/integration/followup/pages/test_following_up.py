"""A coordinator follows a training up: the wall, the ledger, the tree."""

from datetime import timedelta
from uuid import UUID, uuid4

from bs4 import Tag

from tests.integration.followup.facts import PLAN_DUE, Told, applied, counted
from tests.integration.followup.pages.entering import coordinator, mentor, planner, somebody
from tests.integration.followup.workbench import COORDINATOR, MENTOR, OTHER_COORDINATOR, Workbench
from tests.support.visiting import Visiting, signed_in


def steps(visitor: Visiting) -> list[tuple[str, str]]:
    """Of the wall: what stands in each cell, and its owner."""
    found = []
    for step in visitor.page.select(".wall .step"):
        word, owner = step.find(class_="tag"), step.find(class_="owner")
        assert isinstance(word, Tag)
        assert isinstance(owner, Tag)
        found.append((word.get_text(), " ".join(owner.get_text(" ").split())))
    return found


async def test_who_follows_up_chooses_a_training_and_sees_the_wall(bench: Workbench, told: Told) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/")
    await visitor.follow("A training: 15 May 2017 – 18 May 2017")
    assert visitor.here == f"/followup/trainings/{told.training}"
    assert "People who attended 6" in visitor.words
    assert len(steps(visitor)) == len(told.people)


async def test_every_step_on_the_wall_has_a_word_and_an_owner(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.hear(applied(told.training, 7).model_copy(update={"application": her.application}))
    await bench.reported(told, her)
    await bench.fire_until(PLAN_DUE + timedelta(days=1))
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}")

    cells = dict(steps(visitor))
    assert set(cells) == {"Plan: done", "Plan: late", "Training: done", "Report: done", "Verification: waits"}
    assert cells["Plan: done"] == "planner: TJ-07"
    assert cells["Verification: waits"] == f"mentor: …{str(MENTOR)[-6:]}"
    assert all(owner for owner in cells.values())
    assert cells["Plan: late"].startswith("planner: …")


async def test_the_wall_goes_on_on_its_next_page(bench: Workbench, told: Told) -> None:
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}?limit=4")
    assert len(steps(visitor)) == 4
    await visitor.follow("Next page")
    assert len(steps(visitor)) == 2


async def test_the_ledger_has_every_plan_in_one_column(bench: Workbench, told: Told) -> None:
    first, second = told.people[:2]
    await bench.verified(told, first)
    await bench.planned(told, second)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}")
    await visitor.follow("Ledger")

    totals = [row for row in visitor.page.find_all("tr") if row.get_text(" ").split()[:1] == ["All"]]
    assert [" ".join(row.get_text(" ").split()) for row in totals] == ["All 2 1 1 22 0"]
    auditor = await signed_in(bench.service, somebody(bench), "auditor", UUID(int=2))
    await auditor.open(f"/trainings/{told.training}/ledger")
    assert "22" in auditor.words


async def test_the_tree_is_drawn_and_told_with_each_figure_of_its_own_kind(bench: Workbench, told: Told) -> None:
    await bench.verified(told, told.people[0])
    await bench.scheduled(told, told.people[1])
    await bench.hear_own("ReachCounted")
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}/tree")

    bars = {figure: drawn(visitor, f".bar.{figure}") for figure in ("planned", "reported", "verified")}
    assert bars == {"planned": 3, "reported": 2, "verified": 2}
    assert drawn(visitor, ".branch") == 2
    said = {" ".join(row.get_text(" ").split()) for row in visitor.page.find_all("tr")}
    assert {"0 25 1 6 1 6 1", "1 44 2 24 1 22 1"} <= said


async def test_a_training_from_which_nothing_grew_yet_says_so_and_shows_no_empty_table(bench: Workbench) -> None:
    training = uuid4()
    await bench.hear(counted(training, 1, generation=0, planned=25))
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/tree")
    assert "No other training has grown from this one yet." in visitor.words
    assert visitor.page.select("main table, main svg") == []


async def test_a_training_of_several_others_is_drawn_once_below_each(bench: Workbench) -> None:
    root, one, other, both = uuid4(), uuid4(), uuid4(), uuid4()
    await bench.hear(counted(root, 1, generation=0, planned=25))
    await bench.hear(counted(one, 1, generation=1, parent=root, planned=20))
    await bench.hear(counted(other, 1, generation=1, parent=root, planned=20))
    await bench.hear(counted(both, 1, generation=2, parent=one, planned=20, co_trained_with=(other,)))
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{root}/tree")

    assert [drawn(visitor, f".{what}") for what in ("ground", "branch", "beside")] == [4, 4, 1]
    came_of = [cell.get_text(strip=True) for cell in visitor.page.select("td[data-label='Came of number']")]
    assert came_of[:2] == ["1", "1"]
    assert came_of[2] in {"2, 3", "3, 2"}


def drawn(visitor: Visiting, what: str) -> int:
    """How many pieces the paths of this kind have."""
    return sum(str(path["d"]).count("M") for path in visitor.page.select(f"svg {what}"))


def owners(visitor: Visiting) -> set[str]:
    """Of the steps on the wall, without until when."""
    return {owner.partition(",")[0].strip() for _, owner in steps(visitor)}


async def test_who_looks_after_a_training_says_so_and_what_waits_for_a_coordinator_is_hers(
    bench: Workbench, told: Told
) -> None:
    await bench.fire_until(PLAN_DUE + timedelta(days=40))
    visitor = await signed_in(bench.service, somebody(bench), "coordinator", COORDINATOR)
    await visitor.open(f"/trainings/{told.training}")
    assert "Nobody in particular looks after this training" in visitor.words
    assert owners(visitor) == {"coordinator: (nobody in particular)"}
    await visitor.follow("Say who looks after it")
    await visitor.press("Save who looks after it")
    assert visitor.here == f"/followup/trainings/{told.training}"
    assert "Looked after by the coordinator: you" in visitor.words
    assert owners(visitor) == {"coordinator: you"}

    await visitor.follow("Say who looks after it")
    await visitor.press("Save who looks after it", {"another": "somebody"}, status=422)
    assert visitor.error_at("another")
    assert visitor.value("another") == "somebody"
    await visitor.press("Save who looks after it", {"another": str(OTHER_COORDINATOR)})
    assert owners(visitor) == {f"coordinator: …{str(OTHER_COORDINATOR)[-6:]}"}
    link = visitor.page.select_one(".wall .owner a")
    assert link is not None
    assert link["href"] == f"/registration/sign-in?next=/people/{OTHER_COORDINATOR}"


async def test_who_looks_after_a_training_stays_until_another_is_chosen_or_nobody_in_particular(
    bench: Workbench, told: Told
) -> None:
    await bench.looked_after(told, OTHER_COORDINATOR)
    visitor = await signed_in(bench.service, somebody(bench), "coordinator", COORDINATOR)
    await visitor.open(f"/trainings/{told.training}/coordinator")
    assert visitor.values("coordinator") == [str(OTHER_COORDINATOR)]
    await visitor.press("Save who looks after it")
    assert f"Looked after by the coordinator: …{str(OTHER_COORDINATOR)[-6:]}" in visitor.words

    await visitor.follow("Say who looks after it")
    await visitor.press("Save who looks after it", {"coordinator": "nobody"})
    assert "Nobody in particular looks after this training" in visitor.words


async def test_a_coordinator_without_a_number_hands_a_training_to_one_who_has_one(bench: Workbench, told: Told) -> None:
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{told.training}/coordinator")
    assert not visitor.page.select("main input[type=radio]")
    await visitor.press("Save who looks after it", status=422)
    assert visitor.error_at("another")
    await visitor.press("Save who looks after it", {"another": str(OTHER_COORDINATOR)})
    assert f"Looked after by the coordinator: …{str(OTHER_COORDINATOR)[-6:]}" in visitor.words


async def test_who_took_a_training_meanwhile_is_shown_before_another_takes_it(bench: Workbench, told: Told) -> None:
    visitor = await signed_in(bench.service, somebody(bench), "coordinator", COORDINATOR)
    await visitor.open(f"/trainings/{told.training}/coordinator")
    await bench.looked_after(told, OTHER_COORDINATOR)
    await visitor.press("Save who looks after it", status=412)

    (saved,) = visitor.page.select(".meanwhile")
    assert str(OTHER_COORDINATOR)[-6:] in saved.get_text()
    await visitor.press("Save who looks after it")
    assert "Looked after by the coordinator: you" in visitor.words


async def test_a_plan_tells_its_planner_that_a_coordinator_is_next_and_not_which(bench: Workbench, told: Told) -> None:
    await bench.looked_after(told, COORDINATOR)
    cascade = await bench.approved(told, told.people[0])
    visitor = await planner(bench, told.people[0])
    await visitor.open(f"/plans/{cascade.plan}")

    assert "the coordinator announces it" in visitor.words
    assert str(COORDINATOR)[-6:] not in str(visitor.page)
    assert not [one for one in visitor.page.find_all("a") if "/registration/sign-in" in str(one.get("href"))]


async def test_pages_have_no_style_or_script_of_their_own_and_name_nobody_in_title_or_address(
    bench: Workbench, told: Told
) -> None:
    cascade = await bench.verified(told, told.people[0])
    visitor = await coordinator(bench)
    at = f"/trainings/{told.training}"
    for path in ("/", at, f"{at}/ledger", f"{at}/tree", f"{at}/items", f"{at}/feedback/results", cascade.path[3:]):
        await visitor.open(path)
        assert not visitor.page.find_all(style=True)
        assert [script.get_text() for script in visitor.page.find_all("script")] == [""]
        assert len(visitor.page.find_all("h1")) == 1
        assert "Canary" not in visitor.title
        for table in visitor.page.find_all("table"):
            assert table.find("caption") is not None
            assert all(head.has_attr("scope") for head in table.find_all("th"))


async def test_everybody_begins_where_her_work_is(bench: Workbench, told: Told) -> None:
    anybody = somebody(bench)
    await anybody.open("/", status=401)
    theirs = [await mentor(bench), await planner(bench, told.people[0])]
    places = [(await visitor.open("/")).here for visitor in theirs]
    assert places == ["/followup/people", f"/followup/trainings/{told.training}/mine"]
    led = {"reviewer": "/registration/sign-in?next=/reviews", "operator": "/followup/operations"}
    for role, there in led.items():
        other = await signed_in(bench.service, somebody(bench), role, UUID(int=2))
        answer = await other.http.get("/followup/")
        assert (answer.status_code, answer.headers["location"]) == (303, there)


async def test_a_planner_does_not_see_how_far_the_others_are(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    for page in ("", "/ledger", "/tree"):
        await visitor.open(f"/trainings/{told.training}{page}", status=403)


async def test_an_auditor_is_led_to_what_is_for_her(bench: Workbench, told: Told) -> None:
    await bench.verified(told, told.people[0])
    auditor = await signed_in(bench.service, somebody(bench), "auditor", UUID(int=2))
    await auditor.open("/")
    assert await auditor.closed_links() == []
    await auditor.follow("A training: 15 May 2017 – 18 May 2017")
    assert auditor.here == f"/followup/trainings/{told.training}/ledger"
    assert f"/followup/trainings/{told.training}/tree" in auditor.links
    assert await auditor.closed_links() == []
