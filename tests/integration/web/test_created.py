"""Whoever makes something is told where it is, and in which state."""

from uuid import uuid4

import pytest

from tests.support.services import Asking

WORDS = {"words": "by the window"}


@pytest.fixture
def coordinator(ask: Asking) -> Asking:
    return ask.staff("coordinator")


async def test_what_was_made_is_where_its_answer_says_in_the_state_that_it_says(coordinator: Asking) -> None:
    made = await coordinator.http.post("/v1/notes", json=WORDS)
    read = await coordinator.http.get(made.headers["location"])

    assert made.headers["location"] == f"/v1/notes/{made.json()['note']}"
    assert (read.status_code, read.headers["etag"]) == (200, made.headers["etag"])


async def test_whoever_asks_at_the_door_is_told_the_place_there(coordinator: Asking) -> None:
    made = await coordinator.http.post("/scheduling/v1/notes", json=WORDS)

    assert made.headers["location"] == f"/scheduling/v1/notes/{made.json()['note']}"
    assert (await coordinator.http.get(made.headers["location"])).headers["etag"] == made.headers["etag"]


async def test_the_tag_of_what_was_made_serves_for_the_next_change(coordinator: Asking) -> None:
    made = await coordinator.http.post("/v1/notes", json=WORDS)
    changed = await coordinator.http.put(
        made.headers["location"], json={"words": "at the door"}, headers={"If-Match": made.headers["etag"]}
    )

    assert changed.status_code == 200


async def test_what_is_answered_in_another_shape_says_where_it_is_alone(coordinator: Asking) -> None:
    made = await coordinator.http.post("/v1/notes", json=WORDS)
    copied = await coordinator.http.post(f"{made.headers['location']}/copy")

    assert copied.headers["location"] == f"/v1/notes/{copied.json()['note']}" != made.headers["location"]
    assert "etag" not in copied.headers


async def test_who_may_not_look_has_made_it_all_the_same(coordinator: Asking) -> None:
    made = await coordinator.http.post("/v1/notes", json={"words": "unseen"})

    assert (made.status_code, "location" in made.headers, "etag" in made.headers) == (201, True, False)


async def test_a_request_sent_again_is_told_the_same_place(coordinator: Asking) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first, again = [await coordinator.http.post("/v1/notes", json=WORDS, headers=key) for _ in range(2)]

    assert first.headers["location"] == again.headers["location"]
    assert first.headers["etag"] == again.headers["etag"]


async def test_the_description_tells_what_is_told(ask: Asking) -> None:
    paths = (await ask.get("/openapi.json"))["paths"]

    assert set(paths["/v1/notes"]["post"]["responses"]["201"]["headers"]) == {"Location", "ETag"}
    assert set(paths["/v1/notes/{note}/copy"]["post"]["responses"]["201"]["headers"]) == {"Location"}
    assert "headers" not in paths["/v1/trainings/{training}/seats"]["post"]["responses"]["201"]
