"""Each change that an event type may see is judged by one rule, and rightly: there is a fact that one side refuses."""

from collections.abc import Iterable
from itertools import combinations, product
from typing import Literal
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from pydantic import create_model

from shared.contracts import rules
from shared.contracts.changes import Change, between, of_one
from shared.contracts.contract import Contract, event_types
from shared.contracts.rules import Rule
from shared.contracts.schemas import Schema, Unpromisable
from shared.events.base import Event, Leaves, Role
from tests.contract.cases import (
    BREAKING,
    DATA,
    FACT,
    FIELDS,
    HARMLESS,
    LEAVE_OUT,
    Case,
    Fields,
    Table,
    TableBy,
    contract,
)
from tests.support.formats import FORMATS


def valid(schema: Schema, fact: Fields) -> bool:
    return bool(Draft202012Validator(schema, format_checker=FORMATS).is_valid(fact))


def both(case: Case) -> tuple[Contract, Contract]:
    """The contract of yesterday and that of today."""
    return contract({**FIELDS, **case.then}), contract({**FIELDS, **case.then, **case.now})


def together(cases: Iterable[Case]) -> Contract:
    """All their changes at once."""
    fields = dict(FIELDS)
    for case in cases:
        fields |= case.now
    return contract(fields)


def said(fact: Fields) -> Fields:
    return {name: value for name, value in {**FACT, **fact}.items() if value is not LEAVE_OUT}


@pytest.mark.parametrize("name", DATA)
def test_a_change_of_the_data_is_judged_by_one_rule(name: str) -> None:
    changes = list(of_one(*both(DATA[name])))

    assert {change.rule.name for change in changes} == {DATA[name].rule.name}
    assert {change.rule.breaking for change in changes} == {name in BREAKING}


@pytest.mark.parametrize("name", [name for name, case in BREAKING.items() if case.today is not None])
def test_what_is_said_today_would_be_refused_by_a_reader_of_yesterday(name: str) -> None:
    old, new = both(BREAKING[name])
    fact = said(BREAKING[name].today or {})

    assert (valid(old.data, fact), valid(new.data, fact)) == (False, True)


@pytest.mark.parametrize("name", [name for name, case in BREAKING.items() if case.yesterday is not None])
def test_what_was_said_yesterday_would_be_refused_by_a_reader_of_today(name: str) -> None:
    old, new = both(BREAKING[name])
    fact = said(BREAKING[name].yesterday or {})

    assert (valid(old.data, fact), valid(new.data, fact)) == (True, False)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_lets_both_days_read_one_another(name: str) -> None:
    old, new = both(HARMLESS[name])
    facts = (said({}), said(HARMLESS[name].today or {}))

    assert [valid(schema, fact) for schema in (old.data, new.data) for fact in facts] == [True] * 4


def test_steps_that_are_harmless_one_by_one_are_harmless_together() -> None:
    """So a change is compared with the newest contract alone: whom of an earlier one it hurts, it hurts there too."""
    steps = [together(HARMLESS[name] for name in names) for n in (2, 3) for names in combinations(HARMLESS, n)]
    every = [contract(), *steps, *[now for _, now in AROUND], *[one for case in DATA.values() for one in both(case)]]
    harmless = {
        (a, b)
        for (a, old), (b, new) in product(enumerate(every), repeat=2)
        if not any(change.rule.breaking for change in of_one(old, new))
    }
    ways = [(a, b, c) for a, b in harmless for c in range(len(every)) if (b, c) in harmless and len({a, b, c}) == 3]

    assert ways
    assert {(a, c) for a, _, c in ways} <= harmless


def test_a_field_without_a_value_is_missing_and_never_null() -> None:
    assert valid(contract().data, FACT)
    assert not valid(contract().data, {**FACT, "guest": None})


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((int | UUID, ...), r"data/row has several shapes \(anyOf\)"),
        ((tuple[int | None, ...], ()), r"data/row has several shapes \(anyOf\)"),
        ((dict[str, int | None], {}), r"data/row has several shapes \(anyOf\)"),
        ((tuple[int, Table], ...), r"data/row has several shapes \(prefixItems\)"),
        ((int | None, ...), "data/row may be None, which is never said"),
        ((int | None, 5), "data/row may be None, which is never said"),
    ],
    ids=["two types", "null in a list", "null in a map", "a tuple", "null that is required", "null beside a default"],
)
def test_what_a_schema_cannot_say_is_not_promised(row: tuple[object, object], why: str) -> None:
    """A reader by the schema would refuse what the type says, or a change of it would not be seen."""
    with pytest.raises(Unpromisable, match=f"^cascade.scheduling.SeatKept.v1 {why}"):
        contract({**FIELDS, "row": row})


