"""Staff sign in with the region's issuer: OpenID Connect, authorization code flow with PKCE (RFC 7636).

Who she is comes from the access token, as for every other client; the ID token proves that this sign-in is the one that
was begun here.
"""

import asyncio
import base64
import hmac
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

import httpx2
import structlog
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.refusals import Refusal
from shared.runtime.settings import SignInSettings
from shared.web.pages import recognising, visitors
from shared.web.pages.cookies import BEGUN, SESSION, STAFF, Cookie, of_kind
from shared.web.pages.entering import MOST_AT_ONCE, mark_of, own_path
from shared.web.pages.looking import OF_A_PAGE, SEE_OTHER, CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.pages.visitors import StaffSession
from shared.web.refusals import TokenRefused, TryAgain
from shared.web.tokens import Tokens

log = structlog.get_logger(__name__)

MOST_SECONDS = 600
"""Between the beginning of a sign-in and its end."""
METADATA_SECONDS = 600.0
THE_ISSUER = "The issuer with which staff sign in"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

router = APIRouter(route_class=Page)


class SignInUnknown(Refusal):
    """This sign-in was not begun here, or too long ago."""

    status: ClassVar[int] = 400

    def sentence(self) -> str:
        return (
            f"This sign-in was not begun in this browser, or more than {MOST_SECONDS // 60} minutes ago; begin again."
        )


class SignInRefused(Refusal):
    """The issuer did not let her in."""

    status: ClassVar[int] = 403

    def sentence(self) -> str:
        return "The issuer did not say who you are; begin again, or ask whoever keeps its accounts."


class NoSignIn(Refusal):
    """Staff cannot sign in to pages here."""

    status: ClassVar[int] = 503
    retry_after = 30

    def sentence(self) -> str:
        return "No issuer is set with which staff could sign in to pages: CASCADE_SIGN_IN__DISCOVERY."


class Metadata(BaseModel):
    """What we use of OpenID Connect Discovery 1.0, section 3."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Kept in the browser that began it. `unasked`: by nobody's wish, so the issuer asks her nothing."""

    state: str
    nonce: str
    verifier: str
    next: str
    unasked: bool = False

    @classmethod
    def read(cls, cookie: str) -> "Begun":
        """Raises SignInUnknown."""
        try:
            return BEGUN_HERE.validate_json(base64.urlsafe_b64decode(cookie), strict=True)
        except ValueError:
            raise SignInUnknown from None

    def written(self) -> str:
        return base64.urlsafe_b64encode(BEGUN_HERE.dump_json(self)).decode()


BEGUN_HERE = TypeAdapter(Begun)


