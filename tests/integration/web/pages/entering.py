"""Links of letters, and somebody who opens one."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.web import links
from shared.web.principal import Link
from tests.integration.web.pages.conftest import Here

GULNORA, ZEBO = UUID(int=11), UUID(int=12)
FIRST, SECOND = UUID(int=21), UUID(int=22)


async def mailed(here: Here, person: UUID, training: UUID, uses: int | None = None, days: int = 1) -> str:
    token, digest = links.new_token()
    until = datetime.now(UTC) + timedelta(days=days)
    async with here.service.database.transaction() as tx:
        await links.keep(tx, digest, Link.FACILITATE, person, {"training": training}, until, uses)
    return token


async def open_link(here: Here, token: str) -> None:
    await here.visitor.open(f"/enter/{token}")
    await here.visitor.press("Continue", status=403)
