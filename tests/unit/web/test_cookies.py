"""How the cookies of pages are named and where they hold."""

from types import SimpleNamespace

import pytest
from fastapi import Request
from fastapi.responses import Response

from shared.web.pages.cookies import BEGUN, LANGUAGE, SENT, SESSION, STAFF, Cookie

COOKIES = [SESSION, Cookie(f"{BEGUN}-0123abcd"), LANGUAGE, STAFF, SENT]


def asked(scheme: str, service: str = "followup", cookie: str = "") -> Request:
    """As the front door passes it on."""
    return Request(
        {
            "type": "http",
            "scheme": scheme,
            "server": ("training.example", 443),
            "path": f"/{service}/",
            "root_path": f"/{service}",
            "headers": [(b"cookie", cookie.encode())],
            "app": SimpleNamespace(state=SimpleNamespace(service=service)),
        }
    )


def kept(cookie: Cookie, request: Request) -> tuple[str, set[str]]:
    """Its name and what is said of it."""
    response = Response()
    cookie.keep(request, response, "value", 60)
    return parts_of(response)


def parts_of(response: Response) -> tuple[str, set[str]]:
    first, *said = response.headers["set-cookie"].split("; ")
    return first.partition("=")[0], set(said)


@pytest.mark.parametrize("cookie", COOKIES)
def test_behind_https_no_other_host_can_set_a_cookie_of_ours(cookie: Cookie) -> None:
    name, said = kept(cookie, asked("https"))
    assert name.startswith("__Host-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= said
    assert not any(one.startswith("Domain") for one in said)


@pytest.mark.parametrize("cookie", COOKIES)
def test_a_cookie_is_found_by_the_name_by_which_it_was_kept(cookie: Cookie) -> None:
    for scheme in ("http", "https"):
        name, _ = kept(cookie, asked(scheme))
        assert cookie.of(asked(scheme, cookie=f"{name}=value")) == "value"


def test_behind_https_a_cookie_that_anybody_could_have_set_is_not_read() -> None:
    assert SESSION.of(asked("https", cookie="session=value")) == ""


def test_services_of_one_host_know_her_by_cookies_of_their_own() -> None:
    names = {kept(SESSION, asked("https", service))[0] for service in ("scheduling", "registration", "followup")}
    assert len(names) == 3


def test_without_https_a_session_is_for_the_folder_of_its_service() -> None:
    name, said = kept(SESSION, asked("http"))
    assert (name, "Path=/followup" in said, "Secure" in said) == ("session", True, False)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_cookie_is_taken_back_where_it_was_kept(scheme: str) -> None:
    name, said = kept(SESSION, asked(scheme))
    response = Response()
    SESSION.drop(asked(scheme), response)
    gone, of_it = parts_of(response)
    assert gone == name
    assert "Max-Age=0" in of_it
    assert {one for one in said if one.startswith(("Path", "Secure"))} <= of_it
