"""What all three services promise of their lists and of their changes."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import TestDatabase
from tests.support.three import three

Json = dict[str, Any]

WHOLE_LISTS = {
    ("scheduling", "/v1/trainings/{training}/roster"): "as long as a training has seats",
    ("scheduling", "/v1/trainings/{training}/modules"): "what the manuals of one training teach",
    ("registration", "/v1/trainings/{training}/selections"): "decisions that somebody made by hand",
    ("registration", "/v1/trainings/{training}/lotteries"): "lists that somebody committed to by hand",
    ("registration", "/v1/trainings/{training}/selection-runs"): "drafts and lists that somebody asked for by hand",
    ("registration", "/v1/trainings/{training}/waiting"): "at most one of each step",
    ("registration", "/v1/applications/{application}/consents"): "a few purposes, and pictures of one training",
    ("registration", "/v1/people/{person}/consents"): "a few purposes",
    ("registration", "/v1/applications/{application}/reviews"): "as many as reviewers, of whom there are ten at most",
    ("followup", "/v1/trainings/{training}/facilitators"): "whom one agenda names",
    ("followup", "/v1/trainings/{training}/attendees"): "as long as a training has seats",
    ("followup", "/v1/trainings/{training}/testimonials"): "what one person wrote of one training",
    ("followup", "/v1/trainings/{training}/items/mine"): "what shows one person in one training",
}
"""Lists that come whole, and why they stay short."""

REFUSED = "the state that it leads to refuses it a second time"
BESIDE = "whoever does it again is written down beside the first"
ONE_OF_TWO = "two ask for it, and each is refused a second time"
ADDS = "it adds, and changes nothing that is there"
WHILE_OPEN = "it is decided from what is there once it is locked, and refused where nothing is open"
ONE_FAILURE = "it names one failure, which is gone once it is dealt with"

CHANGED_UNSEEN: Mapping[tuple[str, str, str], str] = {
    (
        "registration",
        "POST",
        "/v1/people",
    ): "she is met by her contact, which nobody can look up first: what was said last of her holds",
    ("registration", "POST", "/v1/links"): ADDS,
    ("registration", "POST", "/v1/organisations"): REFUSED,
    ("registration", "POST", "/v1/trainings/{training}/entry-links"): ADDS,
    ("registration", "POST", "/v1/trainings/{training}/applications"): ADDS,
    (
        "registration",
        "POST",
        "/v1/trainings/{training}/reviews-closing",
    ): "it counts what is there once it is locked, and no review may be missing",
    ("registration", "POST", "/v1/trainings/{training}/reviews-reopening"): REFUSED,
    ("registration", "POST", "/v1/applications/{application}/submission"): REFUSED,
    ("registration", "POST", "/v1/applications/{application}/withdrawal"): REFUSED,
    ("registration", "POST", "/v1/applications/{application}/erasure"): REFUSED,
    (
        "registration",
        "POST",
        "/v1/trainings/{training}/assignments",
    ): "several at once; a review that is given keeps its reviewer",
    ("registration", "POST", "/v1/invitations/{offer}/answer"): REFUSED,
    ("registration", "POST", "/v1/trainings/{training}/selections"): ADDS,
    ("registration", "POST", "/v1/trainings/{training}/lotteries"): ADDS,
    ("registration", "POST", "/v1/trainings/{training}/promotions"): WHILE_OPEN,
    ("registration", "POST", "/v1/selection-runs/{run}/cancellation"): REFUSED,
    ("registration", "POST", "/v1/places/{application}/release"): REFUSED,
    ("registration", "POST", "/v1/places/{application}/offer"): WHILE_OPEN,
    ("scheduling", "POST", "/v1/organisations"): REFUSED,
    ("scheduling", "POST", "/v1/programmes"): REFUSED,
    ("scheduling", "POST", "/v1/manuals"): REFUSED,
    ("scheduling", "POST", "/v1/manuals/{manual}/publication"): REFUSED,
    ("scheduling", "POST", "/v1/trainings"): ADDS,
    (
        "scheduling",
        "POST",
        "/v1/trainings/{training}/agendas",
    ): "it adds a version, and may name the one that it was made from",
    (
        "scheduling",
        "POST",
        "/v1/agendas/{agenda}/acceptances",
    ): "it names the warning, and is refused where none such stands",
    (
        "scheduling",
        "POST",
        "/v1/agendas/{agenda}/publication",
    ): "a version's sessions never change, and conflicts block it",
    ("scheduling", "POST", "/v1/trainings/{training}/completion"): REFUSED,
    ("scheduling", "POST", "/v1/trainings/{training}/suspension"): BESIDE,
    ("scheduling", "POST", "/v1/trainings/{training}/resumption"): ONE_OF_TWO,
    ("scheduling", "POST", "/v1/suspensions"): BESIDE,
    ("scheduling", "POST", "/v1/suspensions/resumption"): ONE_OF_TWO,
    ("followup", "POST", "/v1/trainings/{training}/plans"): REFUSED,
    ("followup", "POST", "/v1/plans/{plan}/planners"): REFUSED,
    ("followup", "POST", "/v1/trainings/{training}/feedback"): REFUSED,
    ("followup", "POST", "/v1/trainings/{training}/testimonials"): ADDS,
    ("followup", "POST", "/v1/trainings/{training}/pictures"): ADDS,
    **{
        (service, method, f"/v1/operations/{what}"): ONE_FAILURE
        for service in ("registration", "scheduling", "followup")
        for method, what in (
            ("POST", "dead-letters/{dead_letter}/replay"),
            ("DELETE", "dead-letters/{dead_letter}"),
            ("POST", "reminders/{kind}/{key}/retry"),
        )
    },
}
"""Changes that take no `If-Match`, and why nothing is lost."""

WITHOUT_ADDRESS = {
    ("scheduling", "/v1/organisations"): "it is read in the list",
    ("scheduling", "/v1/programmes"): "it is read in the list",
    ("scheduling", "/v1/suspensions"): "several at once, which are read in the list",
    ("scheduling", "/v1/suspensions/resumption"): "several at once, which are read in the list",
    ("scheduling", "/v1/trainings/{training}/suspension"): "it is read in the list",
    ("scheduling", "/v1/trainings/{training}/resumption"): "it is read in the list",
    ("registration", "/v1/trainings/{training}/entry-links"): "its token is told once",
    ("registration", "/v1/trainings/{training}/assignments"): "several at once, which are read in the list",
    ("followup", "/v1/trainings/{training}/feedback"): "nobody reads one person's answers",
}
"""What makes something that no route shows alone, and why."""


@pytest.fixture
async def described(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Mapping[str, Json]]:
    """OpenAPI of each service."""
    async with three(database, tmp_path) as services:
        yield {name: service.app.openapi() for name, service in services.items()}


def operations(described: Mapping[str, Json], method: str) -> Iterator[tuple[str, str, Json]]:
    for service, description in described.items():
        for path, methods in description["paths"].items():
            if method in methods:
                yield service, path, methods[method]


def parameters(operation: Json) -> set[str]:
    return {one["name"] for one in operation.get("parameters", ())}


def lists(description: Json, operation: Json) -> bool:
    schema = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
    model = description["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    return "items" in model.get("properties", {})


async def test_every_list_comes_in_pages_or_stays_short(described: Mapping[str, Json]) -> None:
    whole = {
        (service, path)
        for service, path, operation in operations(described, "get")
        if lists(described[service], operation) and not {"cursor", "limit"} <= parameters(operation)
    }

    assert whole == set(WHOLE_LISTS)


async def test_every_change_may_name_the_state_that_it_was_made_from_or_needs_none(
    described: Mapping[str, Json],
) -> None:
    unseen = {
        (service, method.upper(), path)
        for method in ("post", "put", "patch", "delete")
        for service, path, operation in operations(described, method)
        if "If-Match" not in parameters(operation)
    }

    assert unseen == set(CHANGED_UNSEEN)


async def test_an_announced_training_is_changed_from_a_named_state(described: Mapping[str, Json]) -> None:
    change = described["scheduling"]["paths"]["/v1/trainings/{training}/changes"]["post"]

    assert {"If-Match", "Idempotency-Key"} <= parameters(change)


async def test_whatever_is_posted_may_be_sent_again_with_its_key(described: Mapping[str, Json]) -> None:
    posts = {(service, path): parameters(operation) for service, path, operation in operations(described, "post")}

    assert {service for service, _ in posts} == set(described)
    assert {place for place, named in posts.items() if "Idempotency-Key" not in named} == set()


async def test_whoever_makes_something_is_told_where_it_is(described: Mapping[str, Json]) -> None:
    untold = {
        (service, path)
        for service, path, operation in operations(described, "post")
        if "201" in operation["responses"] and "Location" not in operation["responses"]["201"].get("headers", {})
    }

    assert untold == set(WITHOUT_ADDRESS)