class SignIn:
    """The issuer, as it describes itself."""

    def __init__(self, settings: SignInSettings, issuer: str, tokens: Tokens) -> None:
        self._settings = settings
        self._issuer = issuer
        self._tokens = tokens
        self._metadata: Metadata | None = None
        self._read_at = 0.0
        self._failed_at = 0.0
        self._reading = asyncio.Lock()

    @property
    def client_id(self) -> str:
        return self._settings.client

    async def metadata(self) -> Metadata:
        """Who asks while an issuer that keeps silent is asked waits for that answer, not for one of her own behind it.
        Raises NoSignIn, TryAgain.
        """
        if not self._settings.discovery:
            raise NoSignIn
        asked_at = time.monotonic()
        async with self._reading:
            if self._metadata is not None and time.monotonic() - self._read_at <= METADATA_SECONDS:
                return self._metadata
            if self._failed_at > asked_at:
                raise TryAgain(THE_ISSUER)
            try:
                self._metadata = await self._fetched()
            except TryAgain:
                self._failed_at = time.monotonic()
                raise
            self._read_at = time.monotonic()
            return self._metadata

    async def _fetched(self) -> Metadata:
        try:
            async with httpx2.AsyncClient(timeout=5.0) as http:
                told = (await http.get(self._settings.discovery)).raise_for_status()
            found = Metadata.model_validate_json(told.content)
        except (httpx2.HTTPError, ValidationError) as fault:
            log.warning("issuer_not_read", error=type(fault).__name__)
            raise TryAgain(THE_ISSUER) from None
        if found.issuer != self._issuer:
            log.warning("issuer_is_another", expected=self._issuer)
            raise TryAgain(THE_ISSUER)
        return found

    def client(self, back: str) -> AsyncOAuth2Client:
        secret = self._settings.secret.get_secret_value() or None
        method = "client_secret_basic" if secret else "none"
        return AsyncOAuth2Client(
            self._settings.client,
            secret,
            scope="openid",
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
            timeout=5.0,
        )

    async def address(self, begun: Begun, back: str) -> str:
        """Of the issuer's page."""
        endpoint = (await self.metadata()).authorization_endpoint
        silently = {"prompt": "none"} if begun.unasked else {}
        async with self.client(back) as client:
            address, _ = client.create_authorization_url(
                endpoint, state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier, **silently
            )
        return str(address)

    async def ended(self, begun: Begun, code: str, back: str) -> tuple[StaffSession, datetime]:
        """Who signed in, and until when. Raises SignInRefused, TryAgain."""
        endpoint = (await self.metadata()).token_endpoint
        try:
            async with self.client(back) as client:
                told: dict[str, Any] = await client.fetch_token(endpoint, code=code, code_verifier=begun.verifier)
        except OAuthError as fault:
            log.warning("sign_in_refused", error=fault.error)
            raise SignInRefused from None
        except httpx2.HTTPError as fault:
            log.warning("issuer_not_reached", error=type(fault).__name__)
            raise TryAgain(THE_ISSUER) from None
        return await self._read(told, begun.nonce)

    async def _read(self, told: dict[str, Any], nonce: str) -> tuple[StaffSession, datetime]:
        try:
            claims = await self._tokens.claims_of(str(told["id_token"]), audience=self._settings.client)
            who = await self._tokens.principal(str(told["access_token"]))
        except (KeyError, TokenRefused) as fault:
            log.warning("sign_in_refused", error=type(fault).__name__)
            raise SignInRefused from None
        if not hmac.compare_digest(str(claims.get("nonce", "")), nonce) or claims["sub"] != who.subject:
            log.warning("sign_in_refused", error="of another sign-in")
            raise SignInRefused
        session = StaffSession(who.subject, str(claims.get("sid", "")), tuple(who.roles), who.person, who.organisation)
        seconds = int(told.get("expires_in") or visitors.OF_STAFF.total_seconds())
        return session, datetime.fromtimestamp(time.time() + seconds, UTC)

    async def signed_out(self, token: str) -> tuple[str | None, str | None]:
        """Subject and session of a logout token. Raises TokenRefused."""
        claims = await self._tokens.claims_of(token, audience=self._settings.client)
        if LOGOUT_EVENT not in claims.get("events", {}) or "nonce" in claims:
            raise TokenRefused("it is no logout token")
        subject, sid = claims.get("sub") or None, claims.get("sid") or None
        if subject is None and sid is None:
            raise TokenRefused("it names neither a subject nor a session")
        return subject, sid


def sign_in_of(request: Request) -> SignIn:
    found: SignIn = request.app.state.sign_in
    return found


def back_to(looking: Looking) -> str:
    return f"{str(looking.request.base_url).rstrip('/')}/signed-in"


@router.get("/sign-in")
async def begin(looking: CurrentLooking, next: str = "/", *, unasked: bool = False) -> Response:
    """Who is known here already goes on: pages of other services link to it. `unasked`: see `recognising`."""
    if looking.visitor.staff is not None:
        return looking.on_to(own_path(next))
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    begun = Begun(state, nonce, verifier, own_path(next), unasked)
    address = await sign_in_of(looking.request).address(begun, back_to(looking))
    response = RedirectResponse(address, SEE_OTHER, OF_A_PAGE)
    for oldest in of_kind(looking.request, BEGUN)[: 1 - MOST_AT_ONCE]:
        oldest.drop(looking.request, response)
    cookie_of(state).keep(looking.request, response, begun.written(), MOST_SECONDS)
    return response


def cookie_of(state: str) -> Cookie:
    """One for each: several tabs are opened at once."""
    return Cookie(f"{BEGUN}-{mark_of(state)}")


@router.get("/signed-in")
async def end(looking: CurrentLooking, state: str = "", code: str = "") -> Response:
    kept = cookie_of(state)
    begun = Begun.read(kept.of(looking.request))
    if not hmac.compare_digest(begun.state.encode(), state.encode()):
        raise SignInUnknown
    if not code and begun.unasked:
        return recognising.not_recognised(looking, begun.next, kept)
    if not code:
        raise SignInRefused
    staff, until = await sign_in_of(looking.request).ended(begun, code, back_to(looking))
    response = looking.on_to(begun.next)
    kept.drop(looking.request, response)
    if looking.visitor.staff == staff.principal:  # another tab was quicker: its session is hers
        return response
    async with looking.database.transaction() as tx:
        cookie = await visitors.sign_in(tx, looking.visitor, staff, until)
    SESSION.keep(looking.request, response, cookie, int(visitors.OF_STAFF.total_seconds()))
    if not begun.unasked:
        STAFF.keep(looking.request, response, "yes", int(visitors.OF_STAFF.total_seconds()))
    return response
