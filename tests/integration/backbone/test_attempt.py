"""A part of a unit of work that fails is undone alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from shared.backbone import transaction
from shared.backbone.transaction import Transaction
from shared.runtime.database import Connection, acquired
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import AT, LookAgain, noted, things

WHOLE, PART = things(2)


async def does_all(tx: Transaction, notes: list[int], number: int) -> None:
    """`number`: by which it is known."""
    thing = (WHOLE, PART)[number]
    await tx.execute("insert into inbox (event_id) values ($1)", thing)
    tx.announce(noted(thing, 1))
    tx.remind(LookAgain(key=thing, number=number), due=AT + timedelta(days=number))
    tx.once_committed(lambda: notes.append(number))


async def test_all_that_a_failed_part_did_is_undone_and_the_rest_holds(schema: Schema) -> None:
    notes: list[int] = []
    async with schema.database.transaction() as tx:
        await does_all(tx, notes, 0)
        with pytest.raises(ArithmeticError):
            async with tx.attempt():
                await does_all(tx, notes, 1)
                raise ArithmeticError
    async with schema.database.transaction() as tx:
        kept = [
            await tx.many(str, f"select {column}::text from {table}")
            for table, column in (("inbox", "event_id"), ("outbox", "convert_from(key, 'UTF8')"), ("reminder", "key"))
        ]

    assert kept == [[str(WHOLE)]] * 3
    assert notes == [0]


async def test_what_waits_for_a_commit_does_not_happen_without_one(schema: Schema) -> None:
    notes: list[int] = []

    async def never_commits() -> None:
        async with schema.database.transaction() as tx:
            await does_all(tx, notes, 0)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await never_commits()
    assert notes == []


async def test_what_waits_for_a_commit_happens_where_the_connection_is_lost_right_after(
    schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes: list[int] = []

    @asynccontextmanager
    async def lost(*given: Any) -> AsyncIterator[Connection]:
        async with acquired(*given) as connection:
            yield connection
        raise ConnectionResetError

    async def commits() -> None:
        async with schema.database.transaction() as tx:
            await does_all(tx, notes, 0)

    monkeypatch.setattr(transaction, "acquired", lost)
    with pytest.raises(ConnectionResetError):
        await commits()
    assert notes == [0]


async def test_what_was_taken_is_given_back_with_the_part_or_the_whole_that_is_undone(schema: Schema) -> None:
    given_back: list[str] = []

    async def fails_in_part_then_whole() -> None:
        async with schema.database.transaction() as tx:
            tx.once_undone(lambda: given_back.append("whole"))
            with pytest.raises(ArithmeticError):
                async with tx.attempt():
                    tx.once_undone(lambda: given_back.append("part"))
                    raise ArithmeticError
            assert given_back == ["part"]
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await fails_in_part_then_whole()
    assert given_back == ["part", "whole"]


async def test_what_was_taken_is_kept_once_it_is_committed(schema: Schema) -> None:
    given_back: list[str] = []
    async with schema.database.transaction() as tx:
        tx.once_undone(lambda: given_back.append("whole"))
    assert given_back == []
