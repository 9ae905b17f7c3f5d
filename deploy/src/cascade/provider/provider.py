"""What of OpenID Connect a relying party needs: discovery, the page to sign in, tokens for a code (with PKCE), the end
of a session at every service (back-channel logout).
"""

import asyncio
import base64
import hashlib
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from cascade.provider.accounts import Account, Accounts
from cascade.provisioning.database import SERVICES
from cascade.provisioning.issuer import ISSUER, Issuer
from shared.runtime.clock import WallClock
from shared.web.envelope import HEADERS, with_headers
from shared.web.pages import entering
from shared.web.pages.looking import Looking
from shared.web.pages.looks import HERE
from shared.web.pages.pages import static_file, static_version
from shared.web.pages.visitors import NOBODY_KNOWN

BASE = "/issuer"
CLIENT = "cascade-pages"
COOKIE = "issuer"
CODE_SECONDS = 60.0
PACKAGES = ("cascade.provider", HERE)
"""Its page looks as those of the services do, in the same language."""
SILENTLY = "none"
LOGOUT: dict[str, dict[str, str]] = {"http://schemas.openid.net/event/backchannel-logout": {}}


@dataclass(frozen=True, slots=True)
class Session:
    sid: str
    account: Account


@dataclass(frozen=True, slots=True)
class Asked:
    """What a service asked when it sent somebody here."""

    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    prompt: str


