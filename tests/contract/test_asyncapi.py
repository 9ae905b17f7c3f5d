"""Each service describes its events in AsyncAPI 3: where, with which headers and which key."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cascade import promises
from cascade.commands import contracts
from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES
from shared.contracts.contract import Example
from shared.contracts.recording import fields
from shared.events.base import Leaves
from tests.contract.recorded import FROZEN, ROOT

Json = dict[str, Any]

DOCUMENTS = ROOT / "docs" / "asyncapi"
PARSER = "@asyncapi/parser@3.6.0"
TOOLS = ("node", "npm")
PARSE = """
import { Parser } from "@asyncapi/parser";
import { readFileSync } from "node:fs";
const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const wrong = diagnostics.filter(found => found.severity < 2);
console.log(JSON.stringify({ read: document !== undefined, wrong }));
"""

every_service = pytest.mark.parametrize("service", SERVICES)


def described(service: str) -> Json:
    return dict(json.loads((DOCUMENTS / f"{service}.json").read_text()))


@every_service
def test_the_committed_document_is_what_the_code_says(service: str) -> None:
    """`make contracts` writes it anew."""
    assert (DOCUMENTS / f"{service}.json").read_text() == promises.described(service)


@every_service
def test_the_command_prints_it_or_writes_it(service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contracts.asyncapi(service)
    contracts.asyncapi(service, out=tmp_path / "new" / "one.json")

    committed = (DOCUMENTS / f"{service}.json").read_text()
    assert (capsys.readouterr().out, (tmp_path / "new" / "one.json").read_text()) == (committed, committed)


def test_a_service_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(CannotRun, match="'mail' is no service; there are registration, scheduling, followup"):
        contracts.asyncapi("mail")


@every_service
def test_a_service_sends_each_of_its_types_where_the_mark_says(service: str) -> None:
    document = described(service)
    sent = {name: set(document["channels"][name]["messages"]) for name in (service, f"{service}-local")}

    own = [contract for contract in FROZEN.values() if contract.publisher == service]
    assert sent[service] >= {one.name for one in own if one.leaves is not Leaves.NEVER}
    assert sent[f"{service}-local"] == {one.name for one in own if one.leaves is not Leaves.ALWAYS}
    assert not sent[service] & {one.name for one in own if one.leaves is Leaves.NEVER}


def received(document: Json) -> Iterator[str]:
    for operation in document["operations"].values():
        if operation["action"] == "receive":
            yield from (one["$ref"].rpartition("/")[2] for one in operation["messages"])


@every_service
def test_a_service_receives_what_it_reacts_to_and_nothing_else(service: str) -> None:
    reactions = promises.blueprint_of(service).reactions

    assert set(received(described(service))) == {
        event.type_name().split(".", 2)[2] for event in reactions.events.values()
    }


def test_who_listens_to_other_regions_reads_what_they_mirror_and_who_does_not_does_not() -> None:
    mirrored = {name: {one for one in described(name)["channels"] if one.endswith("-mirrored")} for name in SERVICES}

    assert mirrored["followup"] == {f"{name}-mirrored" for name in SERVICES}
    assert mirrored["scheduling"] == set()
    assert described("followup")["channels"]["scheduling-mirrored"]["address"] == (
        "{region}.cascade.{region}.scheduling"
    )


@every_service
def test_a_message_has_the_frozen_headers_and_payload_its_key_and_examples(service: str) -> None:
    for name, message in described(service)["components"]["messages"].items():
        frozen = FROZEN[message["name"]]
        assert frozen.name == name
        assert (message["headers"], message["payload"]) == (frozen.headers, frozen.data)
        assert message["bindings"]["kafka"]["key"]["format"] == "uuid"
        told = [Example(headers=one["headers"], data=one["payload"]) for one in message["examples"]]
        assert len(told) > 1
        assert {fields(one, frozen) for one in told} <= {fields(one, frozen) for one in frozen.examples}


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the public parser; its package is fetched for the test alone."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"the public AsyncAPI parser needs {' and '.join(missing)}")
    folder = tmp_path_factory.mktemp("parser")
    (folder / "package.json").write_text("{}")
    (folder / "parse.mjs").write_text(PARSE)
    install = [shutil.which("npm") or "", "install", "--no-audit", "--no-fund", "--ignore-scripts", PARSER]
    fetched = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if fetched.returncode != 0:
        pytest.skip(f"{PARSER} could not be fetched")
    return folder


def parsed(parser: Path, document: Path) -> Json:
    command = [shutil.which("node") or "", "parse.mjs", str(document)]
    done = subprocess.run(command, cwd=parser, capture_output=True, text=True, check=True, timeout=120)
    return dict(json.loads(done.stdout))


@pytest.mark.slow
@every_service
def test_the_public_parser_finds_nothing_wrong(service: str, parser: Path) -> None:
    assert parsed(parser, DOCUMENTS / f"{service}.json") == {"read": True, "wrong": []}


@pytest.mark.slow
def test_the_public_parser_would_find_something_wrong(parser: Path, tmp_path: Path) -> None:
    document = described("scheduling")
    document["operations"]["send-scheduling"]["channel"] = {"$ref": "#/channels/nowhere"}
    (tmp_path / "broken.json").write_text(json.dumps(document))

    assert parsed(parser, tmp_path / "broken.json")["wrong"] != []
