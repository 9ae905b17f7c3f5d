"""Links at a browser: what a session holds, and when it ends."""

from typing import NoReturn
from uuid import UUID

import pytest
from bs4 import BeautifulSoup

from shared.runtime.clock import WentBack
from shared.web import links
from shared.web.envelope import LARGEST_BODY_BYTES
from shared.web.pages import visitors
from shared.web.refusals import StoreFull
from tests.integration.web.pages.conftest import Here
from tests.integration.web.pages.entering import FIRST, GULNORA, SECOND, ZEBO, mailed, open_link
from tests.support.visiting import HOST, Visiting, signed_in

A_BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
OWN = {"Sec-Fetch-Site": "same-origin"}


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


async def test_a_link_that_ends_while_she_opens_another_is_no_hindrance(here: Here) -> None:
    first, second = [await mailed(here, GULNORA, training) for training in (FIRST, SECOND)]
    await open_link(here, first)
    async with here.service.database.transaction() as tx:
        before = await visitors.known_by(tx, here.visitor.session)
        await links.delete_of(tx, GULNORA, kept=[links.digest_of(second)])
        cookie = await visitors.open_link(tx, before, await links.look_up(tx, second))
        assert [one.scope["training"] for one in (await visitors.known_by(tx, cookie)).grants] == [SECOND]


