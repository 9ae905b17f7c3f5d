"""Every form of a page × everybody: whoever the committed table does not admit is refused, and nothing changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import httpx2
import pytest

from shared.web.service import Service
from tests.security.forms import ASK_NOTHING, FROM_OUR_OWN_PAGE, SAYS_WHAT_IT_SHOWED, Filled, Sender
from tests.security.fuzzing import last_of
from tests.security.matrix import PRINCIPALS, Route, routes_of
from tests.security.overheard import overhearing, session_of
from tests.support.fingerprint import Tables, changed
from tests.support.servers import TestDatabase
from tests.support.services import Asking
from tests.support.three import SERVICES
from tests.support.visiting import visiting

REFUSED = {httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN}
NOTED = {"audit"}
"""That somebody read what she may read is written down, whatever else the form asked for."""
MISSING = {httpx2.codes.NOT_FOUND, httpx2.codes.METHOD_NOT_ALLOWED}
SESSIONS = ("session", "session_link")
"""Where who looks at pages is kept."""


@dataclass(frozen=True)
class Try:
    """One form, sent by one of everybody, and what it asked for her."""

    principal: str
    form: Filled
    status: int
    asked: Sequence[tuple[Route, bool]]

    def __str__(self) -> str:
        return f"{self.principal} at {self.form.path}: {self.status}"

    @property
    def is_done(self) -> bool:
        return self.status < httpx2.codes.BAD_REQUEST

    @property
    def reads(self) -> bool:
        return any(let_in for _, let_in in self.asked)

    @property
    def decided_otherwise(self) -> bool:
        """At the door of some route she was treated otherwise than the table says."""
        return any(let_in != route.admits(self.principal) for route, let_in in self.asked)


async def sent(sender: Sender, form: Filled, *, for_her: bool) -> list[Try]:
    """By each of those whom it is for, or by each of all others."""
    tries = []
    for principal in [one for one in PRINCIPALS if form.is_for(one) == for_her]:
        answer, asked = await sender.send(principal, form)
        tries.append(Try(principal, form, answer.status_code, asked.answers))
    return tries


async def sent_by_others(sender: Sender, form: Filled, tables: Tables) -> tuple[list[Try], set[str]]:
    """And the tables in which something changed."""
    for principal in PRINCIPALS:
        await sender.session(principal, form.things)
    before = await tables.now()
    tries = await sent(sender, form, for_her=False)
    noted = NOTED if any(one.reads for one in tries) else set()
    return tries, {*changed(before, await tables.now())} - noted


@pytest.mark.slow
async def test_a_form_is_taken_from_those_alone_whom_the_table_admits_to_what_it_asks(
    sender: Sender, database: TestDatabase
) -> None:
    """By others first: then what it is about is still there."""
    forms = sorted(await sender.forms(), key=lambda form: last_of(form.path))
    async with Tables.of(database, sender.name, ()) as tables:
        by_others = [(form, *await sent_by_others(sender, form, tables)) for form in forms]
    theirs = [one for form in forms for one in await sent(sender, form, for_her=True)]
    others = [one for _, tries, _ in by_others for one in tries]

    assert [form.page for form in forms if not form.routes] == []
    assert [form.page for form in forms if form.page == SAYS_WHAT_IT_SHOWED and form.only_reads] == []
    assert [str(one) for one in others if one.status not in REFUSED] == []
    assert [(form.path, tables) for form, _, tables in by_others if tables] == []
    assert [str(one) for one in theirs if one.status >= httpx2.codes.INTERNAL_SERVER_ERROR] == []
    assert [(str(one), one.asked) for one in [*others, *theirs] if one.decided_otherwise] == []
    assert any(one.is_done for one in theirs)


@pytest.mark.parametrize("name", SERVICES)
async def test_a_form_that_asks_for_nothing_changes_nothing_but_who_looks(
    services: Mapping[str, Service],
    ask: Mapping[str, Asking],
    database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    routes, tries = routes_of(name, services[name].app.openapi()), [*product(ASK_NOTHING, PRINCIPALS)]
    sessions = [await session_of(principal, services[name], {}) for _, principal in tries]
    async with Tables.of(database, name, SESSIONS) as tables:
        before = await tables.now()
        with overhearing(routes, monkeypatch) as asked:
            for (form, _), session in zip(tries, sessions, strict=True):
                visitor = visiting(ask[name].http._transport, name)
                visitor.session = session
                answer = await visitor.http.post(visitor.base + form, headers=FROM_OUR_OWN_PAGE)
                assert answer.status_code not in MISSING, form
                assert answer.status_code < httpx2.codes.INTERNAL_SERVER_ERROR, form

        assert asked.answers == []
        assert changed(before, await tables.now()) == []
