"""What came of a training as a whole: the ledger, the tree, the people."""

from uuid import UUID, uuid4

from shared.events.scheduling import Outcome
from tests.integration.followup.facts import (
    Person,
    Told,
    announced,
    applied,
    confirmed,
    counted,
    released,
    selected,
    withdrew,
)
from tests.integration.followup.workbench import Workbench


async def test_every_plan_is_in_one_column(bench: Workbench, told: Told) -> None:
    first, second, third = told.people[:3]
    await bench.verified(told, first)
    await bench.reported(told, second)
    lapsed = await bench.approved(told, third)
    await bench.coordinator.post(f"{lapsed.path}/lapse")
    ledger = await bench.coordinator.get(f"/v1/trainings/{told.training}/ledger")

    assert [(row["column"], row["reported"], row["verified"]) for row in ledger["rows"]] == [
        ("verified", 24, 22),
        ("reported only", 24, None),
        ("lapsed", None, None),
    ]
    assert [(row["girls"], row["women"], row["men"]) for row in ledger["rows"]] == [
        (0, 18, 4),
        (0, 19, 5),
        (None, None, None),
    ]
    people = await bench.coordinator.get(f"/v1/trainings/{told.training}/people")
    assert (people["plans"], people["plans_reported"], people["plans_verified"]) == (3, 2, 1)
    totals = ledger["totals"]
    assert (totals["plans"], totals["people_verified"], totals["people_reported_only"]) == (3, 22, 24)
    assert ledger["by_kind"] == [{**totals, "kind": "human-rights"}]


async def test_outside_a_withheld_plan_reads_open_like_any_other(bench: Workbench, told: Told) -> None:
    """Returned reports leave no figure by which it could be told apart."""
    first, second = told.people[:2]
    withheld, running = await bench.reported(told, first), await bench.scheduled(told, second)
    back = {"part": "report", "reasons": ["figures"], "words": "Canary return"}
    await bench.mentor.post(f"{withheld.path}/return", back)
    await bench.planner(first).post(f"{withheld.path}/withholding")
    outside = await bench.auditor.get(f"/v1/trainings/{told.training}/ledger")
    inside = await bench.coordinator.get(f"/v1/trainings/{told.training}/ledger")

    one, other = [{name: value for name, value in row.items() if name != "plan"} for row in outside["rows"]]
    assert (one, one["column"], one["state"]) == (other, "open", "open")
    assert {name for name, value in one.items() if value not in (None, [])} == {"kind", "state", "column"}
    assert [row["column"] for row in inside["rows"]] == ["withheld", "open"]
    views = [await bench.auditor.get(path) for path in (withheld.path, running.path)]
    assert {**views[0], "plan": None} == {**views[1], "plan": None}


async def test_the_tree_sums_each_generation(bench: Workbench, told: Told) -> None:
    await bench.verified(told, told.people[0])
    await bench.hear_own("ReachCounted")
    tree = await bench.auditor.get(f"/v1/trainings/{told.training}/tree")
    sums = [(one["planned"], one["reported"], one["verified"]) for one in tree["generations"]]

    assert sums == [(25, 6, 6), (22, 24, 22)]
    assert [node["parent"] for node in tree["nodes"]] == [None, str(told.training)]


async def test_the_tree_grows_from_what_other_regions_counted_even_before_their_root(bench: Workbench) -> None:
    root, child, grandchild = uuid4(), uuid4(), uuid4()
    await bench.hear(counted(grandchild, 1, generation=2, parent=child, planned=14), region="kz")
    await bench.hear(counted(child, 1, generation=1, parent=root, planned=15, reported=18), region="kz")
    tree = await bench.coordinator.get(f"/v1/trainings/{root}/tree")

    assert [(node["training"], node["planned"]) for node in tree["nodes"]] == [
        (str(root), None),
        (str(child), 15),
        (str(grandchild), 14),
    ]


async def test_a_training_hosted_elsewhere_is_counted_there(bench: Workbench) -> None:
    told = Told()
    facts = told.facts()
    away = [fact.model_copy(update={"host": "kz"}) if "host" in type(fact).model_fields else fact for fact in facts]
    await bench.hear(*away, region="kz")

    assert await bench.said("ReachCounted") == []


async def test_of_people_from_another_region_nothing_is_kept(bench: Workbench, told: Told) -> None:
    await bench.hear(told.attended(told.people[0], 1, application=uuid4(), participant=uuid4(), home="kz"))

    assert await bench.count("select count(*) from attendance") == 6
    assert await bench.count("select count(*) from expected_plan") == 6


async def test_how_many_applied_got_a_place_and_attended(bench: Workbench, told: Told) -> None:
    training = told.training
    await bench.hear(*[applied(training, number) for number in range(1, 6)])
    await bench.hear(*[selected(training, number) for number in (1, 2, 3)])
    await bench.hear(*[confirmed(training, number) for number in (1, 2)], withdrew(training, 2), released(training, 2))
    people = await bench.coordinator.get(f"/v1/trainings/{training}/people")

    assert people == {
        "applied": 5,
        "withdrawn": 1,
        "selected": 1,
        "confirmed": 1,
        "released": 1,
        "attended": 6,
        "plans": 0,
        "plans_reported": 0,
        "plans_verified": 0,
    }


async def test_whoever_was_there_is_told_by_her_code_where_that_is_known(bench: Workbench) -> None:
    coded, partly, absent = [Person(outcome=one) for one in (Outcome.ATTENDED, Outcome.PARTLY, Outcome.NO_SHOW)]
    told, other = Told(people=[coded, partly, absent]), Told()
    await bench.hear(*told.facts(), *other.facts()[1:])
    await bench.hear(applied(told.training, 1).model_copy(update={"application": coded.application}))
    found = (await bench.coordinator.get(f"/v1/trainings/{told.training}/attendees"))["items"]

    assert [one["participant"] for one in found] == [str(coded.participant), str(partly.participant)]
    assert [one["code"] is not None for one in found] == [True, False]


async def test_what_was_never_heard_of_is_not_known_here(bench: Workbench) -> None:
    for what in ("ledger", "tree", "people", "attendees", "expected-plans", "items", "feedback"):
        assert await bench.coordinator.refused("GET", f"/v1/trainings/{UUID(int=404)}/{what}") == "not-known-here"


async def test_a_training_of_which_nobody_counted_yet_stands_alone_in_its_tree(bench: Workbench) -> None:
    training = UUID(int=405)
    await bench.hear(announced(training, 1))
    tree = await bench.coordinator.get(f"/v1/trainings/{training}/tree")

    assert [(node["training"], node["planned"]) for node in tree["nodes"]] == [(str(training), None)]
    assert tree["generations"] == []
