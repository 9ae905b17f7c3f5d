"""A small service with pages of its own, and the local provider on a port of this machine."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import uvicorn
from fastapi import APIRouter
from fastapi.responses import Response
from starlette.types import ASGIApp

from cascade.provider.accounts import Account, Accounts
from cascade.provider.provider import BASE, Provider
from shared.backbone.reactions import Reactions
from shared.refusals import NotKnownHere
from shared.runtime.kafka import Hears
from shared.runtime.settings import ServiceSettings
from shared.web.door import Door, allow
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import NotShown
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page
from shared.web.pages.pages import Pages
from shared.web.principal import ANYONE, Link
from shared.web.refusals import StoreFull
from shared.web.service import Blueprint, Service, assembled
from tests.integration.web.conftest import ROUTER, Told
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, issuer_in, settings_for
from tests.support.visiting import Visiting, visiting
from tests.support.waiting import until

ADDRESS = "http://service"
MENTOR = UUID(int=7)

PAGES = APIRouter(route_class=Page)
FULL = APIRouter(prefix="/v1", route_class=Door)


@PAGES.get("/me")
async def me(looking: CurrentLooking) -> Response:
    return looking.show("me.html", told=await looking.inside.get("/v1/open"))


@PAGES.get("/seats/{training}")
async def seats(training: UUID, looking: CurrentLooking) -> Response:
    return looking.show("me.html", told=await looking.inside.get(f"/v1/trainings/{training}/seats"))


@FULL.get("/full", summary="Refused for a while")
@allow(ANYONE)
async def full() -> Told:
    raise StoreFull


@PAGES.get("/full")
async def full_itself() -> Response:
    raise StoreFull


@PAGES.get("/full/asked")
async def full_behind(looking: CurrentLooking) -> Response:
    return looking.show("me.html", told=await looking.inside.get("/v1/full"))


@FULL.get("/away", summary="Perhaps there in a second")
@allow(ANYONE)
async def away() -> Told:
    raise NotKnownHere("page", "away")


@FULL.post("/full", summary="Refused for a while, too")
@allow(ANYONE)
async def fill() -> Told:
    raise StoreFull


@PAGES.post("/full/form")
async def full_form(looking: CurrentLooking) -> Response:
    async def again(form: Form, status: int) -> Response:
        await looking.inside.see("/v1/away")
        return looking.show("seat.html", status, form=form)

    return await looking.act("/v1/full", "/me", again)


@PAGES.get("/breaks")
async def breaks(looking: CurrentLooking) -> Response:
    raise RuntimeError(looking.here)


@PAGES.get("/seats/{training}/form")
async def seat_form(training: UUID, looking: CurrentLooking) -> Response:
    return looking.show("seat.html", form=Form())


@PAGES.post("/seats/{training}/form")
async def take_seat(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/trainings/{training}/seats", form.body(), key=form.key)
    if not answer.good:
        raise NotShown(answer)
    return looking.on_to("/me")


@PAGES.get("/notes/{note}")
async def note(note: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/notes/{note}")
    return looking.show("note.html", form=forms.of(saved.content, saved.etag))


@PAGES.post("/notes/{note}")
async def keep_note(note: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = {"words": form.value("words")}
    answer = await looking.inside.put(f"/v1/notes/{note}", body, etag=form.seen, as_sent=without_marks)
    if not answer.good:
        again = await looking.again(form, answer, f"/v1/notes/{note}")
        return looking.show("note.html", answer.status, form=again)
    return looking.on_to("/me")


def without_marks(note: Any) -> dict[str, str]:
    """A note is shown in quotation marks."""
    return {"words": note["words"].strip('"')}


class Both(httpx2.AsyncBaseTransport):
    """As the front door leads: the provider under its folder, the service for everything else."""

    def __init__(self, app: ASGIApp, provider: str) -> None:
        self._service = httpx2.ASGITransport(app, raise_app_exceptions=False)
        self._provider = httpx2.AsyncHTTPTransport()
        self._at = httpx2.URL(provider)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if not request.url.path.startswith(BASE):
            return await self._service.handle_async_request(request)
        at = request.url.copy_with(host=self._at.host, port=self._at.port)
        led = httpx2.Request(request.method, at, headers=request.headers, content=await request.aread())
        return await self._provider.handle_async_request(led)

    async def aclose(self) -> None:
        await self._provider.aclose()


@dataclass
class Here:
    """The service, the provider with which its staff sign in, and somebody at a browser."""

    service: Service
    provider: Provider
    visitor: Visiting

    def another(self) -> Visiting:
        """Another browser."""
        return visiting(self.visitor.http._transport, "scheduling")


@pytest.fixture
async def provider(tmp_path: Path) -> AsyncIterator[Provider]:
    """Its front door is the service itself: the browser of these tests asks that for everything, and this by its own
    address.
    """
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    accounts = Accounts(tmp_path / "accounts.jsonl")
    accounts.remember(Account("mentor", "M-1", str(MENTOR)))
    inner = f"http://127.0.0.1:{door.getsockname()[1]}"
    made = Provider(ADDRESS, issuer_in(tmp_path), accounts, inner)
    server = uvicorn.Server(uvicorn.Config(made.application(), log_config=None, lifespan="off"))
    running = asyncio.create_task(server.serve([door]))

    async def started() -> bool:
        return server.started

    await until(started, bool)
    yield made
    server.should_exit = True
    await running


@pytest.fixture
async def here(database: TestDatabase, topics: Topics, tmp_path: Path, provider: Provider) -> AsyncIterator[Here]:
    pages = Pages(__package__ or "", [PAGES], {Link.FACILITATE: "/seats/{training}"})
    heard = Hears(at_home=frozenset({"registration"}))
    blueprint = Blueprint("scheduling", "Seats", [ROUTER, FULL], Reactions(), heard, pages=pages)
    settings = ServiceSettings(
        **settings_for("scheduling", database, topics, tmp_path),
        sign_in={"discovery": f"{provider.inner}/issuer/.well-known/openid-configuration"},
    )
    async with assembled(blueprint, settings, Story(START)) as built:
        door = Both(built.app, provider.inner)
        yield Here(built, provider, visiting(door, "scheduling"))
        await door.aclose()
