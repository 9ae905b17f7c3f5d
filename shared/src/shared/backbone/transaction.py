"""One unit of work: what changed, what is announced, what is to be remembered, all or nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from asyncpg import DataError, UndefinedTableError
from pydantic import TypeAdapter

from shared.backbone import outbox, reminders
from shared.backbone.apart import Computed
from shared.backbone.pages import CursorUnfit, Listed, Order, Page, paged, without_place
from shared.backbone.reminders import Reminder
from shared.events.base import Event, Visibility
from shared.runtime.clock import Clock, WallClock
from shared.runtime.database import TRANSIENT, Connection, Pool, acquired
from shared.runtime.kafka import Address

T = TypeVar("T")

LONGEST_WAIT_SECONDS = 10.0
"""For a connection: whoever asks is then told to come again."""
PATIENCE_SECONDS = 2.0
"""For a database that is asked whether it answers."""

ADAPTERS: dict[object, TypeAdapter[Any]] = {}
"""One per shape: building them is slow."""


def adapter(shape: Any) -> TypeAdapter[Any]:
    if shape not in ADAPTERS:
        ADAPTERS[shape] = TypeAdapter(shape)
    return ADAPTERS[shape]


class Seals(Protocol):
    """Keeps personal values so that they can be read with a key of the person alone."""

    async def seal(self, connection: Connection, person: UUID, text: str) -> bytes: ...
    async def unseal_all(self, connection: Connection, sealed: Sequence[tuple[UUID, bytes]]) -> list[str]: ...
    def keyed_hash(self, purpose: str, text: str) -> bytes: ...


class Transaction:
    """One unit of work. Facts are inserted by the last statement before commit, whatever the order of the calls:
    so a fact's place in the outbox is the place of its row's lock.
    """

    def __init__(
        self,
        connection: Connection,
        address: Address,
        seals: Seals | None,
        now: datetime,
        settings: Any = None,
        computed: Computed | None = None,
    ) -> None:
        self._connection = connection
        self._address = address
        self._seals = seals
        self.now = now
        """Story time at which this unit of work began, for deadlines that a person is given late."""
        self.settings = settings
        """Of the service, for what no caller can tell: a reminder fires without one."""
        self._computed = computed or Computed(at_most=0)
        self._facts: list[outbox.Message] = []
        self._reminders: dict[tuple[str, UUID], reminders.Setting | None] = {}
        self._once_committed: list[Callable[[], None]] = []
        self._once_undone: list[Callable[[], None]] = []
        self._at_the_end: list[tuple[str, tuple[object, ...]]] = []

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A part that is undone alone if it raises: what it changed, announced and set to be remembered."""
        facts, set_before, noted = list(self._facts), dict(self._reminders), list(self._once_committed)
        taken, at_the_end = len(self._once_undone), list(self._at_the_end)
        try:
            async with self._connection.transaction():
                yield
        except BaseException:
            self._facts, self._reminders, self._once_committed = facts, set_before, noted
            self._at_the_end = at_the_end
            self.undone(taken)
            raise

    async def apart(self, key: Hashable, compute: Callable[[], Awaitable[T]]) -> T:
        """What `compute` returns or raises, which takes long and reads nothing here. `key`: all that it is computed
        from. Where this unit of work can be done anew, it is undone meanwhile.
        """
        return await self._computed.get(key, compute)

    def once_committed(self, note: Callable[[], None]) -> None:
        """For what a process does or remembers behind its work, even where the connection is lost right after."""
        self._once_committed.append(note)

    def once_undone(self, give_back: Callable[[], None]) -> None:
        """For what was taken elsewhere and belongs to nobody without this unit of work, or without its part."""
        self._once_undone.append(give_back)

    @property
    def region(self) -> str:
        """The own region, e.g. `tj`."""
        return self._address.region

    def announce(self, *facts: Event, visibility: Visibility | None = None) -> None:
        """`visibility`: of the training, for facts that go with it. Raises ValueError without it, and for a fact
        that is larger than a topic takes.
        """
        self._facts += [outbox.message(fact, self._address, visibility) for fact in facts]

    def remind(self, reminder: Reminder, *, due: datetime) -> None:
        """Sets the reminder of this kind and key, or moves it. `due` is story time."""
        self._reminders[reminder.kind(), reminder.key] = reminders.Setting.of(reminder, due)

    def forget(self, kind: type[Reminder], key: UUID) -> None:
        self._reminders[kind.kind(), key] = None

    async def one(self, shape: type[T], sql: str, *values: object) -> T | None:
        """The first row as a value of `shape` (a frozen dataclass whose fields are named like the columns, a scalar
        type for rows of one column, or the shape of a jsonb column alone); None if there is none.
        """
        row = await self._connection.fetchrow(sql, *values)
        value: T | None = None if row is None else adapter(shape).validate_python(plain(shape, row))
        return value

    async def many(self, shape: type[T], sql: str, *values: object) -> list[T]:
        rows = await self._connection.fetch(sql, *values)
        return [adapter(shape).validate_python(plain(shape, row)) for row in rows]

    async def page(
        self, shape: type[T], sql: str, *values: object, order: Order, page: Page, backwards: bool = False
    ) -> Listed[T]:
        """One page of what `sql` selects, in this order; columns `by_…` serve the order alone. Raises CursorUnfit."""
        if page.after is not None and len(page.after) != len(order):
            raise CursorUnfit
        try:
            statement = paged(sql, order, len(values), backwards=backwards)
            rows = await self._connection.fetch(statement, *values, page.after, page.limit)
        except DataError:
            raise CursorUnfit from None
        shown = [adapter(shape).validate_python(plain(shape, without_place(dict(row)))) for row in rows[: page.limit]]
        return Listed(shown, tuple(rows[page.limit - 1]["place"]) if len(rows) > page.limit else None)

    async def execute(self, sql: str, *values: object) -> None:
        await self._connection.execute(sql, *values)

    async def execute_many(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        await self._connection.executemany(sql, rows)

    @property
    def _keys(self) -> Seals:
        if self._seals is None:
            raise RuntimeError(f"{self._address.service} was started without keys and can keep nothing personal")
        return self._seals

    async def seal(self, person: UUID, text: str) -> bytes:
        """Encrypted with her key in this schema, which is made at its first use."""
        return await self._keys.seal(self._connection, person, text)

    async def unseal(self, person: UUID, sealed: bytes) -> str:
        (text,) = await self.unseal_all([(person, sealed)])
        return text

    async def unseal_all(self, sealed: Sequence[tuple[UUID, bytes]]) -> list[str]:
        """Each with whose it is; texts in the same order."""
        return await self._keys.unseal_all(self._connection, sealed)

    def keyed_hash(self, purpose: str, text: str) -> bytes:
        """32 bytes by which the same text is recognised, and which tell nothing to those without the key."""
        return self._keys.keyed_hash(purpose, text)

    def at_the_end(self, sql: str, *values: object) -> None:
        """Behind all else that this unit of work does, before its facts are written: for a lock that many need."""
        self._at_the_end.append((sql, values))

    async def flush(self) -> bool:
        """Does what was left for the end, writes reminders, then facts; whether there were facts."""
        for sql, values in self._at_the_end:
            await self.execute(sql, *values)
        await reminders.write(self._connection, self._reminders)
        await outbox.write(self._connection, self._facts, self._address)
        return bool(self._facts)

    def committed(self) -> None:
        """Runs what waits for the commit."""
        for note in self._once_committed:
            note()

    def undone(self, since: int = 0) -> None:
        """Gives back what was taken, or of that all but the first so many."""
        for give_back in self._once_undone[since:]:
            give_back()
        del self._once_undone[since:]


def plain(shape: Any, row: Any) -> Any:
    """Columns by name for a dataclass; the one value for a scalar, or for a whole value in one jsonb column."""
    fields = getattr(shape, "__dataclass_fields__", None)
    whole = fields is None or (len(row) == 1 and next(iter(row.keys())) not in fields)
    return next(iter(row.values())) if whole else dict(row)


class Database:
    """Opens units of work on one service's schema. `fits`: raises MustEnd if this program may not work on it; asked
    before the first unit of work.
    """

    def __init__(
        self,
        connections: Pool,
        address: Address,
        seals: Seals | None = None,
        clock: Clock | None = None,
        fits: Callable[[Connection], Awaitable[None]] | None = None,
        settings: Any = None,
    ) -> None:
        self._pool = connections
        self.address = address
        self._seals = seals
        self._clock = clock or WallClock()
        self._settings = settings
        self._unasked = fits
        self._on_facts: Callable[[], None] = lambda: None

    def when_facts_are_committed(self, hint: Callable[[], None]) -> None:
        """A hint for the relay; nothing depends on it."""
        self._on_facts = hint

    @asynccontextmanager
    async def transaction(self, computed: Computed | None = None) -> AsyncIterator[Transaction]:
        """Commits at the end of the block, rolls back if it raises. Without a connection: raises one of TRANSIENT.
        `computed`: of work that can be done anew, which then raises Needed.
        """
        async with acquired(self._pool, LONGEST_WAIT_SECONDS) as connection:
            await self._require_fit(connection)
            unit = Transaction(connection, self.address, self._seals, self._clock.now(), self._settings, computed)
            try:
                async with connection.transaction():
                    yield unit
                    announced = await unit.flush()
            except BaseException:
                unit.undone()
                raise
            unit.committed()
        if announced:
            self._on_facts()

    async def require_fit(self) -> None:
        """Raises what `fits` raises; one of TRANSIENT if the database does not answer."""
        async with asyncio.timeout(PATIENCE_SECONDS), acquired(self._pool, PATIENCE_SECONDS) as connection:
            await self._require_fit(connection)

    async def _require_fit(self, connection: Connection) -> None:
        if self._unasked is not None:
            await self._unasked(connection)
            self._unasked = None

    async def answers(self) -> str | None:
        """None, or why there can be no unit of work now."""
        try:
            async with acquired(self._pool, PATIENCE_SECONDS) as connection:
                await connection.fetchval("select only_row from relay_cursor", timeout=PATIENCE_SECONDS)
        except (*TRANSIENT, UndefinedTableError) as fault:
            return f"Postgres does not answer as it should ({type(fault).__name__})"
        return None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A bare connection, for what is asked of the backbone's own tables."""
        async with acquired(self._pool, LONGEST_WAIT_SECONDS) as connection:
            yield connection
