"""Where trainings stand in the drawing of the tree."""

from typing import Any

from followup.pages.tree_drawing import ACROSS, DOWN, MARGIN, MOST, TALLEST, drawn


def node(training: str, generation: int, parent: str | None = None, **more: Any) -> dict[str, Any]:
    figures: dict[str, Any] = {"planned": 10, "reported": None, "verified": None, "also_below": []}
    return {"training": training, "generation": generation, "parent": parent, **figures, **more}


TREE = {
    "nodes": [
        node("root", 2, planned=20),
        node("left", 3, "root", reported=5),
        node("right", 3, "root"),
        node("below", 4, "left", also_below=["right", "unheard"]),
    ]
}


def test_generations_stand_below_one_another_and_children_side_by_side_under_their_parent() -> None:
    places = {one.node["training"]: (one.x, one.y) for one in drawn(TREE).trainings}
    top = MARGIN + TALLEST

    assert places == {
        "root": (MARGIN + ACROSS / 2, top),
        "left": (MARGIN, top + DOWN),
        "right": (MARGIN + ACROSS, top + DOWN),
        "below": (MARGIN, top + 2 * DOWN),
    }


def test_the_tallest_bar_is_of_the_greatest_figure_and_what_nobody_said_has_no_number() -> None:
    bars = {one.node["training"]: [(bar.people, bar.height) for bar in one.bars] for one in drawn(TREE).trainings}

    assert bars["root"] == [(20, TALLEST), (None, 0), (None, 0)]
    assert bars["left"] == [(10, TALLEST / 2), (5, TALLEST / 4), (None, 0)]


def test_a_line_leads_to_each_training_that_is_drawn_and_to_no_other() -> None:
    lines = drawn(TREE).lines

    assert len(lines) == 4
    assert [one.beside for one in lines] == [False, False, False, True]


def test_a_training_alone_is_drawn_even_if_nothing_is_known_of_it() -> None:
    (one,) = drawn({"nodes": [node("root", 0, planned=None)]}).trainings
    assert [bar.height for bar in one.bars] == [0, 0, 0]


def test_very_long_chains_are_drawn() -> None:
    chain = [node("0", 0), *[node(str(number), number, str(number - 1)) for number in range(1, MOST)]]
    assert len(drawn({"nodes": chain}).lines) == MOST - 1


def test_of_more_trainings_than_a_drawing_can_show_the_first_are_drawn() -> None:
    children = [node(str(number), 1, "root") for number in range(1, MOST + 10)]
    drawing = drawn({"nodes": [node("root", 0), *children]})

    assert [one.node["training"] for one in drawing.trainings] == ["root", *map(str, range(1, MOST))]
    assert drawing.ground.count("M") == MOST


def test_all_that_is_drawn_alike_is_one_path_and_what_nobody_said_is_in_none() -> None:
    drawing = drawn(TREE)

    assert [drawing.bars(figure).count("M") for figure in ("planned", "reported", "verified")] == [4, 1, 0]
    assert (drawing.branches(beside=False).count("M"), drawing.branches(beside=True).count("M")) == (3, 1)
    assert drawing.bars("reported") == "M41 216v-12h12v12z"
