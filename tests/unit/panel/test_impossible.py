"""What is told of quotas that cannot hold, before and after solving."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import highspy
import pytest
from hypothesis import assume, given, settings

from registration.lottery import Call, Lottery, lottery
from registration.panel import easing, elastic, relaxation
from registration.panel.document import decide
from registration.panel.easing import Worth, easings, enough
from registration.panel.merit import Status, solve
from registration.panel.relaxation import Clock, TimeIsUp
from registration.panel.remarks import Kind, remarks
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import small
from tests.unit.panel.made import made
from tests.unit.panel.test_merit import handed_in
from tests.unit.panel.written import written

PEOPLE = [
    {"id": f"A{n}", "score": 100 * n, "country": "TJ" if n < 3 else "KZ", "score_band": "low" if n < 2 else "high"}
    for n in range(8)
]


@pytest.mark.parametrize(
    ("quotas", "kind", "ids", "words"),
    [
        (
            [("country", "TJ", 4, "")],
            "impossible",
            ("country=TJ",),
            "seats that country=TJ needs: 4, candidates who count for it: 3",
        ),
        (
            [("country", "TJ", 3, ""), ("country", "KZ", 3, "")],
            "impossible",
            ("country=KZ", "country=TJ"),
            "seats that the minimums of country need: 6, there: 5",
        ),
        (
            [("country", "TJ", 0, 1), ("country", "KZ", 0, 3)],
            "impossible",
            ("country=KZ", "country=TJ"),
            "candidates that the maximums of country leave: 4, seats: 5",
        ),
        (
            [
                ("country", "TJ", "", 2),
                ("country×score_band", "TJ×low", 2, ""),
                ("country×score_band", "TJ×high", 1, ""),
            ],
            "impossible",
            ("country=TJ", "country×score_band=TJ×high", "country×score_band=TJ×low"),
            "seats that the minimums of country×score_band within country=TJ still need: 3, it may have: 2",
        ),
        (
            [("country", "TJ", 2, ""), ("country×score_band", "TJ×low", "", 0)],
            "impossible",
            ("country=TJ", "country×score_band=TJ×low"),
            "seats that country=TJ needs: 2, candidates that the maximums of country×score_band leave it: 1",
        ),
        (
            [("country", "KZ", 2, "")],
            "says_nothing",
            ("country=KZ",),
            "country=KZ says nothing: any selection keeps it",
        ),
        ([("country", "TJ", 0, 3)], "says_nothing", ("country=TJ",), "country=TJ says nothing: any selection keeps it"),
        ([("country", "UZ", 0, 2)], "says_nothing", ("country=UZ",), "country=UZ says nothing: nobody counts for it"),
    ],
)
def test_adding_up_tells_which_quota_it_is(
    tmp_path: Path, quotas: list[tuple[str, str, object, object]], kind: str, ids: tuple[str, ...], words: str
) -> None:
    [found] = remarks(written(tmp_path, PEOPLE, quotas, 5).asked())
    assert (found.kind, found.quotas, found.words) == (kind, ids, words)


def test_more_seats_than_candidates_and_more_who_must_have_one_than_seats_are_told(tmp_path: Path) -> None:
    [few] = remarks(written(tmp_path, PEOPLE, [("country", "KZ", 1, "")], 9).asked())
    must = [(f"A{n}", "in", "host") for n in range(3)]
    [many] = remarks(written(tmp_path, PEOPLE, [], 2, must=must).asked())
    assert {(few.kind, few.quotas), (many.kind, many.quotas)} == {("impossible", ())}
    assert few.words == "candidates who take part: 8, seats: 9"
    assert many.words == "who must have a seat: 3, seats: 2"


def test_where_those_who_must_have_a_seat_are_too_many_no_minimum_is_blamed_for_it(tmp_path: Path) -> None:
    must = [(f"A{n}", "in", "host") for n in range(3)]
    quotas = [("country", "TJ", "", 2), ("country×score_band", "TJ×low", 1, "")]
    found = remarks(written(tmp_path, PEOPLE, quotas, 2, must=must).asked())
    told = [one.words for one in found if one.kind == Kind.IMPOSSIBLE]
    assert told == ["who must have a seat: 3, seats: 2", "seats that country=TJ may have: 2, who must have one: 3"]


def test_a_cap_that_leaves_seats_empty_is_told(tmp_path: Path) -> None:
    people = [{**one, "organisation": f"o{n % 2}"} for n, one in enumerate(PEOPLE)]
    [found] = remarks(written(tmp_path, people, [], 5, organisation_max=2).asked())
    assert (found.kind, found.quotas) == ("impossible", ("organisation",))
    assert found.words == "candidates that at most 2 per organisation leave: 4, seats: 5"


def test_a_cap_that_no_selection_can_exceed_says_nothing(tmp_path: Path) -> None:
    people = [{**one, "organisation": f"o{n % 4}"} for n, one in enumerate(PEOPLE)]
    [found] = remarks(written(tmp_path, people, [], 5, organisation_max=2).asked())
    assert (found.kind, found.quotas) == ("says_nothing", ("organisation",))


def test_of_two_quotas_for_the_same_people_the_stricter_counts(tmp_path: Path) -> None:
    files = written(tmp_path, PEOPLE, [], 5)
    rows = "id,feature,value,min,max\na,country,TJ,3,\nb,country,TJ,1,\nc,country,KZ,3,\n"
    files.quotas.write_text(rows, encoding="utf-8")
    [found] = [one for one in remarks(files.asked()) if one.kind == Kind.IMPOSSIBLE]
    assert (found.quotas, found.words) == (("a", "c"), "seats that the minimums of country need: 6, there: 5")


def test_minimums_are_added_up_beside_those_who_must_have_a_seat(tmp_path: Path) -> None:
    quotas = [("country", "TJ", 2, ""), ("country", "KZ", 2, "")]
    must = [("A0", "in", "host"), ("A1", "in", "host"), ("A2", "in", "host")]
    [_, found] = remarks(written(tmp_path, PEOPLE, quotas, 4, must=must).asked())
    assert (found.kind, found.quotas) == ("impossible", ("country=KZ",))
    assert found.words == "seats that the minimums of country still need: 2, there: 1"


@given(small())
@settings(max_examples=80, deadline=None)
def test_a_remark_is_true(call: Small) -> None:
    with TemporaryDirectory() as folder:
        found = remarks(handed_in(call, folder).asked())

    for remark in found:
        limits = [limit for limit in call.limits() if limit[0] in remark.quotas]
        if remark.kind == Kind.IMPOSSIBLE:
            assert not any(call.groups(limits))
        else:
            assert all(call.keeps(group, limits) for group in call.groups([]))


@given(small())
@settings(max_examples=80, deadline=None)
def test_an_easing_is_the_smallest_that_is_enough_alone(call: Small) -> None:
    assume(call.best() is None)
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(call, folder).asked())
    assume(decided.conflict is not None)
    assert decided.conflict is not None
    found = {(one.quota, one.side): one for one in easings(decided.asked, decided.conflict)}

    for name, side in decided.conflict.limits:
        rest = [limit for limit in call.limits() if limit != (name, side)]
        least = min((_needed(call, group, name, side) for group in call.groups(rest)), default=None)
        eased = found.get((name, side))
        assert (None if eased is None else eased.seats) == (least if side == "max" or least is None else -least)
        if eased is not None:
            fitting = [
                group
                for group in call.groups(rest)
                if _needed(call, group, name, side) <= abs(eased.seats) * _sign(side)
            ]
            assert eased.worth.value == max(sum(int(str(one["score"])) for one in group) for group in fitting)


COUNTRIES = ("GE", "KZ", "TJ")
OF_EACH = [{"id": f"A{n:02}", "score": n, "country": COUNTRIES[n % 3]} for n in range(15)]
TOO_FEW: list[tuple[str, str, object, object]] = [("country", one, 0, 1) for one in COUNTRIES]
EACH = [(f"country={one}", 4, Worth()) for one in COUNTRIES]


def test_what_each_limit_would_give_by_lot_has_a_share_of_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = decide(written(tmp_path, OF_EACH, TOO_FEW, 6, policy="lottery").asked())
    now = [100.0]

    def never(call: Call, effort: int, until: float, *_: object, **__: object) -> None:
        now.append(until)
        raise TimeIsUp

    monkeypatch.setattr(relaxation, "time", SimpleNamespace(monotonic=lambda: now[-1]))
    monkeypatch.setattr(easing, "smallest_chance", lambda *_: None)
    monkeypatch.setattr(easing, "lottery", never)
    assert decided.conflict is not None
    found = easings(decided.asked, decided.conflict, Clock(106.0))

    assert [(one.quota, one.seats, one.worth) for one in found] == EACH
    assert now == [100.0, 102.0, 104.0, 106.0]


def test_by_lot_no_list_is_made_that_takes_many_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spent = []

    def counted(*asked: Any, **how: Any) -> Lottery:
        found = lottery(*asked, **how)
        spent.append(found.programs * len(found.call.sizes))
        return found

    monkeypatch.setattr(easing, "smallest_chance", lambda *_: None)
    monkeypatch.setattr(easing, "lottery", counted)
    decided = decide(replace(made(tmp_path, 300, 2, policy="lottery"), organisation_max=0).asked())
    assert decided.conflict is not None
    [cap] = easings(decided.asked, decided.conflict)

    assert (cap.quota, cap.seats, cap.worth) == ("organisation", 1, Worth())
    assert 0 < spent[0] <= 60_000


def test_a_limit_is_enough_though_the_best_value_with_it_is_not_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = decide(written(tmp_path, OF_EACH, TOO_FEW, 6).asked())
    monkeypatch.setattr(easing, "solve", lambda *asked, **how: replace(solve(*asked, **how), status=Status.BOUNDED))
    assert decided.conflict is not None
    found = easings(decided.asked, decided.conflict)

    assert [(one.quota, one.seats, one.worth) for one in found] == EACH


@given(small())
@settings(max_examples=30, deadline=None)
def test_where_no_limit_is_enough_alone_the_cheapest_two_or_three_are_told_together(call: Small) -> None:
    assume(call.best() is None)
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(call, folder).asked())
    assume(decided.conflict is not None)
    assert decided.conflict is not None
    found = enough(decided.asked, decided.conflict)
    assume(not found.alone)
    asked = {
        (f"{f}={v}", side): seats for f, v, low, high in call.quotas for side, seats in (("min", -low), ("max", high))
    }
    asked |= {} if call.cap is None else {("organisation", "max"): call.cap}
    short = [
        [most for limit, had in asked.items() if (most := _needed(call, group, *limit) - had) > 0]
        for group in call.groups([])
    ]
    cheapest = min(((len(gives), sum(gives)) for gives in short), default=(4, 0))

    if found.together is None:
        assert cheapest > (3, 99)
        return
    eased = {(name, side): seats * _sign(side) for name, side, seats in found.together.limits}
    gives = [seats - asked[limit] for limit, seats in eased.items()]
    fitting = [
        group
        for group in call.groups([limit for limit in call.limits() if limit not in eased])
        if all(_needed(call, group, *limit) <= seats for limit, seats in eased.items())
    ]
    assert (len(gives), sum(gives)) == cheapest
    assert found.together.worth.value == max(sum(int(str(one["score"])) for one in group) for group in fitting)


def test_what_gives_together_is_sought_among_types_that_no_organisation_tells_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns: list[int] = []

    def counted(model: highspy.HighsLp) -> object:
        columns.append(model.num_col_)
        return relaxation.loaded(model)

    monkeypatch.setattr(elastic, "loaded", counted)
    sexes, countries = ("f", "m"), ("KZ", "TJ")
    people = [
        {"id": f"A{n:03}", "score": n, "country": countries[n % 2], "sex": sexes[n // 2 % 2], "organisation": n // 4}
        for n in range(200)
    ]
    quotas = [(feature, one, 4, "") for feature, both in (("country", countries), ("sex", sexes)) for one in both]
    decided = decide(written(tmp_path, people, quotas, 6, organisation_max=1).asked())
    assert decided.conflict is not None
    found = enough(decided.asked, decided.conflict)

    assert found.together is not None
    assert sorted(seats for _, _, seats in found.together.limits) == [2, 2]
    assert columns == [len(countries) * len(sexes) + 2 * len(quotas)]


def _sign(side: str) -> int:
    return 1 if side == "max" else -1


def _needed(call: Small, group: object, name: str, side: str) -> int:
    """The maximum that this group needs; of a minimum, its negative."""
    people = list(group)  # type: ignore[call-overload]
    if name == "organisation":
        of = [one["organisation"] for one in people if one.get("organisation")]
        return max((of.count(one) for one in of), default=0)
    quota = next(one for one in call.quotas if f"{one[0]}={one[1]}" == name)
    seats = sum(call.counts(quota, one) for one in people)
    return seats if side == "max" else -seats
