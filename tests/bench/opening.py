"""Opens every kind of page that somebody comes to by links, some times, and keeps how long each took."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from bs4 import BeautifulSoup

from cascade.system.running import Running
from tests.browser.walk import NOT_A_PAGE, kind
from tests.support.visiting import fields_of

TIMES = 7
"""Beside a first one, which is not kept."""
MOST_PAGES = 60
PATIENCE_SECONDS = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Opened:
    """`seconds`: of each time, from the front door; `worked`: of the service's own process, on average of the times."""

    who: str
    kind: str
    seconds: tuple[float, ...]
    worked: float
    bytes: int

    @property
    def median(self) -> float:
        return median(self.seconds)


@dataclass
class Opening:
    running: Running
    found: dict[tuple[str, str], Opened] = field(default_factory=dict)

    def staff(self, role: str, start: str) -> None:
        """Every page that she comes to from `start`, e.g. `/registration/`."""
        with self._browser() as http:
            self._sign_in(http, role, start)
            self._walk(http, role, start)

    def anybody(self, who: str, start: str) -> None:
        """Without signing in; `start` may be a link from a letter."""
        with self._browser() as http:
            page = http.get(urlsplit(start).path)
            form = BeautifulSoup(page.text, "html.parser").select_one("main form")
            if "/enter/" in start and form is not None:
                page = http.post(page.url, data=fields_of(form), headers={"Sec-Fetch-Site": "same-origin"})
            self._walk(http, who, page.url.path)

    def _browser(self) -> httpx2.Client:
        pages = self.running.pages
        return httpx2.Client(base_url=pages, follow_redirects=True, timeout=PATIENCE_SECONDS, trust_env=False)

    def _sign_in(self, http: httpx2.Client, role: str, start: str) -> None:
        _, service, path = start.split("/", 2)
        page = http.get(f"/{service}/sign-in?next=/{path}")
        if page.url.path.startswith("/issuer"):
            drawn = BeautifulSoup(page.text, "html.parser")
            button = drawn.find("h2", string=role).find_next("button")  # type: ignore[union-attr] # fails where none is
            action = urljoin(str(page.url), str(drawn.find("form")["action"]))  # type: ignore[index]
            page = http.post(action, data={"account": button["value"]})  # type: ignore[index]
        page.raise_for_status()

    def _walk(self, http: httpx2.Client, who: str, start: str) -> None:
        waiting, seen = [start], set[str]()
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if kind(path) in seen:
                continue
            seen.add(kind(path))
            page = self._opened(http, who, path)
            found = links(page, self.running.pages) if page.is_success else []
            waiting += [one for one in found if one.startswith(f"/{start.split('/')[1]}/")]

    def _opened(self, http: httpx2.Client, who: str, path: str) -> httpx2.Response:
        page = http.get(path)
        service = path.split("/")[1]
        if not page.is_success or service not in self.running.processes:
            return page
        before, seconds = self._worked(service), []
        for _ in range(TIMES):
            began = time.perf_counter()
            page = http.get(path)
            seconds.append(time.perf_counter() - began)
        worked = (self._worked(service) - before) / TIMES
        self.found[who, kind(path)] = Opened(who, kind(path), tuple(seconds), worked, len(page.content))
        return page

    def _worked(self, service: str) -> float:
        """Seconds of a processor, since it began."""
        stat = Path(f"/proc/{self.running.processes[service]}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / TICKS


def links(page: httpx2.Response, origin: str) -> list[str]:
    """Paths with their queries."""
    drawn = BeautifulSoup(page.text, "html.parser")
    found = [urldefrag(urljoin(str(page.url), str(one["href"]))).url for one in drawn.select("a[href]")]
    ours = [one.removeprefix(origin) for one in found if one.startswith(f"{origin}/")]
    return [one for one in ours if not NOT_A_PAGE.search(urlsplit(one).path) and "/sign-in" not in one]
