"""The frozen contracts say what the services say: complete, true, and readable on both sides of a change."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from shared.backbone.arrivals import read
from shared.contracts.changes import between, of_one
from shared.contracts.contract import Contract, Example, Revision, current
from shared.contracts.recording import fields, with_examples
from shared.contracts.schemas import Schema
from tests.contract.recorded import EVENTS, FIXTURES, FROZEN, NAMES, arrival, newer, refusals

every_fixture = pytest.mark.parametrize(("contract", "example"), FIXTURES, ids=NAMES)
every_type = pytest.mark.parametrize("contract", FROZEN.values(), ids=[one.name for one in FROZEN.values()])
every_reader = pytest.mark.parametrize(
    ("contract", "reader"),
    [(contract, reader) for contract in FROZEN.values() for reader in contract.revisions],
    ids=[f"{contract.name}-{i}" for contract in FROZEN.values() for i, _ in enumerate(contract.revisions)],
)
"""Of each time: who goes by the schemas that stood then."""


def refused(reader: Revision, example: Example) -> list[str]:
    return [*refusals(reader.headers, example.headers), *refusals(reader.data, example.data)]


def holds(read: object, said: object) -> bool:
    """Whether all that was said was read; what may be missing is read as its default."""
    if isinstance(read, dict) and isinstance(said, dict):
        return all(name in read and holds(read[name], one) for name, one in said.items())
    if isinstance(read, list) and isinstance(said, list):
        return len(read) == len(said) and all(map(holds, read, said))
    return read == said


def paths(schema: Schema, place: str, *, needed: bool) -> Iterator[str]:
    """Of all fields that it names, or of those alone that must be there."""
    yield place
    inner = schema.get("items", schema)
    for name in inner.get("required", ()) if needed else inner.get("properties", ()):
        yield from paths(inner["properties"][name], f"{place}/{name}", needed=needed)


def filling(contract: Contract, *, needed: bool) -> frozenset[str]:
    return frozenset((*paths(contract.headers, "headers", needed=needed), *paths(contract.data, "data", needed=needed)))


def test_every_event_type_has_a_frozen_contract_and_no_contract_is_without_its_type() -> None:
    assert FROZEN.keys() == EVENTS.keys()


def test_no_change_waits_to_be_frozen() -> None:
    """A breaking one has to be taken back; `make contracts` freezes a harmless one."""
    assert [change.sentence for change in between(FROZEN, current())] == []


def test_earlier_schemas_are_kept() -> None:
    assert [one.name for one in FROZEN.values() if one.earlier]


@every_type
def test_each_revision_of_a_contract_hurts_no_reader_of_one_before(contract: Contract) -> None:
    each = [contract.model_copy(update=dict(one)) for one in contract.revisions]

    for earlier, later in combinations(each, 2):
        changes = list(of_one(earlier, later))
        assert changes != []
        assert [change.sentence for change in changes if change.rule.breaking] == []


@every_type
def test_a_fact_is_recorded_with_all_that_it_may_say_and_with_nothing_that_it_may_leave_out(
    contract: Contract,
) -> None:
    recorded = {fields(example, contract) for example in contract.examples}

    assert filling(contract, needed=True) in recorded
    assert filling(contract, needed=False) in recorded
    assert len(recorded) > 1


@every_reader
def test_the_schemas_are_schemas(contract: Contract, reader: Revision) -> None:
    Draft202012Validator.check_schema(reader.headers)
    Draft202012Validator.check_schema(reader.data)
    assert "$ref" not in json.dumps(reader.data), contract.type


WRONG_OF_FORMAT = {"uuid": "no-uuid", "date-time": "2017-05-18T19:00:00", "date": "2017-05-32"}


def test_a_value_of_another_format_is_refused_by_a_reader() -> None:
    found = set(re.findall(r'"format": "([^"]+)"', json.dumps([[one.headers, one.data] for one in FROZEN.values()])))
    taken = [one for one in found if refusals({"type": "string", "format": one}, WRONG_OF_FORMAT[one]) == []]

    assert found
    assert taken == []


@every_reader
def test_a_schema_lets_fields_through_that_it_does_not_name(contract: Contract, reader: Revision) -> None:
    assert "additionalProperties" not in json.dumps([reader.headers, reader.data]), contract.type


@every_fixture
def test_what_was_recorded_is_as_promised(contract: Contract, example: Example) -> None:
    assert refused(contract.revisions[-1], example) == []
    assert example.data[contract.key] == example.headers["ce_subject"]


def unnamed(value: object, schema: Schema, place: str = "data") -> list[str]:
    """Fields that are said and stand in no schema; where names are data there are none to name."""
    if isinstance(value, list):
        return [found for one in value for found in unnamed(one, schema["items"], place)]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    named = schema["properties"]
    return [f"{place}/{name}" for name in value if name not in named] + [
        found for name, one in value.items() if name in named for found in unnamed(one, named[name], f"{place}/{name}")
    ]


@every_fixture
def test_nothing_is_said_that_no_schema_names(contract: Contract, example: Example) -> None:
    assert unnamed(example.data, contract.data) == []


@every_fixture
def test_a_reader_of_today_reads_what_was_said_long_ago(contract: Contract, example: Example) -> None:
    heard = read(arrival(example), EVENTS)

    assert heard is not None
    assert heard.id == UUID(example.headers["ce_id"])
    assert holds(json.loads(heard.fact.model_dump_json(exclude_none=True)), example.data)


@every_fixture
def test_a_reader_of_today_skips_the_fields_of_tomorrow(contract: Contract, example: Example) -> None:
    today, tomorrow = read(arrival(example), EVENTS), read(arrival(newer(example)), EVENTS)

    assert newer(example).data != example.data
    assert today == tomorrow
    assert today is not None


@every_reader
def test_a_reader_of_long_ago_takes_what_was_recorded_since(contract: Contract, reader: Revision) -> None:
    assert [refused(reader, example) for example in contract.examples] == [[]] * len(contract.examples)


@every_reader
def test_a_reader_of_long_ago_takes_what_is_said_tomorrow(contract: Contract, reader: Revision) -> None:
    assert [refused(reader, newer(example)) for example in contract.examples] == [[]] * len(contract.examples)


@every_reader
def test_a_reader_of_long_ago_takes_what_is_said_today(contract: Contract, reader: Revision) -> None:
    today = with_examples(EVENTS[contract.type]).examples

    assert [refused(reader, example) for example in today] == [[]] * len(today)


@every_fixture
def test_a_type_that_nobody_here_knows_is_skipped(contract: Contract, example: Example) -> None:
    """The next version beside this one, to a reader that has only this one."""
    headers = {**example.headers, "ce_type": f"{contract.type}0"}

    assert read(arrival(Example(headers=headers, data={"nothing": "known"})), EVENTS) is None


@every_type
def test_a_reader_by_the_schema_refuses_what_our_reader_refuses(contract: Contract) -> None:
    """A required field that is missing: the frozen schema is no weaker than the code."""
    for name in contract.data["required"]:
        data = {field: value for field, value in contract.examples[-1].data.items() if field != name}
        assert refusals(contract.data, data) != []
        with pytest.raises(ValueError, match=name):
            EVENTS[contract.type].model_validate(data)
