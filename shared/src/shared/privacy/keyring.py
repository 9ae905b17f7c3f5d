"""Personal values are encrypted with a key of the person's own, which a key from outside the database wraps.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits per value; other keys by HKDF-SHA-256 (RFC 5869).
"""

import base64
import hmac
import json
import os
import secrets
import stat
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.refusals import Refusal
from shared.runtime.database import Connection
from shared.runtime.settings import WrongSettings

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
REMEMBERED_KEYS = 4_096
KNOWN = b"cascade"
"""What proves a key, sealed with it."""


class WrongKeyFile(WrongSettings):
    """The file of keys cannot be used; says why and what to do."""


@dataclass(eq=False)
class PersonErased(Refusal):
    """Everything personal of this person was erased."""

    status: ClassVar[int] = 410
    person: UUID

    def sentence(self) -> str:
        return f"Everything personal of {self.person} was erased; nothing can be kept for her again."


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Keys from outside the database, by name; `current` wraps what is new."""

    current: str
    keys: dict[str, bytes]


def read_key_file(file: Path) -> KeyFile:
    """`{"current": "k1", "keys": {"k1": "<base64 of 32 bytes>"}}`. A later key gets a name that sorts after the others;
    none is taken out while a row is wrapped by it. Raises WrongKeyFile.
    """
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise WrongKeyFile(f"{file} can be read by others than its owner; chmod 600 {file}")
        content = json.loads(file.read_text())
        keys = {name: base64.b64decode(key, validate=True) for name, key in content["keys"].items()}
        current = content["current"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongKeyFile(
            f"CASCADE_KEYS__FILE: {file} holds no keys as described ({type(error).__name__}); put the right file back, "
            "or have one made for a new region (`make secrets`)"
        ) from None
    if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise WrongKeyFile(f"{file}: `current` has to name one of the keys, and each key has {KEY_BYTES} bytes")
    return KeyFile(current, keys)


class Keyring:
    """Seals and unseals in one schema."""

    def __init__(self, file: KeyFile, schema: str) -> None:
        self._file = file
        self._schema = schema
        self._known: OrderedDict[bytes, bytes] = OrderedDict()
        self._purposes: dict[str, bytes] = {}

    async def seal(self, connection: Connection, person: UUID, text: str) -> bytes:
        """Raises PersonErased."""
        key = await self._key_of(connection, person) or await self._new_key_of(connection, person)
        return FORMAT + encrypted(key, text.encode(), person.bytes)

    async def unseal(self, connection: Connection, person: UUID, sealed: bytes) -> str:
        """Raises PersonErased; ValueError for what was not sealed for her here."""
        (text,) = await self.unseal_all(connection, [(person, sealed)])
        return text

    async def unseal_all(self, connection: Connection, sealed: Sequence[tuple[UUID, bytes]]) -> list[str]:
        """Each with whose it is; in this order. Raises as `unseal`."""
        keys = await self._keys_of(connection, {person for person, _ in sealed})
        return [self._unsealed(keys.get(person), person, value) for person, value in sealed]

    def _unsealed(self, key: bytes | None, person: UUID, sealed: bytes) -> str:
        if key is None or sealed[:1] != FORMAT:
            raise ValueError("this was not sealed for her here")
        return decrypted(key, sealed[1:], person.bytes).decode()

    async def prove(self, connection: Connection) -> None:
        """That this file is the one that the schema was sealed with. A key that is new here is proved from then on.

        Raises WrongKeyFile.
        """
        used = "select kek from key_proof union select kek from person_key where wrapped is not null"
        lacking = sorted({row["kek"] for row in await connection.fetch(used)} - set(self._file.keys))
        if lacking:
            raise WrongKeyFile(self._other_file(f"lacks {', '.join(lacking)}"))
        await self._require_oldest_first(connection)
        for name in self._file.keys:
            await self._prove(connection, name)

    async def _require_oldest_first(self, connection: Connection) -> None:
        """Hashes come from the key whose name sorts first: under another nobody would be recognised by her contact."""
        oldest, first = await connection.fetchval('select min(kek collate "C") from key_proof'), min(self._file.keys)
        if oldest is not None and first < oldest:
            raise WrongKeyFile(
                f"CASCADE_KEYS__FILE has a new key {first}, whose name sorts before {oldest}: give it one that sorts "
                "after all that are there and start again. Nothing was changed."
            )

    async def _prove(self, connection: Connection, name: str) -> None:
        """A schema that was sealed before there were proofs is opened where it is sealed."""
        key, bound_to = self._file.keys[name], self._schema.encode() + name.encode()
        wraps = "select person, wrapped from person_key where kek = $1 and wrapped is not null limit 1"
        one = await connection.fetchrow(wraps, name)
        try:
            if one is not None:
                decrypted(key, one["wrapped"], self._bound_to(one["person"]))
            await connection.execute(
                "insert into key_proof (kek, sealed) values ($1, $2) on conflict do nothing",
                name,
                encrypted(key, KNOWN, bound_to),
            )
            decrypted(key, await connection.fetchval("select sealed from key_proof where kek = $1", name), bound_to)
        except ValueError:
            raise WrongKeyFile(self._other_file(f"has another {name}")) from None

    def _other_file(self, how: str) -> str:
        return (
            f"CASCADE_KEYS__FILE is not the file of keys that the schema {self._schema} was sealed with: it {how}. "
            "Put the right file back (from its copy outside the database) and start again. Nothing was changed."
        )

    def keyed_hash(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA-256 by a key for this purpose: 32 bytes."""
        if purpose not in self._purposes:
            self._purposes[purpose] = self._derived(f"{self._schema}:{purpose}")
        return hmac.digest(self._purposes[purpose], text.encode(), "sha256")

    def _derived(self, purpose: str) -> bytes:
        """From the key whose name sorts first: hashes have to stay what they are when another becomes current."""
        oldest = self._file.keys[min(self._file.keys)]
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(oldest)

    async def _key_of(self, connection: Connection, person: UUID) -> bytes | None:
        return (await self._keys_of(connection, {person})).get(person)

    async def _keys_of(self, connection: Connection, persons: Collection[UUID]) -> dict[UUID, bytes]:
        """Of those who have one. Raises PersonErased."""
        sql = "select person, kek, wrapped from person_key where person = any($1::uuid[])"
        rows = await connection.fetch(sql, list(persons)) if persons else []
        return {row["person"]: self._key_in(row) for row in rows}

    def _key_in(self, row: Any) -> bytes:
        if row["wrapped"] is None:
            raise PersonErased(row["person"])
        return self._unwrapped(row["kek"], row["wrapped"], self._bound_to(row["person"]))

    def _unwrapped(self, kek: str, wrapped: bytes, bound_to: bytes) -> bytes:
        """Remembered by what is in the row, not by the person: a key whose transaction was undone was never hers."""
        known = self._known.get(bound_to + wrapped)
        if known is None:
            if kek not in self._file.keys:
                raise WrongKeyFile(f"the file of keys lacks {kek!r}, which wraps keys of persons; add it again")
            known = decrypted(self._file.keys[kek], wrapped, bound_to)
            self._remember(bound_to + wrapped, known)
        return known

    async def _new_key_of(self, connection: Connection, person: UUID) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        wrapped = encrypted(self._file.keys[self._file.current], key, self._bound_to(person))
        await connection.execute(
            "insert into person_key (person, kek, wrapped) values ($1, $2, $3) on conflict (person) do nothing",
            person,
            self._file.current,
            wrapped,
        )
        kept = await self._key_of(connection, person)
        assert kept is not None  # noqa: S101 - it is there now, ours or that of whoever was quicker
        return kept

    def _bound_to(self, person: UUID) -> bytes:
        """A wrapped key opens nothing if it is moved to another person or schema."""
        return self._schema.encode() + person.bytes

    def _remember(self, row: bytes, key: bytes) -> None:
        self._known[row] = key
        if len(self._known) > REMEMBERED_KEYS:
            self._known.popitem(last=False)


def encrypted(key: bytes, value: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, bound_to)


def decrypted(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Raises ValueError if it was changed, or sealed for something else."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except InvalidTag:
        raise ValueError("this was not sealed for her here, or it was changed") from None


def normalised_contact(contact: str) -> str:
    """An address or a number in the form by which somebody is recognised: no spaces, case folded."""
    return "".join(contact.split()).casefold()
