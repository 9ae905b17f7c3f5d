"""A fault in a request is told by its place; what was typed is not repeated."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, get_args
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import Field, StringConstraints, field_validator
from pydantic_core import core_schema

from shared.web import faults, problems
from shared.web.models import Body
from shared.web.values import Code, Country, InWords

CANARY = "canarova"


class Colour(StrEnum):
    RED = "red"


class Wish(Body):
    colour: Colour = Colour.RED
    id: UUID | None = None
    words: str = "please"
    country: Country = "TJ"
    codes: Annotated[tuple[Code, ...], Field(max_length=2)] = ()
    seats: Annotated[int, Field(ge=1, le=100)] = 1
    day: date | None = None
    at: datetime | None = None
    letter: Annotated[str, StringConstraints(max_length=4), InWords("at most four letters")] = ""

    @field_validator("words")
    @classmethod
    def _polite(cls, words: str) -> str:
        if words == CANARY:
            raise ValueError(f"{words} is not polite")
        if not words:
            raise ValueError("somebody has to say something")
        return words


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    problems.install(app)
    faults.install(app)

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
        (f'{{"colour": "{CANARY}"}}', "/colour", "one of 'red'"),
        (f'{{"words": "{CANARY}"}}', "/words", "value error"),
        ('{"words": ""}', "/words", "somebody has to say something"),
        ('{"words": 1}', "/words", "text in quotation marks"),
        ('{"a/b~c": 1}', "/a~1b~0c", "no such field is known here; is it a typing error?"),
        (f'{{"country": "{CANARY}"}}', "/country", "two capital letters, e.g. TJ"),
        ('{"country": 7}', "/country", "two capital letters, e.g. TJ"),
        ('{"codes": ["A", "A", "A"]}', "/codes", "at most 2 in the list"),
        ('{"seats": 0}', "/seats", "1 or more"),
        ('{"seats": 1.5}', "/seats", "a whole number that is not too large"),
        (f'{{"day": "{CANARY}"}}', "/day", "a day, e.g. 2017-05-18"),
        (f'{{"at": "{CANARY}"}}', "/at", "an instant with its offset from UTC, e.g. 2017-05-18T19:00:00Z"),
        (f'{{"letter": "{CANARY}"}}', "/letter", "at most four letters"),
        ("[]", "", "an object: names and values in braces"),
        ("", "", "missing"),
        (f'{{"words": {CANARY}', "", "no JSON from character 11 on"),
    ],
)
async def test_a_wrong_body_is_told_by_a_pointer(app: FastAPI, content: str, pointer: str, detail: str) -> None:
    told = await refused(app, "/wishes/1", content)

    assert (told["status"], told["code"]) == (422, "invalid-request")
    assert told["errors"] == [{"pointer": pointer, "detail": detail}]


async def test_a_code_is_told_by_its_place_in_the_list(app: FastAPI) -> None:
    told = await refused(app, "/wishes/1", f'{{"codes": ["A", "{CANARY * 3}"]}}')

    assert told["errors"][0]["pointer"] == "/codes/1"
    assert told["errors"][0]["detail"].startswith("a code of 1 to 16 letters")


def test_every_sentence_is_about_a_kind_of_fault_that_the_validator_knows() -> None:
    assert set(faults.SENTENCES) <= set(get_args(core_schema.ErrorType))


async def test_a_wrong_address_is_told_by_its_parameter(app: FastAPI) -> None:
    told = await refused(app, "/wishes/canarova", "{}")

    assert told["errors"][0] == {"pointer": "path/number", "detail": "a whole number that is not too large"}


async def test_what_was_left_empty_is_told_as_missing_whatever_form_it_has(app: FastAPI) -> None:
    answer = await refused(app, "/wishes/1", '{"country": null, "letter": null}')
    assert {one["pointer"]: one["detail"] for one in answer["errors"]} == {"/country": "missing", "/letter": "missing"}


async def test_several_faults_are_told_at_once(app: FastAPI) -> None:
    told = await refused(app, "/wishes/x", '{"id": 1, "words": 2}')

    assert told["detail"] == (
        "The request is not as described. path/number: a whole number that is not too large; "
        "/id: an id, e.g. 0190a5f2-0000-7000-8000-000000000001; /words: text in quotation marks."
    )


async def test_of_many_faults_the_sentence_tells_the_first_and_how_many_more(app: FastAPI) -> None:
    told = await refused(app, "/wishes/1", '{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}')

    assert len(told["errors"]) == 7
    assert told["detail"].endswith("/e: no such field is known here; is it a typing error?; and 2 more.")