@dataclass(slots=True)
class Provider:
    """`address`: of the front door, under which services and provider are reached alike. What it knows of sessions is
    gone when it ends.
    """

    address: str
    issuer: Issuer
    accounts: Accounts
    inner: str
    sessions: dict[str, Session] = field(default_factory=dict)
    codes: dict[str, tuple[float, Asked, Session]] = field(default_factory=dict)

    def application(self) -> ASGIApp:
        routes = [
            Route("/.well-known/openid-configuration", self.discovery),
            Route("/keys", self.keys),
            Route("/static/{version}/{file}", self.static),
            Route("/authorize", self.ask, methods=["GET"]),
            Route("/authorize", self.choose, methods=["POST"]),
            Route("/language", self.speak, methods=["POST"]),
            Route("/token", self.token, methods=["POST"]),
            Route("/sign-out", self.sign_out),
        ]
        app = Starlette(routes=[Mount(BASE, routes=routes)])
        app.state.service = BASE.removeprefix("/")
        app.state.static_version = static_version(PACKAGES)
        app.state.clock = WallClock()

        async def kept(scope: Scope, receive: Receive, send: Send) -> None:
            await app(scope, receive, with_headers(send, HEADERS))

        return kept

    async def discovery(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": ISSUER,
                "authorization_endpoint": f"{self.address}{BASE}/authorize",
                "token_endpoint": f"{self.inner}{BASE}/token",
                "jwks_uri": f"{self.inner}{BASE}/keys",
                "end_session_endpoint": f"{self.address}{BASE}/sign-out",
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["Ed25519"],
            }
        )

    async def keys(self, _: Request) -> Response:
        return Response(self.issuer.public.read_bytes(), media_type="application/json")

    async def ask(self, request: Request) -> Response:
        """Who is signed in here already is sent back at once, and so is whoever is to be asked nothing."""
        asked = self._asked(request)
        if asked is None:
            return PlainTextResponse("This is no sign-in of a service of ours.", 400)
        session = self.sessions.get(request.cookies.get(COOKIE, ""))
        if session is not None:
            return self._back(asked, session)
        if asked.prompt == SILENTLY:
            return sent_back(asked, error="login_required")
        return looking_at(request).show("sign_in.html", people=in_order(self.accounts.all()))

    async def static(self, request: Request) -> Response:
        return static_file(PACKAGES, **request.path_params)

    async def speak(self, request: Request) -> Response:
        return await entering.choose_language(looking_at(request))

    async def choose(self, request: Request) -> Response:
        asked = self._asked(request)
        people = self.accounts.all()
        number = str((await request.form()).get("account", ""))
        if asked is None or not number.isdecimal() or int(number) >= len(people):
            return PlainTextResponse("This is no sign-in of a service of ours.", 400)
        cookie, session = secrets.token_urlsafe(32), Session(secrets.token_hex(8), people[int(number)])
        self.sessions[cookie] = session
        response = self._back(asked, session)
        response.set_cookie(COOKIE, cookie, path=BASE, httponly=True, samesite="lax")
        return response

    def _asked(self, request: Request) -> Asked | None:
        query = request.query_params
        allowed = {f"{self.address}/{name}/signed-in" for name in SERVICES}
        if query.get("client_id") != CLIENT or query.get("redirect_uri") not in allowed:
            return None
        if query.get("response_type") != "code" or query.get("code_challenge_method") != "S256":
            return None
        names = ("redirect_uri", "state", "nonce", "code_challenge", "prompt")
        return Asked(*(query.get(name, "") for name in names))

    def _back(self, asked: Asked, session: Session) -> Response:
        code = secrets.token_urlsafe(32)
        self.codes[code] = (time.monotonic() + CODE_SECONDS, asked, session)
        return sent_back(asked, code=code)

    async def token(self, request: Request) -> Response:
        """A code is good once."""
        form = await request.form()
        until, asked, session = self.codes.pop(str(form.get("code", "")), (0.0, None, None))
        if asked is None or session is None or until < time.monotonic():
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if proof != asked.challenge or form.get("redirect_uri") != asked.redirect_uri:
            return JSONResponse({"error": "invalid_grant"}, 400)
        who = session.account
        return JSONResponse(
            {
                "access_token": self.issuer.token(who.role, who.person_id, who.organisation_id),
                "id_token": self.issuer.said(CLIENT, {"sub": who.subject, "sid": session.sid, "nonce": asked.nonce}),
                "token_type": "Bearer",
                "expires_in": 8 * 3600,
            },
            headers={"Cache-Control": "no-store"},
        )

    async def sign_out(self, request: Request) -> Response:
        """At every service. Goes on to where it was asked to go, if that is one of ours."""
        session = self.sessions.pop(request.cookies.get(COOKIE, ""), None)
        if session is not None:
            await self._tell_services(session)
        wanted = request.query_params.get("post_logout_redirect_uri", "")
        allowed = {f"{self.address}/{name}/signed-out" for name in SERVICES}
        response = RedirectResponse(wanted if wanted in allowed else f"{self.address}/", 303)
        response.delete_cookie(COOKIE, path=BASE)
        return response

    async def _tell_services(self, session: Session) -> None:
        said = {"sub": session.account.subject, "sid": session.sid, "events": LOGOUT}
        token = self.issuer.said(CLIENT, said)
        async with httpx2.AsyncClient(timeout=3.0) as http:
            await asyncio.gather(
                *(
                    http.post(f"{self.address}/{name}/back-channel-sign-out", data={"logout_token": token})
                    for name in SERVICES
                ),
                return_exceptions=True,
            )


def in_order(accounts: Sequence[Account]) -> list[tuple[int, Account]]:
    """By role, then by name as one counts: R-2 before R-10. Each with its place in the file, which stays."""
    return sorted(enumerate(accounts), key=lambda one: (one[1].seen_as, as_counted(one[1].name)))


def as_counted(name: str) -> list[tuple[str, int]]:
    return [(words, int(number or 0)) for words, number in re.findall(r"(\D*)(\d*)", name)]


def looking_at(request: Request) -> Looking:
    return Looking(request, NOBODY_KNOWN, PACKAGES)


def sent_back(asked: Asked, **said: str) -> Response:
    return RedirectResponse(f"{asked.redirect_uri}?{urlencode({**said, 'state': asked.state})}", 303)
