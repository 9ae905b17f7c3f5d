"""How the rooms and people of a training are written down and shown."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, TypeAdapter
from pydantic.config import JsonDict

from scheduling.api.models import MOST, Instant, Languages, Positive, Title
from scheduling.domain.resources import Resources
from shared.web.models import Body
from shared.web.shapes import Shown, example
from shared.web.values import Code

RESOURCES = TypeAdapter(Resources)

ID = "0192f0c1-0000-7000-8000-000000000001"
ROOM: JsonDict = {"code": "R-A", "capacity": 40, "step_free": True, "quiet": False}
GUEST: JsonDict = {"code": "G-1", "person": ID, "public_text": "A singer from Khujand"}
RESOURCES_EXAMPLE: JsonDict = {
    "rooms": [ROOM],
    "facilitators": [{"code": "F-1", "person": ID, "languages": ["ru", "tg"], "public_text": "A trainer from Almaty"}],
    "interpreters": [{"code": "I-1", "person": ID, "languages": ["ru", "tg"]}],
    "guests": [GUEST],
}


class RoomBody(Body):
    """Where sessions can be held."""

    code: Code
    capacity: Positive
    step_free: bool = False
    quiet: bool = False


class InterpreterBody(Body):
    """Who interprets."""

    code: Code
    person: UUID
    languages: Languages = ()
    """ISO 639 codes of the languages that she works in."""


class FacilitatorBody(InterpreterBody):
    """Who leads sessions. `public_text` is shown while she consents."""

    public_text: Title | None = None


class GuestBody(Body):
    """Who comes for a session or two. `public_text` is shown while she consents."""

    code: Code
    person: UUID
    public_text: Title | None = None
    comes_at: Instant | None = None
    leaves_at: Instant | None = None


class ResourcesBody(Body):
    """The whole list again. Codes of people are given once."""

    model_config = example(RESOURCES_EXAMPLE)

    rooms: Annotated[tuple[RoomBody, ...], Field(max_length=MOST)] = ()
    facilitators: Annotated[tuple[FacilitatorBody, ...], Field(max_length=MOST)] = ()
    interpreters: Annotated[tuple[InterpreterBody, ...], Field(max_length=MOST)] = ()
    guests: Annotated[tuple[GuestBody, ...], Field(max_length=MOST)] = ()

    def resources(self) -> Resources:
        return RESOURCES.validate_python(self.model_dump())


class RoomView(Shown):
    code: str
    capacity: int
    step_free: bool
    quiet: bool


class InterpreterView(Shown):
    code: str
    person: UUID
    languages: tuple[str, ...]
    """ISO 639 codes of the languages that she works in."""


class FacilitatorView(InterpreterView):
    public_text: str | None


class GuestView(Shown):
    code: str
    person: UUID
    public_text: str | None
    comes_at: datetime | None
    leaves_at: datetime | None


class ResourcesView(Shown):
    model_config = example(RESOURCES_EXAMPLE)

    rooms: tuple[RoomView, ...]
    facilitators: tuple[FacilitatorView, ...]
    interpreters: tuple[InterpreterView, ...]
    guests: tuple[GuestView, ...]
