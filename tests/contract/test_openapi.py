"""What integrators read of each service's interface: every field and parameter says what it means, and every example
is as described.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import followup.app
import registration.app
import scheduling.app
from shared.web.meanings import EVERYWHERE, undescribed
from shared.web.service import Blueprint
from tests.support.descriptions import Json, parts
from tests.support.formats import FORMATS

BLUEPRINTS = (registration.app.BLUEPRINT, scheduling.app.BLUEPRINT, followup.app.BLUEPRINT)


def described(blueprint: Blueprint) -> Json:
    document: Json = blueprint.http({}).openapi()
    return document


@pytest.fixture(params=BLUEPRINTS, ids=lambda blueprint: blueprint.name)
def blueprint(request: pytest.FixtureRequest) -> Blueprint:
    chosen: Blueprint = request.param
    return chosen


@pytest.fixture
def document(blueprint: Blueprint) -> Json:
    return described(blueprint)


def means_something(document: Json, part: Json) -> bool:
    """By its own words, or by those of the one shape that it refers to."""
    if part.get("description"):
        return True
    if "$ref" in part:
        return means_something(document, document["components"]["schemas"][part["$ref"].rpartition("/")[2]])
    return any(means_something(document, one) for one in part.get("anyOf", ()))


def test_every_field_and_parameter_says_what_it_means(document: Json) -> None:
    mute = [
        f"{place}/{name}"
        for place, part in parts(document, document, "")
        for name, field in [
            *part.get("properties", {}).items(),
            *[(one["name"], one) for one in part.get("parameters", ())],
        ]
        if not means_something(document, field) and not means_something(document, field.get("schema", {}))
    ]
    assert mute == []


def test_no_field_says_its_name_alone(document: Json) -> None:
    repeated = [
        f"{place}/{name}"
        for place, part in parts(document, document, "")
        for name, field in part.get("properties", {}).items()
        if field.get("description", "").strip(". ").lower() == name.replace("_", " ")
    ]
    assert repeated == []


def test_every_meaning_is_of_a_name_that_stands_somewhere(blueprint: Blueprint) -> None:
    bare = {name for name, _ in undescribed(described(replace(blueprint, meanings={})))}
    assert blueprint.meanings.keys() - bare == set()


def test_every_common_meaning_is_used_in_each_service(blueprint: Blueprint) -> None:
    assert EVERYWHERE.keys() & blueprint.meanings.keys() == set()
    assert EVERYWHERE.keys() - {name for place, name in names(described(blueprint))} == set()


def names(document: Json) -> Iterator[tuple[str, str]]:
    for place, part in parts(document, document, ""):
        for name in part.get("properties", {}):
            yield place, name


def examples(document: Json) -> Iterator[tuple[str, Any, Json]]:
    """Of bodies, answers, problems and parameters: the place, what is shown there, and the schema that it is of."""
    for place, part in parts(document, document, ""):
        schema = part.get("schema", part)
        if "example" in part:
            yield place, part["example"], schema
        shown = part.get("examples", ())
        for one in shown.values() if isinstance(shown, dict) else shown:
            yield place, one["value"] if isinstance(shown, dict) else one, schema


def faults(document: Json, shown: object, schema: Json) -> Iterator[str]:
    whole = {**schema, "components": document["components"]}
    for error in Draft202012Validator(whole, format_checker=FORMATS).iter_errors(shown):
        yield f"{error.json_path}: {error.message}"


def test_every_example_is_as_described(document: Json) -> None:
    found = list(examples(document))
    assert len(found) > 40
    assert {f"{place} {fault}" for place, shown, schema in found for fault in faults(document, shown, schema)} == set()


def test_an_example_that_leaves_a_field_out_is_found(document: Json) -> None:
    problem = document["components"]["schemas"]["Problem"]
    shown = {name: value for name, value in problem["example"].items() if name != "trace"}
    assert list(faults(document, shown, problem)) == ["$: 'trace' is a required property"]
