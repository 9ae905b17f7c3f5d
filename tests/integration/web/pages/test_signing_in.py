"""Staff at a browser: in by the issuer's code, out everywhere."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx2
import pytest

from cascade.provider.accounts import Account
from shared.web.envelope import HEADERS
from shared.web.pages import visitors
from shared.web.pages.cookies import BEGUN, SESSION
from shared.web.pages.looking import OF_A_PAGE
from shared.web.pages.signing_in import THE_ISSUER, Metadata
from shared.web.pages.visitors import NOBODY_KNOWN, StaffSession
from shared.web.principal import Staff
from shared.web.refusals import TryAgain
from tests.integration.web.pages.conftest import ADDRESS, MENTOR, Here
from tests.support.visiting import HOST, Visiting

SAFE = {**HEADERS, **OF_A_PAGE}


async def signed_in(visitor: Visiting, account: str = "M-1") -> Visiting:
    await visitor.open("/sign-in?next=/me")
    return await visitor.press(account)


async def test_who_signs_in_comes_back_to_the_page_that_she_wanted_as_herself(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    assert visitor.here == "/scheduling/me"
    assert str(MENTOR) in visitor.words
    assert "mentor" in visitor.words


async def test_the_page_of_the_local_provider_is_kept_as_ours_are_and_names_its_language_and_its_fields(
    here: Here,
) -> None:
    await here.visitor.open("/sign-in?next=/me")
    answer = here.visitor.response
    assert answer is not None
    assert {name: answer.headers[name] for name in SAFE} == SAFE
    assert here.visitor.page.select("html[lang=en]")
    groups = here.visitor.page.select("[role=group]")
    names = [here.visitor.page.select_one(f"#{one['aria-labelledby']}") for one in groups]
    assert {one.get_text(strip=True) for one in names if one} == {one.seen_as for one in here.provider.accounts.all()}
    (style,) = here.visitor.page.select("link[rel=stylesheet]")
    assert (await here.visitor.http.get(str(style["href"]))).headers["content-type"].startswith("text/css")


async def test_the_page_of_the_local_provider_is_in_her_language(here: Here) -> None:
    here.visitor.http.headers["Accept-Language"] = "ru"
    await here.visitor.open("/sign-in?next=/me")
    assert here.visitor.page.select("html[lang=ru]")
    assert "Кто вы?" in here.visitor.words


async def test_a_language_that_she_chooses_at_the_local_provider_stays_and_she_can_still_sign_in(here: Here) -> None:
    await here.visitor.open("/sign-in?next=/me")
    await here.visitor.press("Тоҷикӣ")
    assert here.visitor.here == "/issuer/authorize"
    assert here.visitor.page.select("html[lang=tg]")
    await here.visitor.press("M-1")
    assert here.visitor.here == "/scheduling/me"
    assert here.visitor.page.select("html[lang=tg]")


async def test_a_partners_coordinator_is_listed_as_one_and_is_one_where_she_signs_in(here: Here) -> None:
    here.provider.accounts.remember(Account("coordinator", "C-3 SWRC", str(UUID(int=8)), str(UUID(int=9))))
    await here.visitor.open("/sign-in?next=/me")
    (her,) = here.visitor.page.select("[aria-labelledby=of-partner] button")
    await here.visitor.press(her.get_text())
    assert "partner" in here.visitor.words
    assert "coordinator" not in here.visitor.words


async def test_who_is_signed_in_with_the_issuer_is_not_asked_again(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    visitor.session = ""
    await visitor.open("/sign-in?next=/me")
    assert str(MENTOR) in visitor.words


async def test_who_is_known_here_is_not_sent_to_the_issuer(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    answer = await visitor.http.get("/scheduling/sign-in?next=/me")
    assert answer.headers["location"] == "/scheduling/me"


async def test_who_signs_out_is_signed_out_in_every_browser_session_that_the_issuer_began(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    kept = visitor.session
    await visitor.press("Sign out")
    elsewhere = here.another()
    elsewhere.session = kept
    await elsewhere.open("/me")
    assert "mentor" not in elsewhere.words
    assert visitor.here == "/scheduling/signed-out"


async def test_a_browser_keeps_nothing_of_the_pages_of_whoever_signed_out(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    await visitor.http.get("/scheduling/enter/followed")
    answer = await visitor.http.post("/scheduling/sign-out", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"cache", "storage"')
    assert [name for name in visitor.http.cookies if name.startswith("link-")] == []


async def test_who_signs_out_while_the_issuer_is_away_is_signed_out_here_and_told_so(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await signed_in(here.visitor)
    sign_in = here.service.app.state.sign_in

    async def away() -> None:
        raise TryAgain(THE_ISSUER)

    monkeypatch.setattr(sign_in, "metadata", away)
    await visitor.press("Sign out")
    assert "did not answer" in visitor.words
    assert visitor.session == ""
    await visitor.open("/me")
    assert "mentor" not in visitor.words


async def test_a_refused_sign_in_offers_to_begin_again(here: Here) -> None:
    await here.visitor.open("/signed-in?state=x", status=400)
    (button,) = here.visitor.page.select("main a.button")
    assert button["href"] == "/scheduling/sign-in"


async def test_the_issuer_ends_a_session_by_its_back_channel(here: Here) -> None:
    visitor = await signed_in(here.visitor)
    (session,) = here.provider.sessions.values()
    events: dict[str, dict[str, str]] = {"http://schemas.openid.net/event/backchannel-logout": {}}
    token = here.provider.issuer.said("cascade-pages", {"sid": session.sid, "events": events})
    told = await visitor.http.post("/scheduling/back-channel-sign-out", data={"logout_token": token})
    assert told.status_code == 200
    await visitor.open("/me")
    assert "mentor" not in visitor.words


@pytest.mark.parametrize(
    ("subject", "sid", "left"),
    [
        (None, "first", {("zebo", "second"), ("zebo", ""), ("gulnora", "")}),
        ("zebo", None, {("gulnora", "")}),
        ("zebo", "first", {("zebo", "second"), ("gulnora", "")}),
    ],
)
async def test_the_issuer_ends_the_session_that_it_names_and_those_of_whom_it_names_that_have_no_name(
    here: Here, subject: str | None, sid: str | None, left: set[tuple[str, str]]
) -> None:
    """It may name a session where it ends one, and not have named it where one began."""
    until = datetime.now(UTC) + timedelta(hours=1)
    async with here.service.database.transaction() as tx:
        for who, named in (("zebo", "first"), ("zebo", "second"), ("zebo", ""), ("gulnora", "")):
            await visitors.sign_in(tx, NOBODY_KNOWN, StaffSession(who, named, (Staff.MENTOR,), None, None), until)
        await visitors.end_of(tx, subject=subject, sid=sid)
        there = await tx.many(str, "select staff->>'subject' || ' ' || (staff->>'sid') from session")
    assert {(who, named) for who, _, named in (one.partition(" ") for one in there)} == left


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": str(MENTOR)},
        {"sub": str(MENTOR), "events": {}},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}},
        {"sid": "", "events": {"http://schemas.openid.net/event/backchannel-logout": {}}},
        {"sub": str(MENTOR), "nonce": "n", "events": {"http://schemas.openid.net/event/backchannel-logout": {}}},
    ],
)
async def test_what_is_no_logout_token_ends_no_session(here: Here, claims: dict[str, object]) -> None:
    visitor = await signed_in(here.visitor)
    token = here.provider.issuer.said("cascade-pages", claims)
    told = await visitor.http.post("/scheduling/back-channel-sign-out", data={"logout_token": token})
    assert (told.status_code, told.json()["code"]) == (400, "bad-request")
    await visitor.open("/me")
    assert "mentor" in visitor.words


async def test_an_id_token_for_another_client_lets_nobody_in(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    said = here.provider.issuer.said
    monkeypatch.setattr(type(here.provider.issuer), "said", lambda _, __, claims: said("another", claims))
    await here.visitor.open("/sign-in?next=/me")
    await here.visitor.press("M-1", status=403)


async def test_a_code_that_was_asked_for_in_another_browser_lets_nobody_in(here: Here) -> None:
    """The answer to somebody else's sign-in would make her work as that person."""
    thief = here.another()
    await thief.open("/sign-in?next=/me")
    asked = httpx2.URL(str(thief.response.url)) if thief.response else httpx2.URL()
    answer = await thief.http.post(str(asked), data={"account": "0"})
    await here.visitor.open(answer.headers["location"], status=400)


