"""What a service asks of its database while somebody opens its pages."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi.routing import APIRoute

from shared.runtime.database import Connection
from shared.web.pages.pages import Pages
from shared.web.service import Service
from tests.support.visiting import Visiting

Opened = tuple[Visiting, str]
"""Who opens which path."""


@asynccontextmanager
async def connections(service: Service) -> AsyncIterator[list[Connection]]:
    """All that its pool may ever open."""
    pool = service.database._pool
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(pool.acquire()) for _ in range(pool.get_max_size())]


@asynccontextmanager
async def statements(service: Service) -> AsyncIterator[Counter[str]]:
    """Those that were sent meanwhile, begin and commit among them, each with how often."""
    sent: Counter[str] = Counter()

    def note(logged: Any) -> None:
        sent[" ".join(logged.query.split())] += 1

    async with connections(service) as held:
        for connection in held:
            connection.add_query_logger(note)
    sent.clear()
    try:
        yield sent
    finally:
        async with connections(service) as held:
            for connection in held:
                connection.remove_query_logger(note)


async def asked_by(service: Service, pages: Mapping[str, Opened]) -> dict[str, Counter[str]]:
    """The statements of each page, by its name; each was opened once before, so that nothing is asked for its type."""
    asked = {}
    for name, (visitor, path) in pages.items():
        await visitor.open(path)
        async with statements(service) as sent:
            await visitor.open(path)
            asked[name] = Counter(sent)
    return asked


def grown(few: Mapping[str, Counter[str]], many: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    """Of each page the statements that it sends more often now."""
    more = {name: dict(many[name] - few[name]) for name in few}
    return {name: statements for name, statements in more.items() if statements}


def too_many(asked: Mapping[str, Counter[str]], most: int) -> dict[str, int]:
    return {name: sent.total() for name, sent in asked.items() if sent.total() > most}


def not_opened(pages: Pages, opened: Iterable[Opened]) -> set[str]:
    """Kinds of pages that none of these is of."""
    kinds = [
        route
        for router in pages.routers
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    ]
    paths = {path.partition("?")[0] for _, path in opened}
    met = {next(kind.path for kind in kinds if kind.path_regex.match(path)) for path in paths}
    return {kind.path for kind in kinds} - met
