"""The frozen contracts say what the services say: complete, true, and readable on both sides of a change."""

import json
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from shared.backbone.arrivals import read
from shared.contracts.changes import between
from shared.contracts.contract import Contract, Example, current, with_example
from tests.contract.recorded import EVENTS, FIXTURES, FROZEN, NAMES, arrival, newer, refusals

every_fixture = pytest.mark.parametrize(("contract", "example"), FIXTURES, ids=NAMES)
every_type = pytest.mark.parametrize("contract", FROZEN.values(), ids=[one.name for one in FROZEN.values()])


def test_every_event_type_has_a_frozen_contract_and_no_contract_is_without_its_type() -> None:
    assert FROZEN.keys() == EVENTS.keys()


def test_no_change_waits_to_be_frozen() -> None:
    """A breaking one has to be taken back; `make contracts` freezes a harmless one."""
    assert [change.sentence for change in between(FROZEN, current())] == []


@every_type
def test_the_schemas_are_schemas(contract: Contract) -> None:
    Draft202012Validator.check_schema(contract.headers)
    Draft202012Validator.check_schema(contract.data)
    assert "$ref" not in json.dumps(contract.data)


@every_type
def test_a_schema_lets_fields_through_that_it_does_not_name(contract: Contract) -> None:
    assert "additionalProperties" not in json.dumps([contract.headers, contract.data])


@every_fixture
def test_what_was_recorded_is_as_promised(contract: Contract, example: Example) -> None:
    assert refusals(contract.headers, example.headers) == []
    assert refusals(contract.data, example.data) == []
    assert example.data[contract.key] == example.headers["ce_subject"]


@every_fixture
def test_a_reader_of_today_reads_what_was_said_long_ago(contract: Contract, example: Example) -> None:
    heard = read(arrival(example), EVENTS)

    assert heard is not None
    assert heard.id == UUID(example.headers["ce_id"])
    assert json.loads(heard.fact.model_dump_json(exclude_none=True)).items() >= example.data.items()


@every_fixture
def test_a_reader_of_today_skips_the_fields_of_tomorrow(contract: Contract, example: Example) -> None:
    today, tomorrow = read(arrival(example), EVENTS), read(arrival(newer(example)), EVENTS)

    assert newer(example).data != example.data
    assert today == tomorrow
    assert today is not None


@every_fixture
def test_a_reader_of_long_ago_takes_what_is_said_tomorrow(contract: Contract, example: Example) -> None:
    assert refusals(contract.headers, newer(example).headers) == []
    assert refusals(contract.data, newer(example).data) == []


@every_type
def test_a_reader_of_long_ago_takes_what_is_said_today(contract: Contract) -> None:
    (now,) = with_example(EVENTS[contract.type]).examples

    assert refusals(contract.headers, now.headers) == []
    assert refusals(contract.data, now.data) == []


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
