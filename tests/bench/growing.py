"""Makes a training large: its people apply again and again, so that what is sealed for them is copied as it is."""

from uuid import UUID

import asyncpg

DATABASE = "cascade"
LARGEST = "select training from application where code is not null group by 1 order by count(*) desc limit 1"
GROWN = """
    create temporary table grown as
    with model as (
      select id, row_number() over (order by code) - 1 as number, count(*) over () as models
      from application where training = $1 and code is not null and offer is null
    )
    select model.id as was, gen_random_uuid() as application, 'XX-' || n as code
    from generate_series(1, $2) n join model on n % models = number
"""
APPLICATIONS = """
    insert into application select (jsonb_populate_record(a, jsonb_build_object('id', application, 'code', g.code))).*
    from application a join grown g on g.was = a.id
"""
OF_THEM = """
    insert into {table} select (jsonb_populate_record(t, to_jsonb(g))).*
    from {table} t join grown g on g.was = t.application
"""
TABLES = ("form", "review_sheet", "candidate", "place")
LETTERS = """
    insert into letter select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
    from letter l, generate_series(1, 1 + $1 / (select count(*) from letter)) where sent_at is not null
"""
ELSEWHERE = """
    insert into attendance
    select gen_random_uuid(), gen_random_uuid(), home, gen_random_uuid(), host, generation, outcome, plan_due, version
    from (select * from attendance limit 1) one, generate_series(1, $1)
"""


async def largest(admin_dsn: str) -> UUID:
    """The training with most applications."""
    there = await asyncpg.connect(within(admin_dsn, "registration"))
    try:
        found: UUID = await there.fetchval(LARGEST)
        return found
    finally:
        await there.close()


async def grow(admin_dsn: str, training: UUID, applications: int) -> None:
    """So many more applications, each with a form, marks and what the host knows of it; as many more letters; and in
    followup as many more people, who attended elsewhere.
    """
    there = await asyncpg.connect(within(admin_dsn, "registration"))
    try:
        await there.execute(GROWN.replace("$1", f"'{training}'").replace("$2", str(applications)))
        await there.execute(APPLICATIONS)
        for table in TABLES:
            await there.execute(OF_THEM.format(table=table))
        await there.execute(LETTERS.replace("$1", str(applications)))
        await there.execute("set search_path = followup")
        await there.execute(ELSEWHERE.replace("$1", str(applications)))
        await there.execute("analyze")
    finally:
        await there.close()


def within(admin_dsn: str, schema: str) -> str:
    base, _, _ = admin_dsn.rpartition("/")
    return f"{base}/{DATABASE}?search_path={schema}"
