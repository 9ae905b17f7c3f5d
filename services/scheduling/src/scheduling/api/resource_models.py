"""How the rooms and people of a training are written down and shown."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from pydantic.config import JsonDict

from scheduling.api.models import Instant, Positive, Shown, Title, example
from scheduling.domain.resources import Resources
from shared.events.base import Code, Language
from shared.web.models import Body

RESOURCES = TypeAdapter(Resources)

ID = "0192f0c1-0000-7000-8000-000000000001"
ROOM: JsonDict = {"code": "R-A", "capacity": 40, "step_free": True, "quiet": False}
GUEST: JsonDict = {"code": "G-1", "person": ID, "public_text": "A singer from Khujand"}
RESOURCES_EXAMPLE: JsonDict = {
    "rooms": [ROOM],
    "facilitators": [{"code": "F-1", "person": ID, "languages": ["ru", "tg"]}],
    "interpreters": [{"code": "I-1", "person": ID, "languages": ["ru", "tg"]}],
    "guests": [GUEST],
}


class RoomBody(Body):
    """`capacity` in people; `quiet`: for rest."""

    code: Code
    capacity: Positive
    step_free: bool = False
    quiet: bool = False


class LinguistBody(Body):
    """`person`: her id at home."""

    code: Code
    person: UUID
    languages: tuple[Language, ...] = ()


class GuestBody(Body):
    """Here from `comes_at` until `leaves_at`. `public_text` is shown while she consents."""

    code: Code
    person: UUID
    public_text: Title | None = None
    comes_at: Instant | None = None
    leaves_at: Instant | None = None


class ResourcesBody(Body):
    """The whole list again. Codes of people are given once."""

    model_config = example(RESOURCES_EXAMPLE)

    rooms: tuple[RoomBody, ...] = ()
    facilitators: tuple[LinguistBody, ...] = ()
    interpreters: tuple[LinguistBody, ...] = ()
    guests: tuple[GuestBody, ...] = ()

    def resources(self) -> Resources:
        return RESOURCES.validate_python(self.model_dump())


class RoomView(Shown):
    code: str
    capacity: int
    step_free: bool
    quiet: bool


class LinguistView(Shown):
    code: str
    person: UUID
    languages: tuple[str, ...]


class GuestView(Shown):
    code: str
    person: UUID
    public_text: str | None
    comes_at: datetime | None
    leaves_at: datetime | None


class ResourcesView(Shown):
    model_config = example(RESOURCES_EXAMPLE)

    rooms: tuple[RoomView, ...]
    facilitators: tuple[LinguistView, ...]
    interpreters: tuple[LinguistView, ...]
    guests: tuple[GuestView, ...]
