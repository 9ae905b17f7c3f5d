"""Staff who signed in at one service come to a page of another: in at once, or shown how; never in circles."""

from datetime import timedelta

import httpx2
import pytest

from shared.web.pages import visitors
from shared.web.pages.cookies import SESSION, STAFF
from tests.integration.web.pages.conftest import Here
from tests.integration.web.pages.entering import FIRST, GULNORA, mailed, open_link
from tests.support.visiting import HOST, Visiting

BY_A_BROWSER = {"Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "navigate"}
OWN = {"Sec-Fetch-Site": "same-origin"}
WANTED = "/operations"


@pytest.fixture
async def operator(here: Here) -> Visiting:
    """She signed in elsewhere: this service does not know her yet."""
    here.visitor.http.headers.update(BY_A_BROWSER)
    await here.visitor.open(f"/sign-in?next={WANTED}")
    await here.visitor.press("operator")
    assert here.visitor.here == f"/scheduling{WANTED}"
    here.visitor.session = ""
    return here.visitor


def staff_was_here(visitor: Visiting) -> bool:
    return STAFF.word in visitor.http.cookies


async def asked(visitor: Visiting, path: str = WANTED) -> httpx2.Response:
    """What is answered at once."""
    return await visitor.http.get(f"/scheduling{path}")


async def test_who_signed_in_lately_comes_to_the_page_that_she_opens_without_being_asked(operator: Visiting) -> None:
    await operator.open(f"{WANTED}?tried=1&of=a%20b")
    assert operator.response is not None
    assert operator.response.url.raw_path == f"/scheduling{WANTED}?tried=1&of=a%20b".encode()
    assert operator.session


async def test_whom_the_issuer_does_not_know_any_more_is_shown_how_to_sign_in_and_not_sent_again(
    here: Here, operator: Visiting
) -> None:
    here.provider.sessions.clear()
    await operator.open(WANTED, status=401)
    assert operator.here == f"/scheduling{WANTED}"
    assert "If you work for the programme, sign in." in operator.words
    assert not staff_was_here(operator)
    assert (await asked(operator)).status_code == 401


async def test_a_session_that_does_not_hold_leads_nobody_in_circles(
    operator: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "OF_STAFF", timedelta(0))
    await operator.open(WANTED, status=401)
    assert operator.response is not None
    led = [one.url.path.rpartition("/")[2] for one in (*operator.response.history, operator.response)]
    assert led == ["operations", "sign-in", "authorize", "signed-in", "operations"]


async def test_a_day_of_work_is_counted_from_when_she_signed_in_and_not_from_when_she_was_recognised(
    operator: Visiting,
) -> None:
    sent = await asked(operator)
    begun = await operator.http.get(sent.headers["location"])
    back = await operator.http.get(begun.headers["location"])
    ended = await operator.http.get(back.headers["location"])
    kept = [one.partition("=")[0] for one in ended.headers.get_list("set-cookie")]
    assert SESSION.word in kept
    assert STAFF.word not in kept


async def test_who_signed_out_is_not_sent_to_the_issuer(here: Here, operator: Visiting) -> None:
    await operator.open(WANTED)
    await operator.press("Sign out")
    assert not staff_was_here(operator)
    assert (await asked(operator)).status_code == 401


async def test_who_came_by_a_link_afterwards_is_taken_for_nobody_else(here: Here, operator: Visiting) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    assert not staff_was_here(operator)
    assert (await asked(operator)).status_code == 403
    operator.session = ""
    assert (await asked(operator)).status_code == 401


async def test_a_session_of_links_is_not_exchanged_for_one_of_staff(here: Here, operator: Visiting) -> None:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    operator.http.cookies.set(STAFF.word, "yes", domain=HOST, path="/")
    kept = operator.session
    assert (await asked(operator)).status_code == 403
    assert operator.session == kept


async def test_a_link_that_was_used_or_is_not_known_sends_nobody_to_the_issuer(operator: Visiting) -> None:
    assert (await asked(operator, "/enter")).status_code == 401
    assert (await asked(operator, "/enter?link=0123abcd")).status_code == 401


async def test_a_quick_exit_leaves_no_trace_of_staff(operator: Visiting) -> None:
    await operator.http.get("/scheduling/exit")
    assert not staff_was_here(operator)


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", f"/scheduling/seats/{FIRST}/form", OWN),
        ("GET", f"/scheduling{WANTED}", {"Sec-Fetch-Mode": "cors"}),
        ("GET", f"/scheduling{WANTED}", {"Accept": "*/*"}),
        ("GET", "/scheduling/v1/operations/flow", {}),
    ],
)
async def test_what_is_sent_and_what_a_script_or_a_program_asks_for_is_refused_where_it_is(
    operator: Visiting, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = await operator.http.request(method, path, headers=headers)
    assert answer.status_code == 401
    assert staff_was_here(operator)


async def test_whoever_says_that_staff_was_here_is_let_in_by_nobody(here: Here) -> None:
    here.visitor.http.headers.update(BY_A_BROWSER)
    here.visitor.http.cookies.set(STAFF.word, "yes", domain=HOST, path="/")
    await here.visitor.open(WANTED, status=401)
    assert here.visitor.session == ""


async def test_an_answer_of_the_issuer_that_was_not_asked_for_changes_nothing(operator: Visiting) -> None:
    answer = await asked(operator, "/signed-in?error=login_required&state=forged")
    assert answer.status_code == 400
    assert staff_was_here(operator)


async def test_that_staff_was_here_is_known_to_all_services_and_to_no_script_and_says_nothing_of_her(
    here: Here,
) -> None:
    await here.visitor.open(f"/sign-in?next={WANTED}")
    address = str(here.visitor.response.url) if here.visitor.response else ""
    back = (await here.visitor.http.post(address, data={"account": "0"})).headers["location"]
    answer = await here.visitor.http.get(back)
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{STAFF.word}=")]
    said = {part.strip() for part in cookie.split(";")}
    assert {"staff=yes", "HttpOnly", "Path=/", "SameSite=lax", "Max-Age=28800"} <= said
