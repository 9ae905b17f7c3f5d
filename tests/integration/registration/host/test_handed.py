"""What a partner is handed to check a decision: three files, and a program that needs nothing else of ours."""

import asyncio
import csv
import json
import subprocess
import sys
import threading
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from registration.api import selections
from registration.panel import verify_selection as verifier
from tests.integration.registration.host.homes import PUBLISHED
from tests.integration.registration.host.workbench import Bench, decided_call, drafted, reviewed_call
from tests.support.trail import trail

PATIENCE_SECONDS = 5
FILES = {"document": "OUT.json", "candidates": "candidates.csv", "quotas": "quotas.csv"}


async def downloaded(bench: Bench, selection: str) -> dict[str, bytes]:
    answers = {part: await bench.coordinator.http.get(f"/v1/selections/{selection}/{part}") for part in FILES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {part: answer.content for part, answer in answers.items()}


def verified(files: dict[str, bytes], folder: Path) -> tuple[int, str]:
    for part, name in FILES.items():
        (folder / name).write_bytes(files[part])
    document, candidates, quotas = (str(folder / name) for name in FILES.values())
    asked = [document, "--candidates", candidates, "--quotas", quotas]
    program = [sys.executable, "-I", str(verifier.__file__), *asked]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout


async def test_a_first_selection_is_checked_elsewhere_with_what_was_downloaded(bench: Bench, tmp_path: Path) -> None:
    draft = await drafted(await reviewed_call(bench, per_organisation=1))
    files = await downloaded(bench, draft["selection"])
    assert verified(files, tmp_path) == (
        0,
        "holds: 3 seats, 6 candidates, by merit: no selection is better, and no equal one comes first.\n",
    )
    other = files["candidates"].replace(b",9000,", b",9100,")
    code, said = verified({**files, "candidates": other}, tmp_path)
    assert (code, said.startswith("does not hold: input_hash")) == (1, True)


async def test_others_are_answered_while_a_document_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, answered = threading.Event(), threading.Event()

    def write_once_others_are_answered(document: Any) -> str:
        begun.set()
        assert answered.wait(PATIENCE_SECONDS)
        return verifier.written(document)

    draft = await drafted(await reviewed_call(bench))
    path = f"/v1/selections/{draft['selection']}"
    monkeypatch.setattr(selections, "written", write_once_others_are_answered)
    document = asyncio.create_task(bench.coordinator.http.get(f"{path}/document"))
    await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
    await bench.coordinator.get(path)
    answered.set()
    assert (await document).status_code == 200


async def test_a_promotion_is_checked_elsewhere_too(bench: Bench, tmp_path: Path) -> None:
    call = await decided_call(bench)
    await call.decline("TJ-01")
    promotion = (await bench.coordinator.get(f"{call.path}/selections"))["items"][-1]
    files = await downloaded(bench, promotion["selection"])
    code, said = verified(files, tmp_path)
    assert (code, said.startswith("holds: 3 seats")) == (0, True)
    decision = json.loads(files["document"])["decision"]
    assert decision["context"]["kind"] == "promotion"
    assert {one["reason"] for one in decision["must"]} == {"seated"}
    assert len(decision["must"]) == 2


async def test_the_files_stay_what_they_were_when_somebody_is_assessed_anew(bench: Bench, tmp_path: Path) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    files = await downloaded(bench, draft["selection"])
    call["TJ-04"].score = 9900
    await bench.hear(call["TJ-04"].reviewed())
    assert await downloaded(bench, draft["selection"]) == files
    assert verified(files, tmp_path)[0] == 0


async def test_the_files_tell_ids_scores_and_codes_and_no_name(bench: Bench) -> None:
    call = await reviewed_call(bench)
    files = await downloaded(bench, (await drafted(call))["selection"])
    rows = list(csv.DictReader(StringIO(files["candidates"].decode())))
    assert {row["id"]: row["score"] for row in rows} == {
        str(one.id): str(one.score) for one in call.applicants.values()
    }
    assert rows[0].keys() == {"id", "score", "country"}
    quotas = list(csv.DictReader(StringIO(files["quotas"].decode())))
    assert [(row["id"], row["feature"], row["value"]) for row in quotas] == [
        ("GE", "country", "GE"),
        ("TJ", "country", "TJ"),
    ]


async def test_the_document_is_handed_on_in_the_language_that_is_asked_for(bench: Bench, tmp_path: Path) -> None:
    selection = (await drafted(await reviewed_call(bench)))["selection"]
    files = await downloaded(bench, selection)
    path = f"/v1/selections/{selection}/document"
    told = {one: await bench.coordinator.http.get(f"{path}?language={one}") for one in verifier.LANGUAGES}
    documents = {one: answer.json() for one, answer in told.items()}
    assert {one: verified({**files, "document": answer.content}, tmp_path)[0] for one, answer in told.items()} == {
        "en": 0,
        "ru": 0,
        "tg": 0,
    }
    assert [document["language"] for document in documents.values()] == list(documents)
    first = [document["about"][0].partition(",")[0] for document in documents.values()]
    assert first == ["3 seats", "Мест: 3", "Ҷойҳо: 3"]
    assert len({verifier.canonical([one["decision"], one["hash"], one["proof"]]) for one in documents.values()}) == 1
    assert len({answer.headers["etag"] for answer in told.values()}) == len(told)
    assert told["en"].content == files["document"]
    assert await bench.coordinator.refused("GET", f"{path}?language=kk") == "invalid-request"


async def test_a_document_that_was_stored_without_a_language_holds(bench: Bench, tmp_path: Path) -> None:
    draft = await drafted(await reviewed_call(bench))
    files = await downloaded(bench, draft["selection"])
    document = json.loads(files["document"])
    del document["language"]
    path = await stored(bench, draft, document)
    for language in verifier.LANGUAGES:
        found = await bench.coordinator.http.get(f"{path}/document?language={language}")
        assert verified({**files, "document": found.content}, tmp_path)[0] == 0


async def test_whoever_reads_one_of_them_is_noted(bench: Bench, database: Any) -> None:
    selection = (await drafted(await reviewed_call(bench)))["selection"]
    before = len(await trail(database, "registration"))
    await downloaded(bench, selection)
    lines = (await trail(database, "registration"))[before:]
    assert [(line.action, line.person) for line in lines] == [("selection-read", UUID(selection))] * 3


async def test_a_selection_nobody_knows_has_no_files(bench: Bench) -> None:
    for part in FILES:
        assert await bench.coordinator.refused("GET", f"/v1/selections/{UUID(int=7)}/{part}") == "not-known-here"


OLD = {
    "decision": {
        "format": "cascade-selection-1",
        "policy": "merit",
        "seats": 3,
        "candidates": 6,
        "seed": "00000000000007e1",
        "input_hash": "1e" * 32,
        "quotas": [{"id": "TJ", "where": {"country": "TJ"}, "minimum": 0, "maximum": 2, "seats": 2, "price": 25}],
        "per_organisation": {"maximum": 2, "price": 0},
        "value": 25_800,
        "bound": 25_800,
    },
    "hash": "0f" * 32,
    "solver": {"name": "HiGHS", "version": "1"},
}
"""As it was written before, without what is told of those passed over."""


async def stored(bench: Bench, draft: Any, document: Any) -> str:
    """The draft once more, with this document."""
    async with bench.service.database.transaction() as tx:
        await tx.execute(
            """insert into selection (id, training, kind, state, seed, selected, reserve, terms, hash, document,
                                      homes_left_out, revisions, quotas_kept, quotas_relaxed, drafted_at)
               select $1, training, kind, state, seed, selected, reserve, terms, hash, $2, homes_left_out, revisions,
                      quotas_kept, quotas_relaxed, drafted_at
               from selection where id = $3""",
            UUID(int=9),
            document,
            UUID(draft["selection"]),
        )
    return f"/v1/selections/{UUID(int=9)}"


async def test_a_selection_of_before_is_shown_as_far_as_it_tells(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    bench.clock.time = PUBLISHED
    path = await stored(bench, draft, OLD)
    shown = await bench.coordinator.get(path)
    assert shown["quotas"] == [{"id": "TJ", "minimum": 0, "maximum": 2, "seats": 2, "cost": 25, "price": None}]
    assert shown["per_organisation"] == {"maximum": 2, "cost": 0, "price": None}
    assert (shown["value"], shown["passed_over"]) == (25_800, None)
    assert len((await bench.coordinator.get(f"{call.path}/selections"))["items"]) == 2
    assert (await bench.coordinator.get(f"{path}/document")) == OLD
    assert (await bench.coordinator.get(f"{path}/document?language=ru")) == OLD
    assert await bench.coordinator.refused("GET", f"{path}/candidates") == "not-known-here"
    await bench.coordinator.post(f"{path}/publication")
    await call.decline("TJ-01")
    assert (await bench.states(call.training.id))["TJ-03"] == "selected"
