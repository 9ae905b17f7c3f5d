"""Who is asking where somebody else passes requests on: a proxy's word is taken if it is one of ours."""

import time
from collections.abc import Callable

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

log = structlog.get_logger(__name__)

SETTING = "CASCADE_HTTP__PROXIES"
PASSED_ON = (b"x-forwarded-for", b"forwarded")
SAID_AGAIN_SECONDS = 600.0


class Proxied:
    """Puts the address that a proxy of ours tells in place of its own. Whoever else tells one is not believed, and the
    log says now and then which setting makes it so: a proxy that was forgotten makes one network of everybody.
    """

    def __init__(self, app: ASGIApp, proxies: str, now: Callable[[], float] = time.monotonic) -> None:
        self._believing = ProxyHeadersMiddleware(app, proxies)  # type: ignore[arg-type] # the same by another name
        self._now = now
        self._said: float | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._is_strange(scope):
            self._say()
        await self._believing(scope, receive, send)  # type: ignore[arg-type] # the same by another name

    def _is_strange(self, scope: Scope) -> bool:
        address, _ = scope.get("client") or (None, 0)
        tells = any(name in PASSED_ON for name, _ in scope["headers"])
        return tells and address not in self._believing.trusted_hosts

    def _say(self) -> None:
        """Without an address: it may be a person's."""
        if self._said is None or self._now() - self._said >= SAID_AGAIN_SECONDS:
            self._said = self._now()
            log.warning("address_told_by_a_stranger", setting=SETTING)
