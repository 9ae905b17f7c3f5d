"""What the shapes of requests have in common."""

from typing import Annotated

from pydantic import Field, StringConstraints

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=8_000, strip_whitespace=True)]
Count = Annotated[int, Field(ge=0, le=100_000)]

AN_ID = "0190a5f2-0000-7000-8000-000000000001"
ANOTHER_ID = "0190a5f2-0000-7000-8000-000000000002"
