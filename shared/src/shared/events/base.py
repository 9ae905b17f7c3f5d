"""What every event has, and the few shapes that a value in an event may take."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,15}$")]
"""A short code from a controlled list: `TJ-07`, `NGO`, `human-rights`."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""

Region = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""The deployment that serves a person or hosts a training."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""ISO 639."""

TimeZone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+(/[A-Za-z_+\-0-9]+){0,2}$", max_length=32)]
"""A name of the IANA time zone database."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

PublicText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""Words, allowed on a training's public title alone."""

MOST = 2**31 - 1
"""Of every number in an event: what any reader's integer takes."""

Count = Annotated[int, Field(ge=0, le=MOST)]

Positive = Annotated[int, Field(ge=1, le=MOST)]

Share = Annotated[int, Field(ge=1, le=10_000)]
"""Ten-thousandths of a plan: the shares of a plan's planners sum to 10,000."""


class Role(StrEnum):
    """The part that registration plays in a fact about a key; part of the scope in which versions grow."""

    HOME = "home"
    HOST = "host"
    NONE = "none"


class Leaves(StrEnum):
    """Whether a fact leaves its region."""

    ALWAYS = "always"
    NEVER = "never"
    WITH_ITS_TRAINING = "with-its-training"


class Visibility(StrEnum):
    """Whether the facts of a training leave its region."""

    PROGRAMME = "programme"
    LOCAL = "local"


class Part(BaseModel):
    """A value inside an event; unknown fields of newer writers are skipped."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Event(Part):
    """A fact: complete, without name, contact or words."""

    publisher: ClassVar[str]
    role: ClassVar[Role] = Role.NONE
    key: ClassVar[str]
    """The field that is the subject and the partition key."""
    leaves: ClassVar[Leaves]
    schema_version: ClassVar[int] = 1

    version: Positive
    """Of the row that the key names: grows with every fact of the same role about it."""
    at: AwareDatetime
    """Story clock: when it became true."""

    @classmethod
    def type_name(cls) -> str:
        """CloudEvents type, e.g. `cascade.registration.ParticipantSelected.v1`."""
        return f"cascade.{cls.publisher}.{cls.__name__}.v{cls.schema_version}"

    @property
    def subject(self) -> UUID:
        """The id of the aggregate that the fact is about."""
        subject = getattr(self, self.key)
        assert isinstance(subject, UUID)  # noqa: S101 - a programming error, checked for every type by a test
        return subject

    @property
    def speaker(self) -> str | None:
        """The one region that says it, where the fact names it: a home of its people, a host of its trainings."""
        named: str | None = getattr(self, "home" if self.role is Role.HOME else "host", None)
        return named


class Window(Part):
    """A half-open stretch of time: from `opens_at` on, until before `closes_at`."""

    opens_at: AwareDatetime
    closes_at: AwareDatetime
