"""The coordinators' list of organisations from which people come."""

from registration.domain.organisation import Organisation
from registration.domain.refusals.organisation import UnknownOrganisation
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

ORGANISATION = "select code, name, country from organisation"


async def add(tx: Transaction, organisation: Organisation) -> bool:
    """False if the code is taken, in these letters or in larger or smaller ones. Of two at once one waits: a unique
    index would refuse what applications named before there was a list.
    """
    await tx.execute("select pg_advisory_xact_lock(hashtext(current_schema()), hashtext(upper($1)))", organisation.code)
    sql = """insert into organisation (code, name, country) select $1, $2, $3
             where not exists (select from organisation where upper(code) = upper($1)) on conflict do nothing
             returning 1"""
    return await tx.one(int, sql, organisation.code, organisation.name, organisation.country) is not None


async def change(tx: Transaction, organisation: Organisation) -> None:
    """Raises NotKnownHere."""
    sql = "update organisation set name = $2, country = $3 where code = $1 returning 1"
    if await tx.one(int, sql, organisation.code, organisation.name, organisation.country) is None:
        raise NotKnownHere("organisation", organisation.code)


async def get(tx: Transaction, code: str) -> Organisation:
    """Raises NotKnownHere."""
    found = await tx.one(Organisation, f"{ORGANISATION} where code = $1", code)
    if found is None:
        raise NotKnownHere("organisation", code)
    return found


async def require(tx: Transaction, code: str) -> None:
    """Raises UnknownOrganisation."""
    if await tx.one(int, "select 1 from organisation where code = $1", code) is None:
        raise UnknownOrganisation(code)
