"""Refusals of the door: who may not, and what is not there."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Refusal


@dataclass(eq=False)
class CredentialsMissing(Refusal):
    """This route needs a token or a link."""

    status: ClassVar[int] = 401
    allowed: list[str]

    def sentence(self) -> str:
        return (
            f"This route is for {', '.join(self.allowed)}; send `Authorization: Bearer …` or `Authorization: Link …`."
        )


@dataclass(eq=False)
class TokenRefused(Refusal):
    """The bearer token is not good."""

    status: ClassVar[int] = 401
    reason: str

    def sentence(self) -> str:
        return f"The bearer token is not good: {self.reason}."


@dataclass(eq=False)
class LinkNotKnown(Refusal):
    """This link is not known here."""

    status: ClassVar[int] = 401
    retry_after = 1

    def sentence(self) -> str:
        return "This link is not known here. If it was sent a moment ago, try again in a second."


@dataclass(eq=False)
class LinkExpired(Refusal):
    """This link has expired."""

    status: ClassVar[int] = 401

    def sentence(self) -> str:
        return "This link has expired or was used up; ask for a new one."


@dataclass(eq=False)
class NotAllowed(Refusal):
    """These credentials do not allow it."""

    status: ClassVar[int] = 403
    allowed: list[str]

    def sentence(self) -> str:
        return f"These credentials do not allow it; it is for {', '.join(self.allowed)}."


@dataclass(eq=False)
class RequestTooSlow(Refusal):
    """The body of the request did not arrive in time."""

    status: ClassVar[int] = 408
    silent_seconds: float
    seconds: float

    def sentence(self) -> str:
        return (
            f"Nothing of the body of the request arrived for {self.silent_seconds:g} seconds, or not all of it within "
            f"{self.seconds:g}; nothing was changed."
        )


@dataclass(eq=False)
class TryAgain(Refusal):
    """Something this service needs is away for a moment."""

    status: ClassVar[int] = 503
    retry_after = 1
    away: str

    def sentence(self) -> str:
        return f"{self.away} did not answer just now. Try again in a second; look first whether a change was made."


@dataclass(eq=False)
class StoreFull(Refusal):
    """There is no room left in the database."""

    status: ClassVar[int] = 503
    retry_after = 30

    def sentence(self) -> str:
        return (
            "The database has no room left, so nothing was changed. Ask again once whoever runs this service has "
            "made room; what is there can be read meanwhile."
        )
