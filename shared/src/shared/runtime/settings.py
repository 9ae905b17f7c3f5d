"""What a service reads from its environment. A typing error refuses to start."""

import difflib
import os
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CASCADE_"
SECRETS = Path("/run/secrets")


class WrongSettings(Exception):
    """What is wrong, for whoever starts the service."""


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Deployment(StrEnum):
    """The story clock can be moved in an embedded deployment alone."""

    EMBEDDED = "embedded"
    SERVER = "server"


class DatabaseSettings(Group):
    dsn: SecretStr


class KafkaSettings(Group):
    bootstrap: str
    namespace: str = "cascade"
    instance: str


class HttpSettings(Group):
    host: str = "127.0.0.1"
    port: int


class TokenSettings(Group):
    """`keys`: path or URL of the issuer's JSON Web Key Set."""

    issuer: str
    audience: str = "cascade"
    keys: str


class ClockSettings(Group):
    file: Path | None = None


class KeySettings(Group):
    file: Path


class ServiceSettings(BaseSettings):
    """What every service reads."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
    )

    region: str
    deployment: Deployment = Deployment.SERVER
    database: DatabaseSettings
    kafka: KafkaSettings
    http: HttpSettings
    tokens: TokenSettings
    clock: ClockSettings = ClockSettings()

    @model_validator(mode="after")
    def _only_the_story_moves_its_clock(self) -> Self:
        if self.deployment is Deployment.SERVER and self.clock.file is not None:
            raise ValueError(
                "a server's time is the time of the day: CASCADE_CLOCK__FILE is for the embedded deployment"
            )
        return self

    @classmethod
    def read(cls) -> Self:
        """Raises WrongSettings."""
        refuse_unknown(cls)
        try:
            return cls()
        except ValidationError as error:
            raise WrongSettings("\n".join(explained(part) for part in error.errors(include_input=False))) from None


def explained(part: object) -> str:
    assert isinstance(part, dict)  # noqa: S101 - an entry of pydantic's list
    name = PREFIX + "__".join(str(step).upper() for step in part["loc"])
    return f"{name}: {part['msg']}" if part["loc"] else str(part["msg"])


def names_of(model: type[BaseModel], prefix: str = PREFIX) -> set[str]:
    """Every variable that is read."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names |= names_of(kind, f"{prefix}{name.upper()}__")
        else:
            names.add(f"{prefix}{name.upper()}")
    return names


def refuse_unknown(model: type[BaseModel]) -> None:
    """Raises WrongSettings for a variable that looks like ours and is not read."""
    known = names_of(model)
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise WrongSettings(f"{name} is set but not read by this service{hint}")
