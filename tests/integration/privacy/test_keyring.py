"""A person's values are read with her key alone, and her key with one from outside the database."""

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from cascade.provisioning import keys
from shared.privacy.keyring import KeyFile, Keyring, PersonErased, WrongKeyFile, normalised_contact, read_key_file
from shared.runtime.database import Connection, connect
from tests.support.servers import TestDatabase

KEYS = KeyFile("k2", {"k1": b"1" * 32, "k2": b"2" * 32})


@pytest.fixture
async def connection(database: TestDatabase) -> AsyncIterator[Connection]:
    opened = await connect(database.dsn("registration"))
    yield opened
    await opened.close()


def ring(schema: str = "registration", file: KeyFile = KEYS) -> Keyring:
    return Keyring(file, schema)


async def test_what_was_sealed_is_read_again_by_another_process(connection: Connection) -> None:
    person = uuid4()
    sealed = await ring().seal(connection, person, "Canary Canarova")

    assert b"Canary" not in sealed
    assert await ring().unseal(connection, person, sealed) == "Canary Canarova"


async def test_the_same_text_is_sealed_differently_each_time(connection: Connection) -> None:
    person, keyring = uuid4(), ring()

    assert await keyring.seal(connection, person, "yes") != await keyring.seal(connection, person, "yes")


async def test_one_persons_value_cannot_be_passed_off_as_anothers(connection: Connection) -> None:
    keyring, her, other = ring(), uuid4(), uuid4()
    sealed = await keyring.seal(connection, her, "hers")
    await keyring.seal(connection, other, "not hers")

    with pytest.raises(ValueError, match="not sealed for her"):
        await keyring.unseal(connection, other, sealed)


async def test_a_changed_value_is_refused(connection: Connection) -> None:
    keyring, person = ring(), uuid4()
    sealed = bytearray(await keyring.seal(connection, person, "unchanged"))
    sealed[-1] ^= 1

    with pytest.raises(ValueError, match="changed"):
        await keyring.unseal(connection, person, bytes(sealed))


async def test_a_key_moved_to_another_person_opens_nothing(connection: Connection) -> None:
    her, other = uuid4(), uuid4()
    sealed = await ring().seal(connection, her, "hers")
    await connection.execute(
        "insert into person_key (person, kek, wrapped) select $1, kek, wrapped from person_key where person = $2",
        other,
        her,
    )

    with pytest.raises(ValueError, match="not sealed for her"):
        await ring().unseal(connection, other, sealed)


async def test_without_the_key_from_outside_nothing_can_be_read(connection: Connection) -> None:
    person = uuid4()
    sealed = await ring().seal(connection, person, "hers")
    stolen = ring(file=KeyFile("k2", {"k1": b"1" * 32, "k2": b"x" * 32}))

    with pytest.raises(ValueError, match="not sealed for her"):
        await stolen.unseal(connection, person, sealed)


async def test_an_older_key_from_outside_still_opens_what_it_wrapped(connection: Connection) -> None:
    person = uuid4()
    sealed = await ring(file=KeyFile("k1", KEYS.keys)).seal(connection, person, "old")

    assert await ring().unseal(connection, person, sealed) == "old"


async def test_a_key_of_a_transaction_that_was_undone_seals_nothing_later(connection: Connection) -> None:
    person, keyring = uuid4(), ring()
    undone = connection.transaction()
    await undone.start()
    await keyring.seal(connection, person, "undone")
    await undone.rollback()
    sealed = await keyring.seal(connection, person, "kept")

    assert await ring().unseal(connection, person, sealed) == "kept"


async def test_a_hash_is_the_same_after_the_key_from_outside_was_changed() -> None:
    before, after = KeyFile("k1", {"k1": b"1" * 32}), KeyFile("k2", KEYS.keys)

    assert ring(file=before).keyed_hash("contact", "same") == ring(file=after).keyed_hash("contact", "same")


async def test_a_missing_key_from_outside_is_named(connection: Connection) -> None:
    person = uuid4()
    sealed = await ring(file=KeyFile("k1", KEYS.keys)).seal(connection, person, "old")

    with pytest.raises(WrongKeyFile, match="k1"):
        await ring(file=KeyFile("k2", {"k2": b"2" * 32})).unseal(connection, person, sealed)


async def test_for_an_erased_person_nothing_can_be_read_or_kept_again(
    connection: Connection, database: TestDatabase
) -> None:
    person, keyring = uuid4(), ring()
    sealed = await keyring.seal(connection, person, "hers")
    owner = await connect(database.owner_dsn("registration"))
    await owner.execute("update person_key set wrapped = null, erased_at = now() where person = $1", person)
    await owner.close()

    with pytest.raises(PersonErased):
        await keyring.unseal(connection, person, sealed)
    with pytest.raises(PersonErased):
        await keyring.seal(connection, person, "again")


def test_a_contact_is_recognised_however_it_is_typed() -> None:
    hashes = {ring().keyed_hash("contact", normalised_contact(typed)) for typed in ("A@B.org", " a@b.ORG ", "a @b.org")}

    assert len(hashes) == 1


def test_hashes_of_different_purposes_schemas_and_keys_have_nothing_in_common() -> None:
    rings = [ring(), ring("followup"), ring(file=KeyFile("k1", {"k1": b"y" * 32}))]
    hashes = {keyring.keyed_hash(purpose, "same") for keyring in rings for purpose in ("contact", "organisation")}

    assert len(hashes) == 6


def written(folder: Path, content: object, mode: int = 0o600) -> Path:
    file = folder / "keys.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    file.chmod(mode)
    return file


def test_the_file_that_was_made_can_be_read(tmp_path: Path) -> None:
    keys.provide(tmp_path / "keys.json")

    assert len(read_key_file(tmp_path / "keys.json").keys["k1"]) == 32


@pytest.mark.parametrize(
    "content",
    [
        "nonsense",
        {"current": "k1"},
        {"current": "k2", "keys": {"k1": base64.b64encode(b"1" * 32).decode()}},
        {"current": "k1", "keys": {"k1": base64.b64encode(b"short").decode()}},
        {"current": "k1", "keys": ["k1"]},
    ],
)
def test_a_file_without_proper_keys_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(WrongKeyFile):
        read_key_file(written(tmp_path, content))


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, {"current": "k1", "keys": {"k1": base64.b64encode(b"1" * 32).decode()}}, 0o644)

    with pytest.raises(WrongKeyFile, match="chmod 600"):
        read_key_file(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongKeyFile):
        read_key_file(tmp_path / "nowhere.json")
