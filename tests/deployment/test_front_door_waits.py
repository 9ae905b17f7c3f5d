"""How long the door waits for what is behind it: not for ever for what answers nothing, to the end for what lives."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from time import monotonic

import httpx2
import pytest

from tests.deployment.front_door import A_BROWSER, EN, answering, standing


class Thoughtful(BaseHTTPRequestHandler):
    """It lives. Its answers take longer than the door waits for one that does not: to what is sent, in the beginning;
    to what is asked for, between its first line and its last.
    """

    longest = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.flush()
        if not self.path.startswith("/health/"):
            self.longest.wait(14)
            self.wfile.write(b"the end")

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"]))
        self.longest.wait(14)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def thoughtful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A door with it behind."""
    with answering(Thoughtful) as port, standing(tmp_path_factory.mktemp("thoughtful"), followup=port) as address:
        yield address


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A door behind which somebody listens who never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
        with standing(tmp_path_factory.mktemp("silent"), followup=port, issuer=port) as address:
            yield address


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), [("GET", "/followup/"), ("POST", "/followup/"), ("GET", "/issuer/")])
def test_nobody_waits_longer_than_some_seconds_for_a_part_that_takes_requests_and_answers_none(
    silent: str, method: str, path: str
) -> None:
    began = monotonic()
    answer = httpx2.request(method, f"{silent}{path}", headers=A_BROWSER, timeout=40, trust_env=False)

    assert monotonic() - began < 15
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert f"<h1>{EN}</h1>" in answer.text


@pytest.mark.slow
def test_what_a_part_that_lives_thinks_about_or_says_slowly_is_not_cut(thoughtful: str) -> None:
    decided = httpx2.post(f"{thoughtful}/followup/", content=b"words", timeout=40, trust_env=False)
    told = httpx2.get(f"{thoughtful}/followup/", timeout=40, trust_env=False)

    assert [(one.status_code, one.text) for one in (decided, told)] == [(200, "words"), (200, "the end")]


@pytest.mark.slow
def test_what_is_sent_slowly_to_a_part_that_lives_is_not_cut(thoughtful: str) -> None:
    def dribbled() -> Iterator[bytes]:
        yield b"wor"
        threading.Event().wait(11)
        yield b"ds"

    head = {"Content-Length": "5"}
    answer = httpx2.post(f"{thoughtful}/followup/", content=dribbled(), headers=head, timeout=40, trust_env=False)

    assert (answer.status_code, answer.text) == (200, "words")
