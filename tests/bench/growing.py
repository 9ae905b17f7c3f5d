"""Makes a training large: each row of one applicant again and again, for people with keys of their own."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from shared.privacy.keyring import Keyring, read_key_file

Row = dict[str, Any]

DATABASE = "cascade"
SCHEMA = "registration"
LARGEST = "select training from application where code is not null group by 1 order by count(*) desc limit 1"
MODELS = "select * from application where training = $1 and code is not null and offer is null order by code"
OF_HERS = ("form", "review_sheet", "candidate", "place")
"""Tables with a row about an application."""
OTHERS = """
    insert into attendance
    select gen_random_uuid(), gen_random_uuid(), home, gen_random_uuid(), host, generation, outcome, plan_due, version
    from (select * from attendance limit 1) one, generate_series(1, $1)
"""


async def largest(admin_dsn: str) -> UUID:
    """The training with most applications."""
    async with asyncpg.create_pool(within(admin_dsn, SCHEMA), min_size=1, max_size=1) as pool:
        found: UUID = await pool.fetchval(LARGEST)
        return found


async def grow(admin_dsn: str, keys: Path, training: UUID, applications: int) -> None:
    """So many more, of people of whom each has a name, a contact, a form, marks and a letter."""
    ring = Keyring(read_key_file(keys), SCHEMA)
    async with asyncpg.create_pool(within(admin_dsn, SCHEMA), min_size=1, max_size=1) as pool, pool.acquire() as there:
        async with there.transaction():
            models = [dict(one) for one in await there.fetch(MODELS, training)]
            for number in range(applications):
                await add(there, ring, models[number % len(models)], number)
        await there.execute("analyze")
    async with asyncpg.create_pool(within(admin_dsn, "followup"), min_size=1, max_size=1) as pool:
        await pool.execute(OTHERS, applications)
        await pool.execute("analyze")


async def add(there: Any, ring: Keyring, model: Row, number: int) -> None:
    was, person, application = model["participant"], uuid4(), uuid4()

    async def hers(sealed: bytes | None) -> bytes | None:
        return sealed and await ring.seal(there, person, await ring.unseal(there, was, sealed))

    contact = f"applicant{number}@example.org"
    of_person = dict(await there.fetchrow("select * from person where id = $1", was))
    of_person |= {
        "id": person,
        "contact_hash": ring.keyed_hash("contact", contact),
        "name": await hers(of_person["name"]),
    }
    await put(there, "person", {**of_person, "contact": await ring.seal(there, person, contact)})
    code = f"TJ-{10_000 + number}"
    named = {"application": application, "participant": person, "code": code}
    await put(there, "application", {**model, "id": application, "participant": person, "code": code})
    for table in OF_HERS:
        for one in await there.fetch(f"select * from {table} where application = $1", model["id"]):
            row: Row = {name: named.get(name, value) for name, value in one.items()}
            await put(there, table, {**row, "content": await hers(row["content"])} if "content" in row else row)
    letter = await there.fetchrow("select * from letter where person = $1 and sent_at is not null limit 1", was)
    if letter is not None:
        told = {"id": uuid4(), "person": person, "content": await hers(letter["content"])}
        await put(there, "letter", {**dict(letter), **told})


async def put(there: Any, table: str, row: Row) -> None:
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    await there.execute(f"insert into {table} ({', '.join(row)}) values ({places})", *row.values())


def within(admin_dsn: str, schema: str) -> str:
    base, _, _ = admin_dsn.rpartition("/")
    return f"{base}/{DATABASE}?search_path={schema}"
