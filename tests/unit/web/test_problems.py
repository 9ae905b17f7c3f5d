"""A fault in a request is told by its place; what was typed is not repeated."""

from enum import StrEnum
from typing import Any
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import field_validator

from shared.web import problems
from shared.web.models import Body

CANARY = "canarova"


class Colour(StrEnum):
    RED = "red"


class Wish(Body):
    colour: Colour = Colour.RED
    id: UUID | None = None
    words: str = ""

    @field_validator("words")
    @classmethod
    def _polite(cls, words: str) -> str:
        if words == CANARY:
            raise ValueError(f"{words} is not polite")
        return words


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    problems.install(app)

    @app.post("/wishes/{number}")
    async def wish(number: int, wish: Wish) -> str:
        return f"{number} {wish.words}"

    return app


async def refused(app: FastAPI, path: str, content: str) -> dict[str, Any]:
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as http:
        response = await http.post(path, content=content, headers={"Content-Type": "application/json"})
    assert response.headers["content-type"] == "application/problem+json"
    assert CANARY not in response.text
    told: dict[str, Any] = response.json()
    return told


@pytest.mark.parametrize(
    ("content", "pointer", "detail"),
    [
        (f'{{"colour": "{CANARY}"}}', "/colour", "Input should be 'red'"),
        (f'{{"words": "{CANARY}"}}', "/words", "value error"),
        ('{"words": 1}', "/words", "Input should be a valid string"),
        ('{"a/b~c": 1}', "/a~1b~0c", "Extra inputs are not permitted"),
        (CANARY, "", "JSON decode error"),
    ],
)
async def test_a_wrong_body_is_told_by_a_pointer(app: FastAPI, content: str, pointer: str, detail: str) -> None:
    told = await refused(app, "/wishes/1", content)

    assert (told["status"], told["code"]) == (422, "invalid-request")
    assert told["errors"] == [{"pointer": pointer, "detail": detail}]


async def test_a_wrong_address_is_told_by_its_parameter(app: FastAPI) -> None:
    told = await refused(app, "/wishes/canarova", "{}")

    assert told["errors"][0]["pointer"] == "path/number"


async def test_several_faults_are_told_at_once(app: FastAPI) -> None:
    told = await refused(app, "/wishes/x", '{"id": 1, "words": 2}')

    assert told["detail"] == "The request is not as described: see path/number, /id, /words."
