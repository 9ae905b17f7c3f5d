"""A document's words in each of its languages: the same decision, and nothing untranslated."""

import ast
import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any, get_args

import pytest

from registration.commands import selecting, selection_plot, selection_words
from registration.panel import remarks
from registration.panel import verify_selection as verifier
from registration.panel.document import Language, decide, document, told_in
from tests.unit.panel.test_forged import OF_EVERY_STATUS
from tests.unit.panel.test_tampered import by_lot, refused, small
from tests.unit.panel.written import Files, written

Json = Any
Call = Callable[[Path, pytest.MonkeyPatch], tuple[Files, Json]]
LANGUAGES: tuple[Language, ...] = get_args(Language)
OTHERS = tuple(zip(LANGUAGES, (*LANGUAGES[1:], LANGUAGES[0]), strict=True))


def places(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def of_policy(policy: str, folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    people = [{"id": f"A{n}", "country": "TJ" if n % 3 else "KZ"} for n in range(9)]
    files = written(folder, people, [("country", "KZ", 1, 2)], 4, reserve=2, policy=policy)
    return files, files.document()


def with_a_cap_that_excludes(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    people = [{"id": f"A{n}", "score": n, "organisation": "o"} for n in range(4)]
    return (files := written(folder, people, [], 2, organisation_max=1)), files.document()


def with_a_maximum_that_excludes(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    people = [{"id": f"A{n}", "score": n, "country": "TJ"} for n in range(4)]
    return (files := written(folder, people, [("country", "TJ", 0, 1)], 2)), files.document()


CALLS: list[Call] = [
    *OF_EVERY_STATUS,
    *(partial(of_policy, policy) for policy in ("lottery", "leximin", "tickets")),
    with_a_cap_that_excludes,
    with_a_maximum_that_excludes,
]


def test_languages_are_those_of_the_verifier() -> None:
    assert LANGUAGES == verifier.LANGUAGES
    assert len(verifier.TABLE) % len(LANGUAGES) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", [verifier, selection_words])
def test_each_sentence_has_a_translation_of_its_own_with_the_same_places(said: Any, language: Language) -> None:
    words = said.WORDS[language]

    assert len(words) == len(said.TABLE) // len(LANGUAGES)
    assert {one: places(said) for one, said in words.items()} == {one: places(one) for one in words}
    assert [one for one, said in words.items() if (one == said) is not (language == "en")] == []


def texts(module: ModuleType) -> set[str]:
    nodes = ast.walk(ast.parse(inspect.getsource(module)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_what_is_said_beside_the_document_is_what_is_translated() -> None:
    told = set(selection_words.WORDS["en"])

    assert told - texts(remarks) - texts(selecting) - texts(selection_plot) == set()
    assert {one for one in texts(remarks) if places(one)} - told == set()
    assert told & set(verifier.WORDS["en"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", CALLS)
def test_a_document_of_any_policy_and_status_holds_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call, language: Language
) -> None:
    files, document = call(tmp_path, monkeypatch)
    told = told_in(language, document)

    assert not refused(files, told)
    assert {part: told[part] for part in ("decision", "hash", "proof")} == {
        part: document[part] for part in ("decision", "hash", "proof")
    }
    assert language == "en" or set(told["about"]).isdisjoint(document["about"])


def test_these_documents_say_every_sentence_and_that_they_hold(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, said = set(), verifier.said

    def listening(language: str, sentence: str, /, **told: object) -> str:
        heard.add(sentence)
        return said(language, sentence, **told)

    monkeypatch.setattr(verifier, "said", listening)
    for call in CALLS:
        with monkeypatch.context() as patched:
            files, told = call(tmp_path_factory.mktemp("call"), patched)
            files.verified(told)

    assert heard == set(verifier.WORDS["en"])


@pytest.mark.parametrize(("told", "other"), OTHERS)
def test_that_it_holds_is_said_in_the_language_in_which_it_is_told(
    tmp_path: Path, told: Language, other: Language
) -> None:
    files = small(tmp_path)
    document = files.document()
    about = told_in(told, document)["about"][0]

    assert files.verified(told_in(told, document)).endswith(f": {about}")
    assert files.verified(told_in(told, document)).split()[0] != files.verified(told_in(other, document)).split()[0]


@pytest.mark.parametrize(("told", "claimed"), OTHERS)
def test_a_language_in_which_it_is_not_told_does_not_hold(tmp_path: Path, told: Language, claimed: Language) -> None:
    files = small(tmp_path)
    document = told_in(told, files.document())

    with pytest.raises(verifier.DoesNotHold, match=f"about says otherwise than the decision, in {claimed}"):
        files.verified({**document, "language": claimed})


def test_an_unknown_language_does_not_hold_and_is_named(tmp_path: Path) -> None:
    files = small(tmp_path)

    with pytest.raises(verifier.DoesNotHold, match="language: fr is none of en, ru, tg"):
        files.verified({**files.document(), "language": "fr"})


def test_what_a_lottery_commits_to_does_not_depend_on_the_language(tmp_path: Path) -> None:
    asked = by_lot(tmp_path).asked()
    told = [document(decide(asked, 2), language=language) for language in LANGUAGES]

    assert len({one["about"][0] for one in told}) == len(LANGUAGES)
    assert len({(one["decision"]["list_hash"], verifier.canonical(one["proof"]["list"])) for one in told}) == 1


def test_one_of_a_format_of_before_stays_as_it_was_written(tmp_path: Path) -> None:
    before = {"about": ["In words."], "decision": {"format": "cascade-selection-3"}}

    assert told_in("ru", before) == before
