"""A file of keys that is not the one with which a schema was sealed is refused before anything is sealed with it."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from shared.privacy.keyring import KeyFile, Keyring, WrongKeyFile
from shared.runtime.database import Connection, connect
from tests.support.servers import TestDatabase

RIGHT = KeyFile("k1", {"k1": b"1" * 32})
OTHER = KeyFile("k1", {"k1": b"x" * 32})
LACKING = KeyFile("k2", {"k2": b"2" * 32})
ROTATED = KeyFile("k2", {"k1": b"1" * 32, "k2": b"2" * 32})
BEFORE = KeyFile("j2", {"k1": b"1" * 32, "j2": b"2" * 32})


@pytest.fixture
async def connection(database: TestDatabase) -> AsyncIterator[Connection]:
    opened = await connect(database.dsn("followup"))
    yield opened
    await opened.close()


async def prove(connection: Connection, file: KeyFile) -> None:
    await Keyring(file, "followup").prove(connection)


async def proved(connection: Connection) -> list[str]:
    return [row["kek"] for row in await connection.fetch("select kek from key_proof order by kek")]


async def test_the_file_of_the_first_start_is_taken_at_every_start(connection: Connection) -> None:
    await prove(connection, RIGHT)
    await prove(connection, RIGHT)

    assert await proved(connection) == ["k1"]


@pytest.mark.parametrize(("file", "how"), [(OTHER, "has another k1"), (LACKING, "lacks k1")], ids=["other", "lacking"])
async def test_another_file_is_refused_with_what_to_do_and_changes_nothing(
    connection: Connection, file: KeyFile, how: str
) -> None:
    await prove(connection, RIGHT)
    with pytest.raises(WrongKeyFile, match=f"CASCADE_KEYS__FILE .* followup .* {how}.* Put the right file back"):
        await prove(connection, file)

    assert await proved(connection) == ["k1"]


@pytest.mark.parametrize("file", [OTHER, LACKING], ids=["other", "lacking"])
async def test_what_was_sealed_before_there_were_proofs_proves_the_file_too(
    connection: Connection, file: KeyFile
) -> None:
    await Keyring(RIGHT, "followup").seal(connection, uuid4(), "Canary Canarova")
    with pytest.raises(WrongKeyFile):
        await prove(connection, file)

    assert await proved(connection) == []


async def test_a_later_key_beside_the_first_is_taken_and_missed_from_then_on(connection: Connection) -> None:
    await prove(connection, RIGHT)
    await prove(connection, ROTATED)
    with pytest.raises(WrongKeyFile, match="lacks k2"):
        await prove(connection, RIGHT)


async def test_a_later_key_whose_name_sorts_before_the_first_is_refused(connection: Connection) -> None:
    """Hashes of contacts would come from it: whoever writes again would be somebody new."""
    await prove(connection, RIGHT)
    with pytest.raises(WrongKeyFile, match="new key j2, whose name sorts before k1: give it one that sorts after"):
        await prove(connection, BEFORE)

    assert await proved(connection) == ["k1"]