async def test_a_code_is_good_once(here: Here) -> None:
    visitor = here.visitor
    await visitor.open("/sign-in?next=/me")
    address = str(visitor.response.url) if visitor.response else ""
    back = (await visitor.http.post(address, data={"account": "0"})).headers["location"]
    ((name, begun),) = under_way(visitor).items()
    await visitor.open(back)
    assert under_way(visitor) == {}
    visitor.http.cookies.set(name, begun, domain=HOST, path="/scheduling")
    await visitor.open(back, status=403)


def under_way(visitor: Visiting) -> dict[str, str]:
    return {name: value for name, value in visitor.http.cookies.items() if name.startswith(BEGUN)}


async def test_whoever_signs_in_in_two_tabs_at_once_comes_to_the_page_of_each(here: Here) -> None:
    tab, other = here.visitor, Visiting(here.visitor.http, here.visitor.base)
    await tab.open("/sign-in?next=/me")
    await other.open("/sign-in?next=/notes/00000000-0000-0000-0000-000000000001")
    await tab.press("M-1")
    first = tab.session
    await other.press("M-1", status=403)
    assert [tab.here, other.here[:17]] == ["/scheduling/me", "/scheduling/notes"]
    assert tab.session == first
    assert "mentor" in (await tab.open("/me")).words


