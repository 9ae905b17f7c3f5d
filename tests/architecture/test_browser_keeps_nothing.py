"""What a browser keeps of a page: its title, its address and what a script stores hold nothing that somebody typed."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

SOURCES = Path(__file__).parents[2]
FOLDERS = (*SOURCES.glob("services/*/src/*/pages"), SOURCES / "shared/src/shared/web/pages")
TEMPLATES = sorted(page for folder in FOLDERS for page in folder.glob("templates/*.html"))
SCRIPTS = sorted(script for folder in FOLDERS for script in folder.glob("static/*.js"))
ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
TOLD = frozenset({"code", "day", "organisation", "training"})
"""What a title may say of a thing: its code, its day, and what a training is called, which has a test of its own."""
DECIDES: Mapping[type[nodes.Node], tuple[str, ...]] = {nodes.CondExpr: ("test",), nodes.Getitem: ("arg",)}
"""What is not shown, but which of several texts is."""
WORDS = re.compile(r"(parts|say|words|_|ngettext)(\.|$)")
"""Texts of ours."""
GOES_INTO_THE_ADDRESS = re.compile(r'<form method="get".*?</form>', re.DOTALL)
TYPED_IN = re.compile(r"parts\.(text|area)\(|<textarea|<input(?! type=\"hidden\")")
STORES = re.compile(r"localStorage|sessionStorage|indexedDB|\bcaches\b|serviceWorker|document\.cookie")


def told_in(one: nodes.Node, made: Mapping[str, nodes.Node]) -> Iterator[str]:
    """Of things that it shows, their attributes or themselves. `made`: what names in it were set to before."""
    match one:
        case nodes.Getattr() if WORDS.match(path_of(one)):
            return
        case nodes.Getattr(node=nodes.Name()):
            yield one.attr
            return
        case nodes.Name() if one.name in made:
            yield from told_in(made[one.name], made)
        case nodes.Name() if not WORDS.match(one.name):
            yield one.name
    for child in one.iter_child_nodes(exclude=DECIDES.get(type(one))):
        yield from told_in(child, made)


def path_of(one: nodes.Node) -> str:
    match one:
        case nodes.Getattr():
            return f"{path_of(one.node)}.{one.attr}"
        case nodes.Name():
            return one.name
    return ""


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_a_title_says_what_a_page_is_and_nothing_that_somebody_typed(page: Path) -> None:
    tree = ENVIRONMENT.parse(page.read_text())
    made = {one.target.name: one.node for one in tree.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)}
    titles = [block for block in tree.find_all(nodes.Block) if block.name == "title"]

    assert {told for title in titles for told in told_in(title, made)} <= TOLD


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_what_is_sent_in_an_address_is_chosen_and_not_typed(page: Path) -> None:
    assert [form for form in GOES_INTO_THE_ADDRESS.findall(page.read_text()) if TYPED_IN.search(form)] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_of_a_page_stores_nothing(script: Path) -> None:
    assert STORES.findall(script.read_text()) == []
