"""The twelve people of docs/selection.md: every number of the page is what the engine says, or follows from it."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from registration.commands.selection import select
from registration.lottery import lottery, pool
from registration.panel.document import decide
from registration.panel.explaining import explained
from registration.panel.program import SEATS, UNIT, Prices, Program
from registration.panel.replacement import substitutes
from tests.unit.panel.written import Files, written

PAGE = Path(__file__).parents[3] / "docs" / "selection.md"
SEATS_ASKED, SEED, RESERVE, SEAT_PRICE = 5, 7, 3, 76
LIST = {"numbers 1 to 20": 20, "21 and 22": 2, "23 to 25": 3}
"""The columns of the numbered list, and how many numbers each has."""
Row = dict[str, str]


class Told(NamedTuple):
    """The page: its words on one line, its tables by their first heading."""

    words: str
    tables: dict[str, list[Row]]

    def says(self, sentence: str) -> None:
        assert sentence in self.words


@pytest.fixture(scope="module")
def told() -> Told:
    text = PAGE.read_text(encoding="utf-8").partition("## Twelve people")[2]
    tables = {}
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        heading, _, *rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in block.splitlines()]
        tables[heading[0]] = [dict(zip(heading, row, strict=True)) for row in rows]
    return Told(" ".join(text.replace("**", "").split()), tables)


@pytest.fixture(scope="module")
def files(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Files:
    people = [
        {"id": row["candidate"], "score": 100 * int(row["score"]), "country": row["country"], "sector": row["sector"]}
        for row in told.tables["candidate"]
    ]
    quotas = [(*row["quota"].split("="), row["min"], row["max"]) for row in told.tables["quota"]]
    folder = tmp_path_factory.mktemp("twelve")
    return written(folder, people, quotas, SEATS_ASKED, seed=SEED, reserve=RESERVE)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def document(files: Files) -> dict[str, Any]:
    """What `cascade select` writes of the tables."""
    out = files.folder / "out.json"
    with pytest.raises(SystemExit) as end:
        select(files.candidates, files.quotas, seats=SEATS_ASKED, seed=SEED, reserve=RESERVE, document=out)
    assert end.value.code == 0
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    files.verified(found)
    return found


@pytest.fixture(scope="module")
def prices(told: Told, files: Files) -> Prices:
    """Those of the page, whatever the solver says."""
    rows = np.zeros(len(files.asked().program.lower), np.int64)
    rows[SEATS] = SEAT_PRICE
    for row in told.tables["quota"]:
        rows[files.asked().rows(row["quota"])] = int(row["price of a seat"])
    return Prices(rows * 100 * UNIT)


def people_of(row: Row) -> list[str]:
    return row["people"].split(", ")


def listed(ids: list[str]) -> str:
    return ", ".join(ids)


def points(told: Told, ids: list[str]) -> int:
    return sum(int(row["score"]) for row in told.tables["candidate"] if row["candidate"] in ids)


def test_there_are_twelve_people_and_three_quotas(told: Told) -> None:
    assert (len(told.tables["candidate"]), len(told.tables["quota"])) == (12, 3)
    told.says("Five seats. Scores are in points here; the files have hundredths. The seed is 7.")


def test_who_is_selected_and_what_quotas_cost(told: Told, document: dict[str, Any]) -> None:
    decision, everybody = document["decision"], told.tables["candidate"]
    best = sorted(everybody, key=lambda row: -int(row["score"]))[:SEATS_ASKED]
    without, freely = document["proof"]["without"]["country=TJ"]["selected"], [row["candidate"] for row in best]
    assert [sum(row[name] == value for row in best) for name, value in (("country", "TJ"), ("sector", "health"))] == [
        4,
        4,
    ]
    value = decision["value"] // 100
    assert points(told, decision["selected"]) == value
    told.says(
        f"the best five are {listed(freely)}: {points(told, freely)} points, four of them from TJ and four of health"
    )
    told.says(f"With them it is {listed(decision['selected'])}: {value} points.")
    told.says(f"without country=TJ the best is {listed(without)} with {points(told, without)}.")
    told.says(
        f"All quotas together cost {points(told, freely)} - {value} = {points(told, freely) - value}, which is not"
    )
    assert points(told, freely) - value != sum(int(row["cost"]) for row in told.tables["quota"])
    for row in told.tables["quota"]:
        quota = next(one for one in decision["quotas"] if one["id"] == row["quota"])
        limits = (int(row["min"]), int(row["max"]), int(row["seats taken"]), 100 * int(row["cost"]))
        assert limits == (quota["lower"], quota["upper"], quota["seats"], quota["cost"])


def test_what_is_left_of_everybody_and_what_including_her_costs(told: Told, files: Files, prices: Prices) -> None:
    decided = decide(files.asked(), RESERVE)
    left = prices.left(decided.asked.program)
    for row in told.tables["candidate"]:
        who = explained(decided.asked, decided.outcome, row["candidate"])
        place = decided.asked.call.place[row["candidate"]]
        assert (100 * UNIT * int(row["left"]), 100 * int(row["costs to include"])) == (left[place], who.cost)


def test_the_prices_of_the_page_prove_that_nothing_is_better(
    told: Told, document: dict[str, Any], files: Files, prices: Prices
) -> None:
    program, tables = files.asked().program, told.tables
    bound = prices.bound(program, prices.left(program)) // (100 * UNIT)
    parts = [SEATS_ASKED * SEAT_PRICE, *(_worth(row) for row in tables["quota"])]
    above = [row for row in tables["candidate"] if int(row["left"]) > 0]
    helps = sum(int(row["left"]) for row in above)
    value = document["decision"]["value"] // 100
    assert bound == sum(parts) + helps == value
    tj, kg, health = tables["quota"]
    first = tables["candidate"][0]
    paid = f"{first['score']} - {SEAT_PRICE} - {tj['price of a seat']} - {health['price of a seat']}"
    told.says(f"A seat has the price {SEAT_PRICE}.")
    told.says(f"of {first['candidate']} {paid} = {first['left']}.")
    told.says(f"The five seats are 5 × {SEAT_PRICE} = {parts[0]}; of country=TJ at most 2 × 7 = {_worth(tj)};")
    told.says(f"at most 1 × -2 = {_worth(kg)}; of sector=health at most 2 × 8 = {_worth(health)}.")
    sums = " + ".join(row["left"] for row in above)
    told.says(f"at most what is left above 0: {listed([row['candidate'] for row in above])} with {sums} = {helps}.")
    told.says(f"So the bound is {parts[0]} + {parts[1]} - {-parts[2]} + {parts[3]} + {helps} = {bound}, and there is a")


def _worth(quota: Row) -> int:
    price = int(quota["price of a seat"])
    return price * int(quota["max" if price > 0 else "min"])


def test_equals_are_decided_by_tickets(told: Told, document: dict[str, Any], files: Files) -> None:
    call = files.asked().call
    first, second = sorted(("A09", "A10"), key=lambda one: call.tickets(call.places([one])))
    begins = [call.tickets(call.places([one]))[0].hex()[:8] for one in (first, second)]
    selected = document["decision"]["selected"]
    assert (first in selected, second in selected) == (True, False)
    assert points(told, [first]) == points(told, [second])
    told.says(f"that of {first} begins {begins[0]}, that of {second} {begins[1]}, and the smaller is first.")
    told.says(f"So including {second} would cost nothing, and she is not in.")


def test_the_argument_that_only_these_two_are_left_is_true(told: Told, files: Files, document: dict[str, Any]) -> None:
    """Everything is tried."""
    program, value = files.asked().program, document["decision"]["value"]
    ids = files.asked().call.ids
    equals = [
        sorted(ids[one] for one in group) for group in _panels(program) if program.value(np.array(group)) == value
    ]
    rest = ["A01", "A03", "A05", "A08"]
    assert sorted(equals) == [[*rest, "A09"], [*rest, "A10"]]
    told.says(
        f"A panel with {value // 100} loses nothing anywhere: it has A01, A03, A08; nobody with less than 0 left;"
    )


def _panels(program: Program) -> list[tuple[int, ...]]:
    everybody = combinations(range(len(program.score)), program.seats)
    return [group for group in everybody if program.holds(np.array(group))]


def test_the_reserve_and_whose_seats_it_cannot_fill(told: Told, document: dict[str, Any], files: Files) -> None:
    decision = document["decision"]
    countries = {row["country"] for row in told.tables["candidate"] if row["candidate"] in decision["reserve"]}
    assert countries == {"TJ"}
    empty = [one for (one,) in decision["unfillable"]["one"]]
    told.says(f"The next three by score are {listed(decision['reserve'])}, all of TJ:")
    told.says(f"they cannot fill the seats of {listed(empty)}.")
    decided = decide(files.asked(), RESERVE)
    found = substitutes(decided.asked, decided.outcome.selected)
    (one, best), *others = found.items()
    told.says(f"the best substitute for {one} is {best}, for {', for '.join(f'{a} {b}' for a, b in others)}.")


def test_after_a_lottery_a_seat_goes_to_the_first_by_ticket(told: Told, document: dict[str, Any], files: Files) -> None:
    question, drawn = replace(files, policy="tickets").asked(), document["decision"]["selected"]
    *others, last = (found := substitutes(question, question.call.places(drawn))).values()
    assert (list(found), set(others)) == (drawn, {"A12"})
    begins = {one: question.call.tickets(question.call.places([one]))[0].hex()[:8] for one in question.call.ids}
    assert min(begins, key=begins.__getitem__) == "A12"
    told.says(
        f"Had {listed(drawn)} been drawn, the seat of A10 would go to {last}, whose ticket begins {begins['A11']},"
    )
    told.says(f"and not to A09, who has more points and {begins['A09']}: one of the two must have it.")
    told.says(f"Any other seat would go to A12, whose {begins['A12']} is the smallest of all tickets.")


def test_every_panel_of_the_list_is_one(told: Told, files: Files) -> None:
    asked = files.asked()
    for column in LIST:
        chosen = [who for row in told.tables["type"] for who in people_of(row)[: int(row[column])]]
        assert asked.program.holds(asked.call.places(chosen))


def test_chances_are_counted_from_the_list(told: Told) -> None:
    numbers = sum(LIST.values())
    told.says(f"This list of {numbers} numbers does as well.")
    for row in told.tables["type"]:
        seats = sum(times * int(row[column]) for column, times in LIST.items())
        assert Fraction(seats, numbers * len(people_of(row))) == Fraction(row["each"])
    both = told.tables["type"][0]
    shared = " + ".join(f"{times} × {both[column]}" for column, times in LIST.items())
    seats = sum(times * int(both[column]) for column, times in LIST.items())
    told.says(f"A01, A02 and A04 share {shared} = {seats} seats on {numbers} numbers")
    told.says(f"{seats // len(people_of(both))} numbers each, {both['each']}.")


def test_what_the_others_share_is_what_is_left(told: Told) -> None:
    fractions = {one: Fraction(row["each"]) for row in told.tables["type"] for one in people_of(row)}
    least = min(fractions.values())
    few, rest = ([one for one, each in fractions.items() if (each == least) is few] for few in (True, False))
    left = SEATS_ASKED - len(few) * least
    assert (len(few), len(rest), fractions[rest[0]]) == (7, 5, left / len(rest))
    told.says(f"none of these seven can have more while the others have {least}.")
    told.says(f"{SEATS_ASKED} - {len(few)} × {least} = {left}, is for the other five people, {left / len(rest)} each")


def test_no_lottery_can_do_better_than_the_page_says(told: Told, files: Files) -> None:
    program = files.asked().program
    rows = np.arange(1, program.none)
    counted = np.stack([np.logical_or.reduce([family == row for family in program.families]) for row in rows], axis=1)
    drawn = pool(files.asked().call.ids, counted, program.lower[rows], program.upper[rows], program.seats)
    found = lottery(drawn.call)
    chances = {one: chance for people, chance in zip(drawn.people, found.chances, strict=True) for one in people}
    said = {one: Fraction(row["each"]) for row in told.tables["type"] for one in people_of(row)}
    tj = [row for row in told.tables["candidate"] if row["country"] == "TJ"]
    assert (found.verdict, found.value, found.bound) == ("leximin", min(said.values()), min(said.values()))
    assert chances == said
    assert Fraction(2, len(tj)) == found.bound
    told.says("the chances of these five add up to 2 at most, so the smallest of them is 2/5 at most")
