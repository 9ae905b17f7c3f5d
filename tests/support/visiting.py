"""A person at a browser without script: opens pages, fills in forms, presses buttons."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
from bs4 import BeautifulSoup, Tag

from shared.web.pages import visitors
from shared.web.pages.cookies import SESSION
from shared.web.pages.forms import LIST
from shared.web.pages.visitors import NOBODY_KNOWN, StaffSession
from shared.web.principal import Staff
from shared.web.service import Service

HOST = "service.local"
"""As the standard library's cookies name a host without a dot."""

Typed = dict[str, str | list[str]]
TICKED = frozenset({"checkbox", "radio"})


@dataclass
class Visiting:
    """`page`: what she sees now."""

    http: httpx2.AsyncClient
    base: str
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "html.parser"))
    response: httpx2.Response | None = None

    async def open(self, path: str, status: int = 200) -> "Visiting":
        """A path under the service's pages, or an address that a page shows."""
        address = path if path.startswith(self.base) or "://" in path else self.base + path
        return self._at(await self.http.get(address, follow_redirects=True), status)

    async def follow(self, words: str) -> "Visiting":
        """A link by its words."""
        (link,) = [one for one in self.page.find_all("a") if words in one.get_text()]
        return await self.open(str(link["href"]))

    async def press(self, words: str, typed: Typed | None = None, status: int = 200) -> "Visiting":
        """A button by its words, in the form around it, with these fields typed anew. Raises ValueError if two forms
        have it.
        """
        (button,) = [one for one in self.page.find_all("button") if words in one.get_text()]
        form = button.find_parent("form")
        assert isinstance(form, Tag)
        values = {**fields_of(form), **(typed or {})}
        if button.get("name"):
            values[str(button["name"])] = str(button["value"])
        address = str(button.get("formaction") or form.get("action") or self.there)
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self._at(await self.http.post(address, data=values, headers=headers, follow_redirects=True), status)

    @property
    def session(self) -> str:
        """The cookie that this service knows her by; empty without one."""
        return self.http.cookies.get(SESSION.word, "", path=self.base) or ""

    @session.setter
    def session(self, cookie: str) -> None:
        self.http.cookies.set(SESSION.word, cookie, domain=HOST, path=self.base)

    @property
    def here(self) -> str:
        assert self.response is not None
        return self.response.url.path

    @property
    def there(self) -> str:
        """With its query, as a form without an address is sent."""
        assert self.response is not None
        return self.response.url.raw_path.decode()

    @property
    def links(self) -> list[str]:
        """Where this page leads within the service, each once."""
        led = [str(one["href"]).partition("#")[0] for one in self.page.find_all("a", href=True)]
        return [one for one in dict.fromkeys(led) if one.startswith(f"{self.base}/") and one != f"{self.base}/exit"]

    async def closed_links(self) -> list[str]:
        """Those that lead to what is not for her."""
        answers = [await self.http.get(one, follow_redirects=True) for one in self.links]
        return [str(answer.url.path) for answer in answers if answer.is_error]

    @property
    def words(self) -> str:
        return " ".join(self.page.get_text(" ").split())

    @property
    def title(self) -> str:
        assert self.page.title is not None
        return self.page.title.get_text().strip()

    def value(self, name: str) -> str:
        """What stands in a field."""
        fields = fields_of(self.page)
        return str(fields[name])

    def values(self, name: str) -> list[str]:
        """What is chosen in a field that may have several values."""
        return [str(one) for one in fields_of(self.page).get(name, [])]

    def error_at(self, name: str) -> str:
        """What is said to be wrong at a field."""
        field_ = self.page.find(True, attrs={"name": name})
        assert isinstance(field_, Tag)
        around = field_.find_parent(class_="field")
        assert isinstance(around, Tag)
        error = around.find(class_="error")
        return error.get_text(" ", strip=True) if error is not None else ""

    def _at(self, response: httpx2.Response, status: int) -> "Visiting":
        assert response.status_code == status, (response.url.path, response.status_code, response.text[:2000])
        self.response = response
        self.page = BeautifulSoup(response.text, "html.parser")
        return self


def fields_of(form: Tag) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in form.find_all(["input", "textarea", "select"]):
        name, value = str(one.get("name", "")), value_of(one)
        if not name or value is None:
            continue
        if one.get("type") in TICKED or (one.name == "select" and name.endswith(LIST)):
            values.setdefault(name, []).extend([value] if value else [])
        elif not (name.endswith(LIST) and name in values):
            values[name] = value
    return values


def value_of(one: Tag) -> str | None:
    """What a field sends; None where it sends nothing."""
    if one.name == "select":
        chosen = one.find("option", selected=True) or one.find("option")
        return str(chosen["value"]) if isinstance(chosen, Tag) else ""
    if one.name == "textarea":
        return one.get_text().removeprefix("\n")
    if one.get("type") in TICKED:
        return str(one["value"]) if one.has_attr("checked") else None
    return None if one.get("type") == "file" else str(one.get("value", ""))


def visiting(transport: httpx2.AsyncBaseTransport, service: str) -> Visiting:
    """`service`: whose pages she opens."""
    return Visiting(httpx2.AsyncClient(transport=transport, base_url="http://service"), f"/{service}")


async def signed_in(
    service: Service, visitor: Visiting, role: str, person: UUID | None = None, organisation: UUID | None = None
) -> Visiting:
    """As staff, as if the issuer had just said so."""
    subject = str(person or role)
    staff = StaffSession(subject, "", (Staff(role),), person, organisation)
    async with service.database.transaction() as tx:
        cookie = await visitors.sign_in(tx, NOBODY_KNOWN, staff, datetime.now(UTC) + timedelta(hours=1))
    visitor.session = cookie
    return visitor