async def test_a_quick_exit_ends_the_session_and_leads_away(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    kept = here.visitor.session
    answer = await here.visitor.http.get("/scheduling/exit")
    assert answer.headers["location"].startswith("https://")
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    again = here.another()
    again.session = kept
    await again.open("/me")
    assert str(GULNORA) not in again.words


async def test_a_quick_exit_behind_her_ends_the_session_without_leading_anywhere(here: Here) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    kept = here.visitor.session
    answer = await here.visitor.http.post("/scheduling/exit", headers=OWN)
    assert (answer.status_code, answer.headers["clear-site-data"]) == (204, '"cache", "cookies", "storage"')
    again = here.another()
    again.session = kept
    await again.open("/me")
    assert str(GULNORA) not in again.words


@pytest.mark.parametrize("path", ["/me", "/notes/00000000-0000-0000-0000-000000000001", "/nothing/here"])
async def test_whoever_is_not_staff_can_leave_every_page_at_once(here: Here, path: str) -> None:
    answer = await here.visitor.http.get(f"/scheduling{path}", headers=A_BROWSER)
    page = BeautifulSoup(answer.text, "html.parser")
    (button,) = page.select("#exit")
    assert (button["href"], str(button["data-elsewhere"])[:8]) == ("/scheduling/exit", "https://")


async def test_staff_are_offered_to_sign_out_instead(here: Here) -> None:
    visitor = await signed_in(here.service, here.visitor, "coordinator")
    await visitor.open("/me")
    assert not visitor.page.select("#exit")
    assert "Sign out" in visitor.words


async def test_the_icon_of_a_page_is_one_that_its_policy_allows(here: Here) -> None:
    await here.visitor.open("/me")
    (icon,) = here.visitor.page.select("link[rel=icon]")
    answer = await here.visitor.http.get(str(icon["href"]))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")


async def test_a_link_that_is_not_known_says_what_to_do(here: Here) -> None:
    await here.visitor.open("/enter/nothing-of-ours", status=401)
    assert "Open it in the letter once more" in here.visitor.words


async def test_a_link_that_has_expired_says_to_ask_for_a_new_one_and_not_to_open_it_again(here: Here) -> None:
    token = await mailed(here, GULNORA, FIRST, days=-1)
    await here.visitor.open(f"/enter/{token}", status=401)
    assert "Others ask the programme for it" in here.visitor.words
    assert "open that link again" not in here.visitor.words


async def test_the_link_stays_in_no_address_and_no_page_that_the_browser_keeps(here: Here) -> None:
    token = await mailed(here, GULNORA, FIRST)
    first = await here.visitor.http.get(f"/scheduling/enter/{token}")
    assert first.status_code == 303
    assert token not in first.headers["location"]
    (cookie,) = first.headers.get_list("set-cookie")
    assert {"HttpOnly", "Max-Age=600", "Path=/scheduling", "SameSite=lax"} <= set(cookie.split("; "))
    await here.visitor.open(first.headers["location"])
    assert token not in str(here.visitor.page)
    await here.visitor.press("Continue", status=403)
    assert token not in here.visitor.here


async def test_following_a_link_changes_nothing_until_its_button_is_pressed(here: Here) -> None:
    await here.visitor.open(f"/enter/{await mailed(here, GULNORA, FIRST, uses=1)}")
    async with here.service.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from session") == 0
        assert await tx.one(int, "select uses_left from link") == 1


async def test_a_link_that_was_opened_is_not_opened_again_without_following_it(here: Here) -> None:
    await here.visitor.open(f"/enter/{await mailed(here, GULNORA, FIRST)}")
    assert here.visitor.response is not None
    address = str(here.visitor.response.url)
    await here.visitor.press("Continue", status=403)
    await here.visitor.open(address, status=401)


async def test_links_that_are_followed_at_once_are_opened_each_by_its_own_button(here: Here) -> None:
    first, second = [await mailed(here, GULNORA, training) for training in (FIRST, SECOND)]
    tab, other = here.visitor, Visiting(here.visitor.http, here.visitor.base)
    await tab.open(f"/enter/{first}")
    await other.open(f"/enter/{second}")
    await tab.press("Continue", status=403)
    await other.press("Continue", status=403)
    assert [one.here.rpartition("/")[2] for one in (tab, other)] == [str(FIRST), str(SECOND)]


async def test_a_browser_keeps_a_few_followed_links_at_most_and_none_that_is_too_long(here: Here) -> None:
    for number in range(8):
        await here.visitor.http.get(f"/scheduling/enter/{number}")
    kept = [name for name in here.visitor.http.cookies if name.startswith("link-")]
    await here.visitor.open(f"/enter/{'x' * 101}", status=401)

    assert len(kept) == 5
    assert [name for name in here.visitor.http.cookies if name.startswith("link-")] == kept


async def test_links_that_were_followed_are_forgotten_by_a_quick_exit(here: Here) -> None:
    followed = [await mailed(here, GULNORA, training) for training in (FIRST, SECOND)]
    addresses = []
    for token in followed:
        await here.visitor.open(f"/enter/{token}")
        assert here.visitor.response is not None
        addresses.append(str(here.visitor.response.url))
    here.visitor.http.cookies.set("link-not one of ours", "x", domain=HOST, path="/scheduling")
    gone = await here.visitor.http.get("/scheduling/exit")
    assert len([one for one in gone.headers.get_list("set-cookie") if one.startswith("link-")]) == len(followed)
    for address in addresses:
        await here.visitor.open(address, status=401)


async def test_whatever_stands_in_the_place_of_a_link_is_refused_as_one_that_is_not_known(here: Here) -> None:
    await here.visitor.open("/enter/%D0%BA%D0%BB%D1%8E%D1%87%3B%0D%0A", status=401)


@pytest.mark.parametrize("path", ["/full", "/full/asked"])
async def test_a_page_that_is_refused_for_a_while_says_for_how_long(here: Here, path: str) -> None:
    await here.visitor.open(path, status=503)
    assert here.visitor.response is not None
    assert here.visitor.response.headers["retry-after"] == str(StoreFull.retry_after)


async def test_a_page_of_a_service_that_has_to_end_is_refused_for_a_while(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ending(_: object = None) -> NoReturn:
        raise WentBack("the clock of this machine stands at noon")

    here.visitor.session = "of-somebody"
    monkeypatch.setattr(here.service.database, "transaction", ending)
    await here.visitor.open("/me", status=503)
    assert "noon" not in here.visitor.words


async def test_every_page_keeps_itself_from_caches_frames_and_foreign_code(here: Here) -> None:
    answer = await here.visitor.http.get("/scheduling/me")
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_a_language_is_chosen_on_the_page_that_she_sees_with_its_query(here: Here) -> None:
    await here.visitor.open("/me?state=open&cursor=1")
    await here.visitor.press("Русский")
    assert here.visitor.response is not None
    assert here.visitor.response.url.raw_path == b"/scheduling/me?state=open&cursor=1"


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://service/scheduling/me?state=open", "/me?state=open"),
        ("http://service/scheduling/language", "/"),
        ("http://elsewhere/scheduling/me", "/"),
        ("http://service/registration/me", "/"),
        ("", "/"),
    ],
)
async def test_a_language_chosen_on_what_was_refused_leads_to_a_page_that_can_be_got(
    here: Here, came_from: str, back: str
) -> None:
    headers = {**OWN, "Referer": came_from}
    answer = await here.visitor.http.post(f"/scheduling/seats/{FIRST}/form", data={"number": "1"}, headers=headers)
    page = BeautifulSoup(answer.text, "html.parser")
    assert [str(one["value"]) for one in page.select("input[name=next]")] == [back]


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nothing/here", 404, "There is nothing here"),
        ("GET", "/language", 405, "This could not be done"),
        ("GET", f"/me?{'q' * 3000}", 414, "This could not be done"),
        ("GET", "/breaks", 500, "Something broke here"),
        ("POST", "/language", 400, "This could not be done"),
        ("POST", "/language", 413, "This could not be done"),
    ],
)
async def test_whatever_is_refused_beside_a_page_is_a_page_for_a_browser_and_a_problem_for_a_program(
    here: Here, method: str, path: str, status: int, words: str
) -> None:
    content = {400: b"--b\r\nno part", 413: b"x" * (LARGEST_BODY_BYTES + 1)}.get(status)
    headers = {**OWN, "Content-Type": "multipart/form-data; boundary=b"}
    for accept, kind in ((A_BROWSER, "text/html; charset=utf-8"), ({}, "application/problem+json")):
        answer = await here.visitor.http.request(
            method, f"/scheduling{path}", content=content, headers={**headers, **accept}
        )
        assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
        assert (f"<h1>{words}</h1>" in answer.text) is (kind != "application/problem+json")
        assert ("style-src 'self'" in answer.headers["content-security-policy"]) is bool(accept)


async def test_the_api_answers_a_browser_as_everybody(here: Here) -> None:
    answer = await here.visitor.http.get("/scheduling/v1/nothing", headers=A_BROWSER)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_language_that_was_chosen_stays(here: Here) -> None:
    await here.visitor.open("/me")
    await here.visitor.press("Русский")
    assert here.visitor.page.html is not None
    assert here.visitor.page.html["lang"] == "ru"
    assert here.visitor.here == "/scheduling/me"
