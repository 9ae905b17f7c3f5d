"""Staff who signed in at one service are known at the others without being asked: whoever opens a page for staff, in a
browser in which somebody signed in lately, is sent to the issuer, which says at once who she is, or that it does not
know her (`prompt=none`: OpenID Connect Core 1.0, section 3.1.2.1). Once; then she is shown how to sign in.
"""

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from shared.web.pages.cookies import SENT, STAFF, Cookie
from shared.web.pages.inside import Answer
from shared.web.pages.looking import Looking
from shared.web.principal import Staff

UNAUTHORIZED = 401
ONCE_IN_SECONDS = 60
"""Whatever becomes of it: a browser is not led in circles."""


def sent_to_issuer(looking: Looking, refused: Answer) -> Response | None:
    """None where she is shown what was refused: who came by a link is never taken for staff."""
    request = looking.request
    lately = bool(STAFF.of(request)) and not SENT.of(request)
    if not lately or looking.visitor.principals or not is_for_staff(refused) or not is_opened(request):
        return None
    response = looking.on_to(f"/sign-in?next={quote(looking.back, safe='')}&unasked=yes")
    SENT.keep(request, response, "yes", ONCE_IN_SECONDS)
    return response


def is_for_staff(refused: Answer) -> bool:
    return refused.status == UNAUTHORIZED and not set(Staff).isdisjoint(refused.content.get("allowed", ()))


def is_opened(request: Request) -> bool:
    """By a browser, as a page of its own: neither sent nor asked for by a script."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    return request.method == "GET" and mode == "navigate" and "text/html" in request.headers.get("accept", "")


def not_recognised(looking: Looking, wanted: str, begun: Cookie) -> Response:
    """To the page that she wanted, which says how to sign in: she is not sent again before she did."""
    response = looking.on_to(wanted)
    for cookie in (STAFF, begun):
        cookie.drop(looking.request, response)
    return response
