"""The values of which requests and answers are made."""

from typing import Annotated

from fastapi import Query
from pydantic import Field, StringConstraints

from shared.web.values import InWords

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Contact = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=^_{|}~-]{1,64}@"
        r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$",
        max_length=254,
    ),
    InWords("one e-mail address, e.g. name@example.org"),
]
"""One e-mail address, in the form that HTML calls valid, without `?`, its domain with a dot: nothing in it means
anything in a header, and no encoded word (RFC 2047) says another address.
"""
Letter = Annotated[str, StringConstraints(max_length=20_000)]
Words = Annotated[str, StringConstraints(max_length=4_000)]
CodeBegins = Annotated[
    str,
    StringConstraints(pattern=r"^[^\x00]*$", max_length=16, strip_whitespace=True, to_upper=True),
    Query(description="Those alone whose code begins so, e.g. TJ-07."),
]
"""What no code begins with finds nobody."""
Mark = Annotated[int, Field(ge=0, le=10, strict=True)]

AN_ID = "0190a5f2-0000-7000-8000-000000000001"
ANOTHER_ID = "0190a5f2-0000-7000-8000-000000000002"
