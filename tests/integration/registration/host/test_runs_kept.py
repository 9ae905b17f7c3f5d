"""What was computed is kept, also where the database is away for a moment just then."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from registration.handlers import runs as handlers
from tests.integration.registration.host.drafting import ask
from tests.integration.registration.host.test_runs import runs
from tests.integration.registration.host.workbench import Bench, reviewed_call


async def test_a_draft_is_kept_once_the_database_is_there_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    finish, asked = handlers.finish, list[UUID]()

    async def away_at_first(tx: Any, id: UUID, *made: Any) -> UUID:
        asked.append(id)
        found = await finish(tx, id, *made)
        if len(asked) == 1:
            raise asyncpg.DeadlockDetectedError
        return found

    call = await reviewed_call(bench)
    monkeypatch.setattr(handlers, "finish", away_at_first)
    response = await ask(call)
    assert (response.status_code, response.json()["state"], len(asked)) == (201, "draft", 2)
    assert [(one["state"], one["selection"]) for one in await runs(call)] == [("done", response.json()["selection"])]
