"""The data class of every column, as the migrations wrote it down."""

from dataclasses import dataclass
from enum import StrEnum

from shared.runtime.database import Connection


class DataClass(StrEnum):
    """public: anyone; internal: coded facts under an opaque id; personal and sensitive: sealed for a person."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


SEALED = frozenset({DataClass.PERSONAL, DataClass.SENSITIVE})


@dataclass(frozen=True, slots=True)
class Column:
    table: str
    name: str
    type: str
    comment: str

    @property
    def data_class(self) -> DataClass | None:
        """None if its comment does not begin with a class."""
        word = self.comment.partition(":")[0].strip()
        return DataClass(word) if word in set(DataClass) else None


async def columns_of(connection: Connection, schema: str) -> list[Column]:
    """Of all tables and views but partitions, which are like their parent."""
    rows = await connection.fetch(
        """select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
                  coalesce(col_description(c.oid, a.attnum), '') as comment
           from pg_class c join pg_attribute a on a.attrelid = c.oid
           where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
             and a.attnum > 0 and not a.attisdropped and c.relname <> 'schema_migrations'
           order by 1, a.attnum""",
        schema,
    )
    return [Column(**dict(row)) for row in rows]
