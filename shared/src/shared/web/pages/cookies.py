"""The cookies of pages. Behind https their names begin with `__Host-`: no other host of the domain and nobody on the
way can set one. Such a cookie holds for the whole host, so the service is in its name; elsewhere it is in its path.
"""

import re
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

OF_THIS_HOST_ALONE = "__Host-"


@dataclass(frozen=True, slots=True)
class Cookie:
    """`of_all`: one for all services of the host."""

    word: str
    of_all: bool = False

    def of(self, request: Request) -> str:
        """Its value; empty without one."""
        return request.cookies.get(self.name(request), "")

    def keep(self, request: Request, response: Response, value: str, seconds: int) -> None:
        response.set_cookie(
            self.name(request),
            value,
            seconds,
            path=self.path(request),
            secure=is_safe(request),
            httponly=True,
            samesite="lax",
        )

    def drop(self, request: Request, response: Response) -> None:
        response.delete_cookie(
            self.name(request), path=self.path(request), secure=is_safe(request), httponly=True, samesite="lax"
        )

    def name(self, request: Request) -> str:
        if not is_safe(request):
            return self.word
        return OF_THIS_HOST_ALONE + (self.word if self.of_all else f"{request.app.state.service}-{self.word}")

    def path(self, request: Request) -> str:
        return "/" if self.of_all or is_safe(request) else str(request.scope["root_path"])


def of_kind(request: Request, word: str) -> list[Cookie]:
    """Those that she has of one word, whatever they are told apart by."""
    name = re.compile(f"{re.escape(Cookie(word).name(request))}-([0-9a-f]+)")
    return [Cookie(f"{word}-{found[1]}") for found in map(name.fullmatch, request.cookies) if found]


def is_safe(request: Request) -> bool:
    return request.url.scheme == "https"


SESSION = Cookie("session")
BEGUN = "sign-in"
"""The word of the cookies of sign-ins under way: one for each, by the digest of its state."""
STAFF = Cookie("staff", of_all=True)
"""That somebody signed in here as staff lately, and did not sign out; not who."""
SENT = Cookie("sent")
"""That she was sent to the issuer a moment ago without having asked for it."""
FOLLOWED = "link"
"""The word of the cookies of links that were followed and are not opened yet: one for each, by its digest."""
LANGUAGE = Cookie("language", of_all=True)