def test_two_classes_do_not_say_the_same_type(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = [create_model("SeatGiven", __base__=Event) for _ in range(2)]
    for twin in (one, other):
        monkeypatch.setattr(twin, "__module__", "shared.events.scheduling")
        monkeypatch.setattr(twin, "publisher", "scheduling", raising=False)

    with pytest.raises(Unpromisable, match=r"SeatGiven\.v1 is said by two classes"):
        event_types()
    monkeypatch.setattr(other, "schema_version", 2)
    assert {one, other} <= set(event_types())


def with_header(name: str, schema: Schema | None, *, required: bool = False) -> Contract:
    """With another header, or without it."""
    now = contract()
    others = {one: its for one, its in now.headers["properties"].items() if one != name}
    needed = [one for one in now.headers["required"] if one != name] + ([name] if required else [])
    properties = others if schema is None else {**others, name: schema}
    return now.model_copy(update={"headers": {**now.headers, "properties": properties, "required": needed}})


def header(name: str) -> Schema:
    return dict(contract().headers["properties"][name])


def closed(schema: Schema) -> Schema:
    """That refuses what it does not name."""
    return {**schema, "additionalProperties": False}


TEXT = {"type": "string"}
AROUND = [
    (rules.KEY_CHANGED, contract().model_copy(update={"key": "seat"})),
    (rules.ROLE_CHANGED, contract().model_copy(update={"role": Role.HOST})),
    (rules.LEAVES_CHANGED, contract().model_copy(update={"leaves": Leaves.ALWAYS})),
    (rules.SUBJECT_CHANGED, with_header("ce_subject", {**header("ce_subject"), "format": "uri"}, required=True)),
    (rules.HEADER_REMOVED, with_header("traceparent", None)),
    (rules.HEADER_CHANGED, with_header("ce_source", {**header("ce_source"), "pattern": "^urn:"}, required=True)),
    (rules.HEADER_CHANGED, with_header("ce_time", header("ce_time"))),
    (rules.REQUIRED_HEADER_ADDED, with_header("ce_partitionkey", TEXT, required=True)),
    (rules.OPTIONAL_HEADER_ADDED, with_header("tracestate", TEXT)),
    (rules.HEADER_CHANGED, contract().model_copy(update={"headers": closed(contract().headers)})),
    (rules.WORDS_CHANGED, with_header("ce_id", {**header("ce_id"), "description": "Once."}, required=True)),
]


@pytest.mark.parametrize(("rule", "now"), AROUND, ids=[f"{rule.name}-{i}" for i, (rule, _) in enumerate(AROUND)])
def test_a_change_around_the_data_is_judged_by_one_rule(rule: Rule, now: Contract) -> None:
    assert [change.rule.name for change in of_one(contract(), now)] == [rule.name]


def test_a_type_that_is_no_longer_said_hurts_and_one_that_is_new_does_not() -> None:
    one = contract()
    two = one.model_copy(update={"type": "cascade.scheduling.SeatKept.v2"})

    (gone,) = between({one.type: one, two.type: two}, {one.type: one})
    (new,) = between({one.type: one}, {one.type: one, two.type: two})

    assert (gone.rule, new.rule) == (rules.TYPE_REMOVED, rules.TYPE_ADDED)


def test_nothing_is_found_where_nothing_changed() -> None:
    assert between({"one": contract()}, {"one": contract()}) == []


def test_the_order_of_fields_and_of_values_is_nobodys_concern() -> None:
    turned = dict(reversed(list(FIELDS.items()))) | {"meal": (Literal["evening", "noon"], ...)}

    assert list(of_one(contract(), contract(turned))) == []


def test_every_rule_has_a_case() -> None:
    known = {rule.name for rule in vars(rules).values() if isinstance(rule, Rule)}
    types = {rules.TYPE_ADDED.name, rules.TYPE_REMOVED.name}

    assert {case.rule.name for case in DATA.values()} | {rule.name for rule, _ in AROUND} | types == known


def test_a_change_is_told_with_rule_place_reason_and_cure() -> None:
    (change,) = of_one(contract(), contract({**FIELDS, "table": (TableBy, ...)}))

    assert change == Change(rules.REQUIRED_FIELD_ADDED, "cascade.scheduling.SeatKept.v1 data/table/window", "is new")
    assert change.sentence == (
        "required-field-added: cascade.scheduling.SeatKept.v1 data/table/window: is new; facts that are in the topics "
        "already cannot be read. Cure: make it optional, or publish the next version beside this one until nobody "
        "reads this one any more."
    )
