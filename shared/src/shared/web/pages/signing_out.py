"""Staff sign out: here at once, at the issuer by way of the browser (OpenID Connect RP-Initiated Logout 1.0), at the
other services by the issuer's back channel (OpenID Connect Back-Channel Logout 1.0).
"""

from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from shared.web import message, problems
from shared.web.pages import visitors
from shared.web.pages.cookies import FOLLOWED, SESSION, STAFF, of_kind
from shared.web.pages.looking import OF_A_PAGE, SEE_OTHER, CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.pages.signing_in import NoSignIn, sign_in_of
from shared.web.refusals import TokenRefused, TryAgain

KEPT_OF_PAGES = '"cache", "storage"'
AND_THERE = "and_there"
"""Where the issuer's part is still to be done."""
A_FORM = "application/x-www-form-urlencoded"

router = APIRouter(route_class=Page)
back_channel = APIRouter()


@router.post("/sign-out")
async def sign_out(looking: CurrentLooking) -> Response:
    """Here at once; the issuer ends it everywhere else, if it answers. Her language stays for whoever signs in next."""
    async with looking.database.transaction() as tx:
        await visitors.end(tx, looking.visitor)
    response = on_to_issuer(looking, await ending_at(looking))
    response.headers["Clear-Site-Data"] = KEPT_OF_PAGES
    for cookie in (SESSION, STAFF, *of_kind(looking.request, FOLLOWED)):
        cookie.drop(looking.request, response)
    return response


def on_to_issuer(looking: Looking, there: str | None) -> Response:
    """Behind a form browsers follow no redirect to another host, for `form-action` forbids it: a page of ours leads
    there.
    """
    if there and urlsplit(there).netloc == looking.request.url.netloc:
        return RedirectResponse(there, SEE_OTHER, OF_A_PAGE)
    return looking.on_to("/signed-out" if there == "" else f"/signed-out?{AND_THERE}=yes")


async def ending_at(looking: Looking) -> str | None:
    """Where the issuer ends her session with it: empty where it never does, None while it does not answer."""
    sign_in = sign_in_of(looking.request)
    try:
        endpoint = (await sign_in.metadata()).end_session_endpoint
    except (NoSignIn, TryAgain):
        return None
    back = f"{str(looking.request.base_url).rstrip('/')}/signed-out"
    said = {"client_id": sign_in.client_id, "post_logout_redirect_uri": back}
    return f"{endpoint}?{urlencode(said)}" if endpoint else ""


@router.get("/signed-out")
async def goodbye(looking: CurrentLooking) -> Response:
    """A browser goes on by itself to the issuer, where that is left to do."""
    there = await ending_at(looking) if AND_THERE in looking.request.query_params else ""
    response = looking.show("signed_out.html", there=there)
    if there:
        response.headers["Refresh"] = f"0;url={there}"
    return response


@back_channel.post("/back-channel-sign-out", include_in_schema=False)
async def signed_out_elsewhere(request: Request) -> Response:
    """Asked by the issuer. Whatever is no logout token is a bad request (section 2.8). Raises MediaType before a byte
    of another form is read: files have turns, which somebody slow would keep from everybody.
    """
    message.require_type(request, A_FORM)
    try:
        subject, sid = await sign_in_of(request).signed_out(str((await request.form()).get("logout_token", "")))
    except TokenRefused as refused:
        words = f"This is no logout token that is good here: {refused.reason}. Nothing was changed."
        return problems.problem(400, "bad-request", words)
    async with request.app.state.database.transaction() as tx:
        await visitors.end_of(tx, subject=subject, sid=sid)
    return Response(status_code=200)
