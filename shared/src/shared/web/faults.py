"""What is wrong with a request, place by place, in words for people; never what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from shared.web import problems

MOST_TOLD = 5
MOST_LISTED = 100
"""Places in the one sentence; `errors` has all."""
MISSING = "missing"
AN_ID = "an id, e.g. 0190a5f2-0000-7000-8000-000000000001"
A_NUMBER = "a number"
A_WHOLE_NUMBER = "a whole number that is not too large"
PADDED = "a whole number without zeros before it"
A_DAY = "a day, e.g. 2017-05-18"
AN_INSTANT = "an instant with its offset from UTC, e.g. 2017-05-18T19:00:00Z"
A_TIME = "a time of the day, e.g. 09:30"
TEXT = "text in quotation marks"
A_LIST = "a list"
AN_OBJECT = "an object: names and values in braces"
YES_OR_NO = "true or false"
SENTENCES = {
    "missing": MISSING,
    "extra_forbidden": "no such field is known here; is it a typing error?",
    "none_required": "null, or left out",
    "string_type": TEXT,
    "string_unicode": "text of whole Unicode characters",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "text of the form that the description gives",
    "int_type": A_WHOLE_NUMBER,
    "int_parsing": A_WHOLE_NUMBER,
    "int_parsing_size": A_WHOLE_NUMBER,
    "int_from_float": A_WHOLE_NUMBER,
    "float_type": A_NUMBER,
    "float_parsing": A_NUMBER,
    "finite_number": A_NUMBER,
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "uuid_type": AN_ID,
    "uuid_parsing": AN_ID,
    "date_type": A_DAY,
    "date_parsing": A_DAY,
    "date_from_datetime_parsing": A_DAY,
    "date_from_datetime_inexact": A_DAY,
    "datetime_type": AN_INSTANT,
    "datetime_parsing": AN_INSTANT,
    "datetime_object_invalid": AN_INSTANT,
    "datetime_from_date_parsing": AN_INSTANT,
    "timezone_aware": AN_INSTANT,
    "time_type": A_TIME,
    "time_parsing": A_TIME,
    "enum": "one of {expected}",
    "literal_error": "one of {expected}",
    "union_tag_invalid": "{discriminator} is one of {expected_tags}",
    "union_tag_not_found": "{discriminator} says which kind it is",
    "list_type": A_LIST,
    "tuple_type": A_LIST,
    "set_type": A_LIST,
    "too_short": "at least {min_length} in the list",
    "too_long": "at most {max_length} in the list",
    "dict_type": AN_OBJECT,
    "mapping_type": AN_OBJECT,
    "model_type": AN_OBJECT,
    "model_attributes_type": AN_OBJECT,
}
"""By the validator's kind of fault, with what it is about."""
OUR_OWN = ("value_error", "in_words")
"""What a rule or a value of ours says of itself."""


async def invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    found = error.errors()
    errors = [{"pointer": place_of(part), "detail": words_of(part)} for part in found[:MOST_LISTED]]
    wrong = "; ".join(f"{one['pointer'] or 'the body'}: {one['detail']}" for one in errors[:MOST_TOLD])
    more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    words = f"The request is not as described. {wrong}{more}."
    return problems.problem(422, "invalid-request", words, {"errors": errors})


def place_of(part: Mapping[str, Any]) -> str:
    """The whole body where it is no JSON: a position in it is no pointer."""
    return "" if part["type"] == "json_invalid" else pointer(part["loc"])


def pointer(place: Sequence[str | int]) -> str:
    """A JSON pointer into the body; `path/…`, `query/…` for what stands in the address."""
    where, *steps = [str(step).replace("~", "~0").replace("/", "~1") for step in place]
    return "".join(f"/{step}" for step in steps) if where == "body" else "/".join([where, *steps])


def words_of(part: Mapping[str, Any]) -> str:
    """What has to stand there. For a kind that is none of these: its name, for a library's words may repeat a value."""
    kind: str = part["type"]
    if kind == "json_invalid":
        return f"no JSON from character {part['loc'][-1] + 1} on"
    if kind in OUR_OWN and part.get("input", kind) is None:
        return MISSING
    if kind in OUR_OWN and not repeats(part):
        return str(part["msg"]).removeprefix("Value error, ")
    return SENTENCES.get(kind, kind.replace("_", " ")).format_map(part.get("ctx", {}))


def repeats(part: Mapping[str, Any]) -> bool:
    typed = part.get("input")
    return isinstance(typed, str) and typed != "" and typed in part["msg"]


def install(app: FastAPI) -> None:
    app.add_exception_handler(RequestValidationError, invalid)
