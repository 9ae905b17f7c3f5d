"""From page to page by every link, one page of each kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urldefrag, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/)\d+(?=/|$)")
NOT_A_PAGE = re.compile(r"/(exit|sign-out|docs|openapi\.json)\b|\.(txt|json|html)$|/(document|file|picture)$")
LARGEST_PAGE_BYTES = 100_000
MOST_PAGES = 60


@dataclass
class Walk:
    """`foreign`: what was asked of other hosts; `seen`: kinds of pages, as `kind` tells them."""

    page: "Page"
    origin: str
    foreign: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("request", lambda asked: self._note(asked.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.foreign.append(url)

    def pages(self, start: str) -> Iterator[tuple[str, "Response"]]:
        """Each kind once: where it is, and what was answered."""
        waiting = [start]
        while waiting and len(self.seen) < MOST_PAGES:
            address = waiting.pop(0)
            if kind(address) in self.seen:
                continue
            self.seen[kind(address)] = address
            response = self.page.goto(address)
            assert response is not None
            self.seen.setdefault(kind(self.page.url), self.page.url)
            yield self.page.url, response
            waiting += self._links()

    def _links(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        ours = [urldefrag(one).url for one in found if one.startswith(self.origin)]
        return [one for one in ours if not NOT_A_PAGE.search(urlsplit(one).path)]


def kind(address: str) -> str:
    """Its path without ids, and what it is asked for."""
    parts = urlsplit(address)
    return AN_ID.sub("…", parts.path) + "".join(f"?{name}" for name in sorted(parse_qs(parts.query)))
