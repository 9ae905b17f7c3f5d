"""Forged requests of other sites are refused, by what the browser says of their origin (Fetch Metadata; where it says
nothing, the Origin header of RFC 6454, section 7). Our forms carry no secret for it; the cookie is `Lax` besides.
"""

from typing import ClassVar
from urllib.parse import urlsplit

from fastapi import Request

from shared.refusals import Refusal


class ForgedElsewhere(Refusal):
    """This was not sent by a page of ours."""

    status: ClassVar[int] = 403

    def sentence(self) -> str:
        return (
            "This was not sent by one of our own pages, so nothing was changed; open the page and send it from there."
        )


def require_own_page(request: Request) -> None:
    """Raises ForgedElsewhere."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise ForgedElsewhere
        return
    if not is_of(request.headers.get("origin", ""), request):
        raise ForgedElsewhere


def is_of(address: str, request: Request) -> bool:
    """Whether it lies on the host that is asked."""
    return host_of(address) == request.headers.get("host", "") != ""


def host_of(address: str) -> str:
    """With its port; empty for what is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
