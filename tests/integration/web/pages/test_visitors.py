"""Links at a browser: what a session holds, and when it ends."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.web import links
from shared.web.principal import Link
from tests.integration.web.pages.conftest import Here

GULNORA, ZEBO = UUID(int=11), UUID(int=12)
FIRST, SECOND = UUID(int=21), UUID(int=22)


async def mailed(here: Here, person: UUID, training: UUID, uses: int | None = None) -> str:
    token, digest = links.new_token()
    until = datetime.now(UTC) + timedelta(days=1)
    async with here.service.database.transaction() as tx:
        await links.keep(tx, digest, Link.FACILITATE, person, {"training": training}, until, uses)
    return token


async def open_link(here: Here, token: str) -> None:
    await here.visitor.open(f"/enter/{token}")
    await here.visitor.press("Continue", status=403)


async def ended(here: Here, person: UUID) -> None:
    async with here.service.database.transaction() as tx:
        await links.delete_of(tx, person)


async def test_links_of_one_person_stand_side_by_side_in_a_session(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    await open_link(here, await mailed(here, GULNORA, SECOND))
    async with here.service.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from session") == 1
        assert await tx.one(int, "select count(*) from session_link") == 2


async def test_another_persons_link_begins_a_session_of_its_own(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    first = here.visitor.session
    await open_link(here, await mailed(here, ZEBO, FIRST))
    assert here.visitor.session != first
    await here.visitor.open("/me")
    assert str(ZEBO) in here.visitor.words
    assert str(GULNORA) not in here.visitor.words


async def test_the_name_of_a_session_is_new_whenever_a_link_is_opened(here: Here) -> None:
    await here.visitor.open("/me")
    here.visitor.session = "known-to-somebody-else"
    await open_link(here, await mailed(here, GULNORA, FIRST))
    assert here.visitor.session not in {"", "known-to-somebody-else"}


async def test_with_a_link_its_place_in_a_session_ends(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    await ended(here, GULNORA)
    await here.visitor.open("/me")
    assert str(GULNORA) not in here.visitor.words


async def test_a_quick_exit_ends_the_session_and_leads_away(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    kept = here.visitor.session
    answer = await here.visitor.http.get("/scheduling/exit")
    assert answer.headers["location"].startswith("https://")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    again = here.another()
    again.session = kept
    await again.open("/me")
    assert str(GULNORA) not in again.words


async def test_a_link_that_is_not_known_says_what_to_do(here: Here) -> None:
    await here.visitor.open("/enter/nothing-of-ours", status=401)
    assert "open that link again" in here.visitor.words


async def test_every_page_keeps_itself_from_caches_frames_and_foreign_code(here: Here) -> None:
    answer = await here.visitor.http.get("/scheduling/me")
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_a_language_that_was_chosen_stays(here: Here) -> None:
    await here.visitor.open("/me")
    await here.visitor.press("Русский")
    assert here.visitor.page.html is not None
    assert here.visitor.page.html["lang"] == "ru"
    assert here.visitor.here == "/scheduling/me"
