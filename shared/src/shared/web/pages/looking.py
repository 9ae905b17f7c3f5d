"""What a page's endpoint works with: who looks, the way to the API, and how the answer is drawn."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from babel import Locale
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from shared.backbone.transaction import Database
from shared.refusals import NotKnownHere
from shared.runtime.clock import Clock
from shared.web.admission import Admission
from shared.web.message import methods_at
from shared.web.pages import forms, languages
from shared.web.pages.forms import Form
from shared.web.pages.guard import is_of
from shared.web.pages.inside import AFTER_A_WHILE, CHANGED_MEANWHILE, Answer, Inside
from shared.web.pages.looks import environment
from shared.web.pages.visitors import Visitor
from shared.web.principal import Link, Staff
from shared.web.refusals import CredentialsMissing, NotAllowed

OF_A_PAGE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Beside what every answer has. `same-origin`: without a referrer browsers name no origin on forms either."""
SEE_OTHER = 303
ELSEWHERE = "https://www.wikipedia.org/"
"""Where a quick exit leads: a site that many people have open."""
PLACE_IN_LIST = ("cursor", "limit")

Redraw = Callable[[Form, int], Awaitable[Response]]
"""A page again, with what was refused in its form and the status of that."""


def nothing(_form: Form) -> None:
    """The body of what is asked for by one button."""


def as_it_stands(saved: Any) -> Any:
    return saved


class Looking:
    """One request for a page."""

    def __init__(self, request: Request, visitor: Visitor, packages: tuple[str, ...]) -> None:
        self.request = request
        self.visitor = visitor
        self.inside = Inside(request.app, visitor.principals)
        self._packages = packages
        self.locale: Locale = languages.chosen(request, packages)

    @property
    def base(self) -> str:
        """Where this service's pages begin, e.g. `/registration`."""
        return str(self.request.scope["root_path"])

    @property
    def database(self) -> Database:
        database: Database = self.request.app.state.database
        return database

    @property
    def now(self) -> datetime:
        clock: Clock = self.request.app.state.clock
        return clock.now()

    @property
    def here(self) -> str:
        """This page's path under `base`."""
        return self.request.url.path.removeprefix(self.base)

    @property
    def back(self) -> str:
        """Path and query under `base` of the page to come back to: this one; where something was sent, the page from
        which, if that is one of ours which can be got, else the first.
        """
        if self.request.method == "GET":
            return addressed(self.here, self.request.url.query)
        told = self.request.headers.get("referer", "")
        if not is_of(told, self.request):
            return "/"
        came_from = urlsplit(told)
        path = came_from.path.removeprefix(self.base)
        own = came_from.path.startswith(f"{self.base}/")
        return addressed(path, came_from.query) if own and "GET" in methods_at(self.request.app, path) else "/"

    def show(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """`values`: what the template names; it has `base`, `here`, `back`, `elsewhere`, `visitor`, `language`, `now`
        and `behind_a_form` besides.
        """
        language = str(self.locale).replace("_", "-")
        words = {name: languages.NAMES[name] for name in languages.offered(self._packages)}
        drawn = environment(self._packages, language).get_template(template)
        text = drawn.render(
            base=self.base,
            here=self.here,
            back=self.back,
            behind_a_form=self.request.method == "POST",
            elsewhere=ELSEWHERE,
            visitor=self.visitor,
            language=language,
            languages=words,
            now=self.now,
            service=self.request.app.state.service,
            static_version=self.request.app.state.static_version,
            **values,
        )
        waiting = (
            {"Retry-After": self.inside.retry_after} if status in AFTER_A_WHILE and self.inside.retry_after else {}
        )
        return HTMLResponse(text, status, {**OF_A_PAGE, **waiting})

    def require(self, there: bool) -> None:
        """Raises NotKnownHere for a page that there is none."""
        if not there:
            raise NotKnownHere("page", self.here)

    def require_one_of(self, *allowed: Staff | Link) -> None:
        """For a page of empty fields, which asks the API for nothing. Raises CredentialsMissing for nobody at all,
        NotAllowed for whom it is not for; a link is for what the path names.
        """
        rule = Admission(frozenset(allowed), frozenset())
        if not self.visitor.principals:
            raise CredentialsMissing(rule.names)
        if not any(rule.admits(one, self.request.path_params) for one in self.visitor.principals):
            raise NotAllowed(rule.names)

    def on_to(self, path: str) -> Response:
        """After a change: another page of this service, to be got."""
        return RedirectResponse(self.base + quote(path, safe="/?=&#%"), SEE_OTHER, OF_A_PAGE)

    def part_of_list(self, *filters: str) -> dict[str, str]:
        """Which part of a list this page's own address asks for: its place, and what these filters say."""
        asked = self.request.query_params
        return {name: asked[name] for name in (*PLACE_IN_LIST, *filters) if asked.get(name)}

    async def form(self) -> Form:
        """What was sent."""
        return forms.sent(await self.request.form())

    async def act(self, path: str, then: str, again: Redraw, body: Callable[[Form], Any] = nothing) -> Response:
        """Posts what was sent to the API and goes on to the page `then`, or draws the same one again."""
        form = await self.form()
        answer = await self.inside.post(path, body(form), key=form.key, etag=form.seen)
        if not answer.good:
            return await again(form.refused(answer.content), answer.status)
        return self.on_to(then)

    async def again(
        self, form: Form, refused: Answer, read: str = "", body: Callable[[Any], Any] = as_it_stands
    ) -> Form:
        """The form with what was wrong with it. `read`: where what it changes stands; if somebody changed that
        meanwhile, both are shown. `body`: what would be sent for what stands there.
        """
        if refused.code == CHANGED_MEANWHILE and read:
            saved = await self.inside.see(read)
            return form.overtaken(body(saved.content), saved.etag, refused.content)
        return form.refused(refused.content)


def addressed(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def looking_of(request: Request) -> Looking:
    looking: Looking = request.state.looking
    return looking


CurrentLooking = Annotated[Looking, Depends(looking_of)]
