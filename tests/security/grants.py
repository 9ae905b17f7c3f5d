"""What each service's role may do: the table, as the catalogue of a migrated database tells it.
`python -m tests.security.grants` writes it anew.
"""

import asyncio
import csv
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from pathlib import Path

from cascade.provisioning.database import SERVICES
from shared.runtime.database import Connection, connect
from tests.support.servers import TEMPLATE, PostgresServer, TestDatabase, embedded_postgres

FILE = Path(__file__).with_name("grants.csv")


@dataclass(frozen=True, slots=True)
class Grant:
    """`thing`: its kind and its name with the schema; `columns`: to which alone it is given, if so."""

    role: str
    thing: str
    privilege: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.privilege} ({' '.join(self.columns)})" if self.columns else self.privilege


async def grants(connection: Connection) -> list[Grant]:
    """What comes by way of `public` or of another role counts too; in order of role and thing."""
    return [
        Grant(row["role"], row["thing"], row["privilege"].lower(), tuple(row["columns"]))
        for row in await connection.fetch(GRANTS, SERVICES)
    ]


GRANTS = """
    with role as (select unnest($1::text[]) as name),
    schema as (
        select oid, nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    ),
    relation as (
        select c.oid, c.relkind as kind, format('%s.%s', schema.name, c.relname) as name
          from pg_class c join schema on schema.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    ),
    privilege as (
        select * from unnest(
            array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']
        ) with ordinality as p (name, place)
    )
    select role.name as role, 'table ' || relation.name as thing, p.name as privilege, p.place, '{}'::text[] as columns
      from role, relation, privilege p
     where kind <> 'S' and has_table_privilege(role.name, relation.oid, p.name)
    union all
    select role.name, 'table ' || relation.name, p.name, p.place, array_agg(a.attname::text order by a.attnum)
      from role, privilege p, relation
      join pg_attribute a on a.attrelid = relation.oid and a.attnum > 0 and not a.attisdropped
     where kind <> 'S' and p.name in ('select', 'insert', 'update', 'references')
       and not has_table_privilege(role.name, relation.oid, p.name)
       and has_column_privilege(role.name, relation.oid, a.attnum, p.name)
     group by role.name, relation.name, p.name, p.place
    union all
    select role.name, 'sequence ' || relation.name, p.name, 0, '{}'
      from role, relation, unnest(array['select', 'update', 'usage']) as p (name)
     where kind = 'S' and has_sequence_privilege(role.name, relation.oid, p.name)
    union all
    select role.name, 'schema ' || schema.name, p.name, 0, '{}'
      from role, schema, unnest(array['create', 'usage']) as p (name)
     where has_schema_privilege(role.name, schema.oid, p.name)
    union all
    select role.name, format('function %s.%s', schema.name, f.proname), 'execute', 0, '{}'
      from role, pg_proc f join schema on schema.oid = f.pronamespace
     where has_function_privilege(role.name, f.oid, 'execute')
    union all
    select role.name, 'role ' || other.rolname, 'member', 0, '{}'
      from role, pg_roles other
     where other.rolname <> role.name and pg_has_role(role.name, other.oid, 'member')
    union all
    select role.name, 'server', p.name, p.place, '{}'
      from role join pg_roles r on r.rolname = role.name,
           unnest(array['superuser', 'createdb', 'createrole', 'replication', 'bypassrls'],
                  array[rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls])
                  with ordinality as p (name, has, place)
     where p.has
    order by role, thing, place, privilege
"""


def table(given: Iterable[Grant]) -> str:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["role", "thing", "privileges"])
    for (role, thing), of_it in groupby(given, key=lambda grant: (grant.role, grant.thing)):
        rows.writerow([role, thing, ", ".join(map(str, of_it))])
    return out.getvalue()


async def given_in(database: TestDatabase) -> list[Grant]:
    connection = await connect(database.admin_dsn)
    try:
        return await grants(connection)
    finally:
        await connection.close()


async def written() -> str:
    """Of a server that is made for it."""
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder)) as admin_dsn:
        server = PostgresServer(admin_dsn)
        await server.make_template()
        return table(await given_in(TestDatabase(server, TEMPLATE)))


if __name__ == "__main__":
    FILE.write_text(asyncio.run(written()))
