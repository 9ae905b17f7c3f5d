"""The forms of a service's pages, each filled in about something that is there, and sent as one of everybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import httpx2
import pytest
from bs4 import BeautifulSoup

import followup.pages.acting
import followup.pages.items
import registration.pages.applying
import scheduling.pages.catalogue
import scheduling.pages.session
import scheduling.pages.trainings
from shared.web.pages import forms
from shared.web.service import Service
from tests.security.fuzzing import about, scope_of
from tests.security.matrix import PRINCIPALS, Route, routes_of
from tests.security.others import Json, body_of
from tests.security.overheard import SEES, Asked, overhearing, pages_of, session_of
from tests.security.principals import ids_in
from tests.security.worlds import Things, World
from tests.support.visiting import fields_of, visiting

Fields = Mapping[str, str | list[str]]
FROM_OUR_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
WHICHEVER_STATE = {forms.SEEN: "*"}
CHOSEN: Mapping[str, Mapping[str, Sequence[str]]] = {
    "/plans/{plan}/now/{act}": {"act": followup.pages.acting.AT_ONCE},
    "/plans/{plan}/asking/{act}": {"act": [*followup.pages.acting.WITH_WORDS]},
    "/trainings/{training}/items/{item}/{act}": {"act": followup.pages.items.ACTS},
    "/applications/{application}/form/{step}": {"step": [*registration.pages.applying.STEPS]},
    "/applications/{application}/form/{step}/draft": {"step": [*registration.pages.applying.STEPS]},
    "/catalogue/{kind}": {"kind": scheduling.pages.catalogue.KINDS},
    "/trainings/{training}/agenda/sessions/{code}": {"code": ["S-01", scheduling.pages.session.NEW]},
    "/trainings/{training}/agenda/sessions/{code}/removal": {"code": ["S-01"]},
    "/trainings/{training}/days/{day}": {"day": ["2017-05-15"]},
    "/trainings/{training}/{act}": {"act": scheduling.pages.trainings.ACTS},
}
"""What a path names that is no id: every one that the page knows."""
SAYS_WHAT_IT_SHOWED = "/trainings/{training}/days/{day}"
"""A form that changes nothing unless it names the sessions that stood on it: it is sent as it is drawn."""
ASK_NOTHING: Mapping[str, str] = {
    "/enter": "opens the link that she came by, and knows nobody else by it",
    "/exit": "ends her own session, and whatever her browser kept",
    "/language": "is a cookie of her own",
    "/sign-out": "ends her own session",
}
"""Forms that ask the API for nothing, and why whoever sends one may."""
CALLED = {"version": "agenda"}
"""What pages call otherwise than the API."""


@dataclass(frozen=True)
class Filled:
    """One form about some things. `routes`: what it asks the API to change; where that is nothing, what it reads."""

    page: str
    path: str
    things: Things
    fields: Fields
    routes: frozenset[Route]

    @property
    def only_reads(self) -> bool:
        return all(route.method == SEES for route in self.routes)

    def is_for(self, principal: str) -> bool:
        return any(route.admits(principal) for route in self.routes)


@dataclass
class Sender:
    """Everybody, each with her session about the same things."""

    world: World
    monkeypatch: pytest.MonkeyPatch
    sessions: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.described: Json = self.service.app.openapi()
        self.routes = routes_of(self.name, self.described)

    @property
    def service(self) -> Service:
        return self.world.service

    @property
    def name(self) -> str:
        return str(self.service.app.state.service)

    async def session(self, principal: str, things: Things) -> str:
        named = principal, *[f"{name}={value}" for name, value in sorted(things.items())]
        if named not in self.sessions:
            self.sessions[named] = await session_of(principal, self.service, scope_of(things))
        return self.sessions[named]

    async def send(
        self, principal: str, form: Filled, *, changes_nothing: bool = False
    ) -> tuple[httpx2.Response, Asked]:
        visitor = visiting(self.world.anyone.http._transport, self.name)
        visitor.session = await self.session(principal, form.things)
        with overhearing(self.routes, self.monkeypatch, changes_nothing=changes_nothing) as asked:
            address = visitor.base + form.path
            answer = await visitor.http.post(address, data=dict(form.fields), headers=FROM_OUR_OWN_PAGE)
        return answer, asked

    async def forms(self) -> list[Filled]:
        """Every form of these pages, once for each choice that its path leaves."""
        return [
            await self.filled(page, chosen)
            for page in pages_of(self.service, "POST")
            if page not in ASK_NOTHING
            for chosen in choices(CHOSEN.get(page, {}))
        ]

    async def filled(self, page: str, chosen: Things) -> Filled:
        """About the first things of which whoever may change them is shown the page again when that is refused; with
        what the API says is sent there.
        """
        begun = list(self.begun(page, chosen))
        if page == SAYS_WHAT_IT_SHOWED:
            begun = [await self.drawn(form) for form in begun]
        assert begun, f"{self.name} {page}: its path names what is in no story of this world"
        reached, read = [], set[Route]()
        for form in begun:
            status, routes = await self.reached(form)
            if changed := frozenset(route for route in routes if route.method != SEES):
                reached.append(replace(form, routes=changed, fields=self.typed(changed, form)))
                if status == httpx2.codes.FORBIDDEN:
                    return reached[-1]
            read |= routes
        return reached[0] if reached else replace(begun[0], routes=frozenset(read))

    async def reached(self, form: Filled) -> tuple[int, set[Route]]:
        """What is asked of the API by the first who may change what she asks to be changed; else by all together."""
        together: set[Route] = set()
        for principal in PRINCIPALS:
            answer, asked = await self.send(principal, form, changes_nothing=True)
            routes = {route for route, _ in asked.answers}
            if any(route.method != SEES and route.admits(principal) for route in routes):
                return answer.status_code, routes
            together |= routes
        return answer.status_code, together

    def begun(self, page: str, chosen: Things) -> Iterator[Filled]:
        """With nothing typed but what the things are called; one for each story that has all that the path names."""
        for story in self.world.stories:
            named = {**story, **{name: story[said] for name, said in CALLED.items() if said in story}, **chosen}
            if ids_in(page).keys() <= named.keys():
                yield Filled(page, page.format_map(named), story, {**story, **WHICHEVER_STATE}, frozenset())

    async def drawn(self, form: Filled) -> Filled:
        """As a coordinator finds it; where its story has no agenda yet, with nothing typed."""
        visitor = visiting(self.world.anyone.http._transport, self.name)
        visitor.session = await self.session("coordinator", form.things)
        answer = await visitor.http.get(visitor.base + form.path)
        found = BeautifulSoup(answer.text, "html.parser").select_one('form:has([name="drawn"])')
        return form if found is None else replace(form, fields={**fields_of(found), **WHICHEVER_STATE})

    def typed(self, routes: frozenset[Route], form: Filled) -> Fields:
        if form.page == SAYS_WHAT_IT_SHOWED:
            return form.fields
        fields: dict[str, str | list[str]] = {}
        for route in routes:
            body = body_of(self.described, self.described["paths"][route.path][route.method.lower()])
            fields |= forms.flat(about(body or {}, form.things))
        return {**(fields or form.fields), **WHICHEVER_STATE}


def choices(parameters: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [dict(zip(parameters, values, strict=True)) for values in product(*parameters.values())]
