"""What a coordinator hands on of a selection, for somebody who checks it without us."""

import inspect
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from registration.panel import verify_selection as verifier
from shared.web.pages import languages
from tests.integration.registration.host.workbench import Bench, drafted, reviewed_call
from tests.integration.registration.pages.test_coordinating_host import coordinator


async def test_the_document_is_downloaded_as_the_api_answers_it(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    path = f"/selections/{draft['selection']}/document"
    found = await visitor.http.get(f"/registration{path}")
    assert found.headers["content-disposition"].startswith("attachment")
    assert found.json() == await host.coordinator.get(f"/v1{path}")
    await visitor.open(f"/selections/{UUID(int=7)}/document", status=404)


async def test_the_document_is_downloaded_in_the_language_of_the_page(host: Bench) -> None:
    path = f"/selections/{(await drafted(await reviewed_call(host)))['selection']}/document"
    visitor = await coordinator(host)
    for language in ("ru", "tg", "en"):
        found = await visitor.http.get(f"/registration{path}", headers={"Accept-Language": language})
        assert found.json()["language"] == language
        assert found.content == (await host.coordinator.http.get(f"/v1{path}?language={language}")).content


async def test_a_page_in_a_language_in_which_no_document_is_told_hands_on_the_english_one(
    host: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/selections/{(await drafted(await reviewed_call(host)))['selection']}/document"
    visitor = await coordinator(host)
    monkeypatch.setattr(languages, "offered", lambda _: tuple(languages.NAMES))
    found = await visitor.http.get(f"/registration{path}", headers={"Accept-Language": "kk"})
    assert (found.status_code, found.json()["language"]) == (200, "en")


async def test_what_a_partner_needs_to_check_it_is_downloaded_as_the_api_answers_it(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    assert visitor.page.find("a", string="Download the quotas") is not None
    for part in ("candidates", "quotas"):
        path = f"/selections/{draft['selection']}/{part}"
        found = await visitor.http.get(f"/registration{path}")
        assert found.headers["content-disposition"] == f'attachment; filename="{part}.csv"'
        assert found.content == (await host.coordinator.http.get(f"/v1{path}")).content
        await visitor.open(f"/selections/{UUID(int=7)}/{part}", status=404)


def run_in(folder: Path, line: str) -> str:
    program = [sys.executable, "-I", *line.split()[1:]]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=True).stdout


async def test_what_was_downloaded_is_checked_by_the_one_line_that_the_page_tells(host: Bench, tmp_path: Path) -> None:
    draft = await drafted(await reviewed_call(host))
    visitor = await coordinator(host)
    path = f"/selections/{draft['selection']}"
    await visitor.open(path)
    told = [one.get_text() for one in visitor.page.select("dd code")]
    (line,) = [one for one in told if one.startswith("python3 ")]
    for part in ("document", "candidates", "quotas", "verifier"):
        found = await visitor.http.get(f"/registration{path}/{part}")
        assert found.content == (await host.coordinator.http.get(f"/v1{path}/{part}")).content
        name = found.headers["content-disposition"].split('"')[1]
        (tmp_path / name).write_bytes(found.content)
    assert found.headers["content-type"].startswith("text/x-python")
    assert found.content.decode() == inspect.getsource(verifier)
    assert run_in(tmp_path, line).startswith("holds: 3 seats")
    await visitor.open(f"/selections/{UUID(int=7)}/verifier", status=404)
