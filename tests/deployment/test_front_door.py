"""What the door itself says: while a service behind it is away, and where nothing is."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from cascade.system import processes
from shared.web.problems import SCHEMA
from tests.architecture.test_anatomy import ROOT
from tests.support.waiting import eventually

PROBLEMS = ROOT / "docs" / "problems"
RU, TG, EN = "Эта часть временно недоступна", "Ин қисм муваққатан дастнорас аст", "This part is away for a moment"


A_BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@contextmanager
def standing(folder: Path, site: str = "http://127.0.0.1") -> Iterator[str]:
    """Its address; nobody is behind it."""
    away = [processes.service(name, {}, folder) for name in ("registration", "scheduling", "followup", "issuer")]
    child = processes.front_door(away[:3], away[3], folder, folder)
    child.environment["DOOR_SITE"] = site
    child.start()
    try:
        eventually(lambda: says_something(f"{site}:{child.port}"))
        yield f"{site}:{child.port}"
    finally:
        child.stop()


def says_something(address: str) -> bool:
    """Its certificate is made after it listens."""
    try:
        return bool(asked(address).status_code)
    except httpx2.TransportError:
        return False


def asked(address: str, **headers: str) -> httpx2.Response:
    """By a browser, if nothing else is said."""
    told = {**A_BROWSER, **headers}
    return httpx2.get(address, headers=told, trust_env=False, verify=False)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with standing(tmp_path_factory.mktemp("door")) as address:
        yield address


@pytest.mark.parametrize(
    ("cookie", "accepted", "language", "heading"),
    [
        ("", "", "en", EN),
        ("", "ru-RU,ru;q=0.9,en;q=0.8", "ru", RU),
        ("", "tg,ru;q=0.5", "tg", TG),
        ("", "ka,ru;q=0.5", "en", EN),
        ("tg", "ru", "tg", TG),
        ("en", "ru", "en", EN),
    ],
)
def test_a_part_that_is_away_is_said_in_the_persons_language(
    door: str, cookie: str, accepted: str, language: str, heading: str
) -> None:
    chosen = {"Cookie": f"language={cookie}"} if cookie else {}
    answer = asked(f"{door}/followup/", **chosen, **{"Accept-Language": accepted})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{heading}</h1>" in answer.text


@pytest.mark.parametrize(
    ("accepted", "words"), [("", "send it again"), ("ru,en", "отправьте ещё раз"), ("tg", "аз нав фиристед")]
)
def test_whoever_sent_something_is_not_told_that_nothing_is_lost_but_to_send_it_again(
    door: str, accepted: str, words: str
) -> None:
    told = {**A_BROWSER, "Accept-Language": accepted}
    answers = [
        httpx2.request(method, f"{door}/registration/", headers=told, trust_env=False) for method in ("POST", "GET")
    ]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert [words in answer.text for answer in answers] == [True, False]


@pytest.mark.parametrize(
    ("accepted", "language", "heading"),
    [("", "en", "There is nothing here"), ("ru", "ru", "Здесь ничего нет"), ("tg", "tg", "Дар ин ҷо чизе нест")],
)
def test_an_address_at_which_nothing_is_says_so_and_leads_to_the_first_page(
    door: str, accepted: str, language: str, heading: str
) -> None:
    answer = asked(f"{door}/registratoin/", **{"Accept-Language": accepted})

    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{heading}</h1>" in answer.text
    assert '<a href="/">' in answer.text


@pytest.mark.parametrize("accepted", ["application/json", "application/problem+json", "*/*"])
@pytest.mark.parametrize(
    ("path", "status", "code"), [("/registratoin/", 404, "not-found"), ("/followup/", 503, "try-again")]
)
def test_a_program_is_told_in_a_problem_of_ours_that_nothing_is_there_or_that_it_is_away(
    door: str, accepted: str, path: str, status: int, code: str
) -> None:
    answer = asked(f"{door}{path}", Accept=accepted)
    problem = answer.json()
    page = (PROBLEMS / f"{code}.md").read_text()

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.headers.get("retry-after") == ("5" if status == 503 else None)
    assert (problem["type"], problem["status"], problem["code"]) == (f"/problems/{code}", status, code)
    assert page.startswith(f"# {problem['title']}\n\n{status} ")
    assert isinstance(SCHEMA["required"], list)
    assert set(SCHEMA["required"]) <= problem.keys()
    assert len(bytes.fromhex(problem["trace"])) == 16


def test_the_trace_of_a_problem_is_the_requests_if_it_names_one(door: str) -> None:
    trace = f"{0xA1:032x}"
    named = asked(f"{door}/nothing", Accept="*/*", traceparent=f"00-{trace}-{0xB2:016x}-01").json()["trace"]
    others = [asked(f"{door}/nothing", Accept="*/*", traceparent='"forged').json()["trace"] for _ in range(2)]

    assert named == trace
    assert len({trace, *others}) == 3


@pytest.mark.parametrize("query", ["", "?language=tg&next=%2Fpublic"])
@pytest.mark.parametrize("service", ["registration", "scheduling", "followup"])
def test_a_service_without_its_last_slash_leads_to_its_first_page(door: str, service: str, query: str) -> None:
    answer = asked(f"{door}/{service}{query}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{service}/{query}")


@pytest.mark.parametrize(("path", "status"), [("/", 303), ("/nothing", 404), ("/followup/", 503)])
def test_what_the_door_says_itself_is_kept_from_frames_foreign_code_and_guesses(
    door: str, path: str, status: int
) -> None:
    answer = asked(f"{door}{path}")
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "strict-transport-security" not in answer.headers


def test_behind_https_the_door_asks_for_https_alone_once(tmp_path: Path) -> None:
    with standing(tmp_path, "https://localhost") as door:
        answers = [asked(f"{door}{path}") for path in ("/", "/nothing", "/followup/")]
    kept = [answer.headers.get_list("strict-transport-security") for answer in answers]
    assert kept == [["max-age=31536000"]] * len(answers)


@pytest.mark.slow
def test_whoever_does_not_end_the_head_of_her_request_is_cut_off(door: str) -> None:
    url = httpx2.URL(door)
    with socket.create_connection((url.host, url.port or 80), timeout=40) as slow:
        slow.sendall(b"GET /public HTTP/1.1\r\nHost: ")
        assert slow.recv(1) == b""