async def test_a_browser_keeps_a_few_sign_ins_under_way_and_forgets_them_when_she_leaves(here: Here) -> None:
    for number in range(8):
        await here.visitor.http.get(f"/scheduling/sign-in?next=/{number}")
    assert len(under_way(here.visitor)) == 5
    await here.visitor.http.get("/scheduling/exit")
    assert under_way(here.visitor) == {}


async def test_an_issuer_of_another_host_is_reached_from_a_page_and_not_behind_the_form(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a form browsers follow no redirect to a host that `form-action` does not name."""
    visitor = await signed_in(here.visitor)
    sign_in = here.service.app.state.sign_in
    elsewhere: Metadata = (await sign_in.metadata()).model_copy(
        update={"end_session_endpoint": "https://issuer.example/sign-out"}
    )

    async def metadata() -> Metadata:
        return elsewhere

    monkeypatch.setattr(sign_in, "metadata", metadata)
    await visitor.press("Sign out")
    assert (visitor.here, visitor.session) == ("/scheduling/signed-out", "")
    assert visitor.response is not None
    _, _, led = visitor.response.headers["refresh"].partition("0;url=")
    back = f"{ADDRESS}/scheduling/signed-out"
    assert httpx2.URL(led).params == httpx2.QueryParams(client_id="cascade-pages", post_logout_redirect_uri=back)
    (button,) = visitor.page.select("main a.button")
    assert (button["href"], led[:31]) == (led, "https://issuer.example/sign-out")


async def test_nobody_is_led_to_another_site_after_signing_in(here: Here) -> None:
    await here.visitor.open("/sign-in?next=//elsewhere.example/")
    await here.visitor.press("M-1", status=404)
    assert here.visitor.response is not None
    assert str(here.visitor.response.url).startswith(ADDRESS)


async def test_the_cookie_of_a_session_is_for_this_service_and_not_for_scripts(here: Here) -> None:
    await here.visitor.open("/sign-in?next=/me")
    address = str(here.visitor.response.url) if here.visitor.response else ""
    back = (await here.visitor.http.post(address, data={"account": "0"})).headers["location"]
    answer = await here.visitor.http.get(back)
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{SESSION.word}=")]
    assert {"HttpOnly", "Path=/scheduling", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
