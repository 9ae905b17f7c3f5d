"""What a browser is told of pages, so that no other site reaches through it."""

from shared.web.pages.cookies import SESSION
from tests.integration.web.pages.conftest import Here
from tests.support.visiting import signed_in

ELSEWHERE = "https://elsewhere.example"


async def test_a_page_names_what_it_may_load_and_tells_other_sites_no_address(here: Here) -> None:
    answer = await here.visitor.http.get("/scheduling/me")
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_no_other_site_is_told_that_it_may_ask(here: Here) -> None:
    operator = await signed_in(here.service, here.visitor, "operator")
    asking = {"Origin": ELSEWHERE, "Access-Control-Request-Method": "POST"}
    for method, path in (("GET", "/scheduling/operations"), ("OPTIONS", "/scheduling/v1/operations/flow")):
        answer = await operator.http.request(method, path, headers=asking)
        assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_a_session_of_pages_opens_nothing_of_the_interface(here: Here) -> None:
    operator = await signed_in(here.service, here.visitor, "operator")
    assert operator.session
    await operator.open("/operations")
    answer = await operator.http.get(
        "/scheduling/v1/operations/flow", headers={"Cookie": f"{SESSION.word}={operator.session}"}
    )
    assert answer.status_code == 401
