"""docs/problems has a page for every code of a problem, and each tells what a person needs."""

import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

import followup.app
import registration.app
import scheduling.app
import shared
from shared.refusals import Refusal
from shared.web import operations, problems
from shared.web.door import Door
from tests.contract.recorded import ROOT

FOLDER = ROOT / "docs" / "problems"
README = FOLDER / "README.md"
PACKAGES = (shared, registration, scheduling, followup)
BLUEPRINTS = (registration.app.BLUEPRINT, scheduling.app.BLUEPRINT, followup.app.BLUEPRINT)
EVERY = "every service"
PARTS = ("**What happened.**", "**What holds.**", "**What to do.**", "**Members.**")
LISTED = re.compile(r"^\| \[([a-z-]+)\]\(([a-z-]+)\.md\) \| (\d{3}) \| (.+) \|$", re.MULTILINE)
ROUTE = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/v1/[^`]+)`")
MEMBERS_OF_GENERAL = {
    "invalid-request": ("errors",),
    "method-not-allowed": ("methods",),
    "query-too-large": ("most",),
    "body-too-large": ("most",),
}
FOR_NOW = {429, 503}
"""Statuses that say: not now."""
FORM = (
    "a line `# Title`, an empty one, the status and who says it, e.g. `409 · registration, followup` or "
    f"`409 · {EVERY}`, then {', '.join(PARTS)} with each member as `name`: what it means"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A code as one service says it, or all do."""

    by: str
    status: int
    title: str
    members: tuple[str, ...] = ()
    waits: bool = False
    """It comes with Retry-After."""


def refusals() -> Iterator[type[Refusal]]:
    """Every class there is, found by importing every module."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    yield from (each for each in heirs(Refusal) if each.__module__.partition(".")[0] in {p.__name__ for p in PACKAGES})


def heirs(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for heir in of.__subclasses__():
        yield heir
        yield from heirs(heir)


def members_of(refusal: type[Refusal]) -> tuple[str, ...]:
    if refusal.__init__ is Refusal.__init__:
        return ()
    return tuple(inspect.signature(refusal).parameters)


def said_by(refusal: type[Refusal]) -> Said:
    package = refusal.__module__.partition(".")[0]
    members = members_of(refusal)
    waits = refusal.retry_after is not None or "retry_after" in members
    return Said(EVERY if package == "shared" else package, refusal.status, refusal.title(), members, waits)


def general() -> Iterator[tuple[str, int]]:
    """Codes without a class, as they stand in the sources of the door."""
    for file in Path(problems.__file__).parent.glob("*.py"):
        text = file.read_text()
        yield from ((code, int(status)) for status, code in re.findall(r'\bproblem\((\d{3}), "([a-z-]+)"', text))
        yield from (
            (f"{part}-too-large", int(status)) for status, part in re.findall(r'too_large\((\d{3}), "(\w+)"', text)
        )


def known() -> Mapping[str, frozenset[Said]]:
    found: dict[str, set[Said]] = defaultdict(set)
    for refusal in refusals():
        found[refusal.code()].add(said_by(refusal))
    for code, status in general():
        found[code].add(Said(EVERY, status, problems.TITLES[code], MEMBERS_OF_GENERAL.get(code, ())))
    return {code: frozenset(said) for code, said in found.items()}


def routes() -> Iterator[tuple[str, str]]:
    routers = [*chain.from_iterable(blueprint.routers for blueprint in BLUEPRINTS), operations.router]
    for route in chain.from_iterable(router.routes for router in routers):
        assert isinstance(route, Door)
        yield from ((method, route.path) for method in route.methods or ())


CODES = known()
ROUTES = frozenset(routes())


def page(code: str) -> str:
    file = FOLDER / f"{code}.md"
    if not file.exists():
        who = " and ".join(f"{one.status} by {one.by} with {one.members}" for one in CODES[code])
        pytest.fail(f"{code} has no page: it is said with {who}; write {file.relative_to(ROOT)}: {FORM}")
    return file.read_text()


def test_codes_were_found() -> None:
    assert {"call-closed", "not-known-here", "own-plan", "conflicts-block"} <= CODES.keys()
    assert {"invalid-request", "internal-error", "query-too-large", "body-too-large", "not-found"} <= CODES.keys()


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages = {file.stem for file in FOLDER.glob("*.md")} - {README.stem}

    assert not CODES.keys() - pages, f"write docs/problems/<code>.md for each of these: {FORM}"
    assert not pages - CODES.keys(), "nothing says these any more: delete the pages and their lines in the README"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_has_a_title_and_four_parts(code: str) -> None:
    text = page(code)

    assert re.match(r"# \S.*\n\n\d{3} · .*\n\n", text), f"{code}.md begins otherwise; a page has {FORM}"
    assert re.findall(r"^\*\*[A-Z][a-z ]+\.\*\*", text, re.MULTILINE) == list(PARTS), f"a page has {FORM}"
    for part, following in zip(PARTS, (*PARTS[1:], None), strict=True):
        begun = text.partition(part)[2]
        words = begun.partition(following)[0] if following else begun
        assert words.strip(), f"nothing stands behind {part} in {code}.md"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_one_status_one_title_and_one_set_of_members(code: str) -> None:
    assert len({(one.status, one.title, frozenset(one.members), one.waits) for one in CODES[code]}) == 1, (
        f"{code} means one thing whoever says it; what means something else gets another code: {CODES[code]}"
    )


def test_what_is_refused_for_now_says_how_long_to_wait() -> None:
    for_now = {code: one for code, said in CODES.items() for one in said if one.status in FOR_NOW}

    assert {one.status for one in for_now.values()} == FOR_NOW
    assert {code for code, one in for_now.items() if not one.waits} == set(), "a refusal of these has `retry_after`"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_is_headed_by_the_title(code: str) -> None:
    assert {page(code).splitlines()[0].removeprefix("# ")} == {one.title for one in CODES[code]}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_title_is_a_short_sentence_on_one_line(code: str) -> None:
    for one in CODES[code]:
        assert re.fullmatch(r"[A-Z][^.]{4,90}", one.title), f"the first line of what documents {code}: {one.title}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_names_status_and_services(code: str) -> None:
    line = page(code).splitlines()[2]
    told = {
        (service.strip(), int(status))
        for status, who in (group.split(" · ") for group in line.split("; "))
        for service in who.split(",")
    }

    assert told == {(one.by, one.status) for one in CODES[code]}, f"the third line of {code}.md: {line}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_names_every_member(code: str) -> None:
    text = page(code)
    told = re.findall(r"`(\w+)`:\s\S", text.partition(PARTS[-1])[2])
    members = {name for one in CODES[code] for name in one.members}

    assert set(told) == members, f"behind {PARTS[-1]} in {code}.md each stands as `name`: what it means"
    assert bool(told) != ("None of its own." in text), f"{code}.md: without members say so: None of its own."
    if any(one.waits for one in CODES[code]):
        assert "Retry-After" in text, f"{code} comes with Retry-After: {code}.md says so, and how long"


def test_the_readme_lists_the_codes_with_their_statuses_and_titles() -> None:
    told = set()
    for part in re.split(r"^## ", README.read_text(), flags=re.MULTILINE)[1:]:
        service = part.splitlines()[0].strip().lower()
        for shown, target, status, title in LISTED.findall(part):
            assert shown == target
            told.add((service, shown, int(status), title))
    listed = {(one.by, code, one.status, one.title) for code, said in CODES.items() for one in said}

    hint = "docs/problems/README.md has a line `| [code](code.md) | status | title |` under the heading of each service"
    assert not listed - told, f"not listed: {hint}"
    assert not told - listed, f"listed, and nothing says it so: {hint}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_names_routes_that_exist(code: str) -> None:
    named = set(ROUTE.findall(page(code)))

    assert not named - ROUTES, f"no service has these routes, which {code}.md tells people to use"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_a_page_refers_to_codes_that_exist(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text()):
        assert (FOLDER / target).exists(), f"{file.name} links to {target}"
