"""`cascade contracts`: what is harmless is frozen, what is not stops whoever tries."""

import json
import shutil
from pathlib import Path

import pytest

from cascade.commands import contracts
from cascade.embedded.failures import CannotRun
from shared.contracts import examples, files
from shared.contracts.contract import Contract, Example, current
from shared.contracts.recording import with_examples
from shared.events.base import Event, Leaves
from shared.events.registration import InvitationSent
from tests.contract.recorded import EVENTS, FOLDER, FROZEN
from tests.system import cascade

TYPE = "cascade.registration.PlaceConfirmed.v1"
FILE = Path("registration", "PlaceConfirmed.v1.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is frozen."""
    return Path(shutil.copytree(FOLDER, tmp_path / "contracts"))


def promised(folder: Path, contract: Contract) -> None:
    """As if this had been frozen."""
    files.write(folder, contract)


def with_field(name: str, *, required: bool) -> Contract:
    """PlaceConfirmed, with one field more."""
    data = FROZEN[TYPE].data
    needed = [*data["required"], name] if required else data["required"]
    more = {**data, "properties": {**data["properties"], name: {"type": "integer"}}, "required": needed}
    return FROZEN[TYPE].model_copy(update={"data": more})


def without_field(name: str) -> Contract:
    data = FROZEN[TYPE].data
    fewer = {field: schema for field, schema in data["properties"].items() if field != name}
    return FROZEN[TYPE].model_copy(update={"data": {**data, "properties": fewer}})


def test_the_check_ends_with_rule_place_and_cure_of_what_would_hurt(folder: Path) -> None:
    promised(folder, with_field("row", required=True))
    code, said = cascade.inside(folder, "contracts", "check", "--folder", str(folder))

    assert code == 1
    assert f"field-removed: {TYPE} data/row: is gone;" in said
    assert "Cure: keep it and go on saying it, or publish the next version beside this one" in said
    assert said.endswith("1 of 1 changes would break a reader\n")


def test_the_check_lets_a_harmless_change_pass_and_says_what_is_next(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    promised(folder, without_field("offer"))
    contracts.check(folder=folder)

    assert f"optional-field-added: {TYPE} data/offer: is new;" in capsys.readouterr().out


def test_the_check_says_where_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="there are no frozen contracts"):
        contracts.check(folder=tmp_path / "elsewhere")


def test_a_file_under_another_types_name_is_not_taken_for_its_contract(folder: Path) -> None:
    (folder / FILE).rename(folder / "registration" / "PlaceTaken.v1.json")

    with pytest.raises(CannotRun, match=r"holds cascade\.registration\.PlaceConfirmed\.v1"):
        contracts.check(folder=folder)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", r"PlaceConfirmed\.v1\.json holds no contract: its text: Invalid JSON"),
        ('{"type": "x"}', r"PlaceConfirmed\.v1\.json holds no contract: type: String should match"),
    ],
)
def test_a_frozen_file_that_is_none_is_named(folder: Path, content: str, why: str) -> None:
    (folder / FILE).write_text(content)

    with pytest.raises(CannotRun, match=f"^a frozen contract cannot be read: .*{why}"):
        contracts.check(folder=folder)


def test_nothing_is_promised_anew_where_nothing_was_frozen(tmp_path: Path) -> None:
    """Run beside the project's folder, every type would be new."""
    with pytest.raises(CannotRun, match=r"there are no frozen contracts in .*; run this in the project's folder"):
        contracts.freeze(folder=tmp_path / "elsewhere")
    assert list(tmp_path.iterdir()) == []


def test_a_type_that_cannot_be_promised_is_told_with_its_field(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(Event):
        publisher = "registration"
        key = "place"
        leaves = Leaves.NEVER

        row: int | None

    monkeypatch.setattr(Later, "__module__", "shared.events.registration")
    with pytest.raises(CannotRun, match=r"^cascade\.registration\.Later\.v1 data/row may be None"):
        contracts.check(folder=folder)


def test_freezing_writes_a_new_type(folder: Path) -> None:
    (folder / FILE).unlink()
    contracts.freeze(folder=folder)

    assert (folder / FILE).read_text() == (FOLDER / FILE).read_text()


def test_freezing_refuses_what_would_hurt_and_writes_nothing(folder: Path) -> None:
    promised(folder, with_field("row", required=True))
    (folder / "scheduling" / "TrainingCompleted.v1.json").unlink()
    before = {file: file.read_bytes() for file in folder.rglob("*.json")}

    with pytest.raises(CannotRun, match="nothing was frozen"):
        contracts.freeze(folder=folder)
    assert {file: file.read_bytes() for file in folder.rglob("*.json")} == before


def test_freezing_keeps_what_was_recorded_and_puts_the_new_example_behind_it(folder: Path) -> None:
    said, bare = FROZEN[TYPE].examples
    older = Example(headers=said.headers, data={name: value for name, value in said.data.items() if name != "offer"})
    promised(folder, without_field("offer").model_copy(update={"examples": (older,)}))
    contracts.freeze(folder=folder)

    frozen = files.read(folder)[TYPE]
    assert frozen.data == FROZEN[TYPE].data
    assert frozen.examples == (older, said, bare)


def test_freezing_keeps_the_schemas_that_it_replaces_the_oldest_first(folder: Path) -> None:
    first, second = without_field("offer"), FROZEN[TYPE]
    promised(folder, first)
    contracts.freeze(folder=folder)
    once = files.read(folder)[TYPE]
    third = files.succeeding(once, with_field("row", required=False))

    assert [one.data for one in once.revisions] == [first.data, second.data]
    assert [one.data for one in third.revisions] == [first.data, second.data, with_field("row", required=False).data]


def test_other_words_are_no_revision(folder: Path) -> None:
    said_otherwise = {**FROZEN[TYPE].data, "description": "Once said otherwise."}
    promised(folder, FROZEN[TYPE].model_copy(update={"data": said_otherwise}))
    contracts.freeze(folder=folder)

    assert (folder / FILE).read_text() == (FOLDER / FILE).read_text()


def test_what_was_frozen_before_earlier_schemas_were_kept_is_read(folder: Path) -> None:
    """As by the check against an older checkout."""
    contract = FROZEN[TYPE].model_dump(mode="json", exclude={"earlier"})
    (folder / FILE).write_text(files.text(contract))

    assert files.read(folder)[TYPE] == FROZEN[TYPE]


def test_another_value_alone_is_no_new_example(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = dict(examples.SAID)
    told[InvitationSent] = {**told[InvitationSent], "version": 77}
    monkeypatch.setattr(examples, "SAID", told)
    contracts.freeze(folder=folder)

    assert files.read(folder) == FROZEN


def test_freezing_twice_changes_nothing(folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*.json")}
    contracts.freeze(folder=folder)

    assert {file: file.read_bytes() for file in folder.rglob("*.json")} == before


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (None, r"InvitationSent\.v1 has no example; write one"),
        ({"offer": "none"}, r"the example of .*InvitationSent\.v1 .* is none: version, at, application"),
    ],
    ids=["no example", "one that does not fit"],
)
def test_a_type_without_a_true_example_cannot_be_promised(
    said: dict[str, str] | None, why: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {event: its for event, its in examples.SAID.items() if event is not InvitationSent}
    if said is not None:
        told[InvitationSent] = said
    monkeypatch.setattr(examples, "SAID", told)

    with pytest.raises(CannotRun, match=why):
        contracts.freeze(folder=folder)


def test_what_a_change_would_break_is_told_even_if_the_example_does_not_fit_any_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promised(folder, with_field("row", required=True))
    monkeypatch.setattr(examples, "SAID", {})

    with pytest.raises(CannotRun, match="nothing was frozen"):
        contracts.freeze(folder=folder)
    assert "field-removed" in capsys.readouterr().out


def test_an_example_is_no_type_of_its_own() -> None:
    """Every example belongs to a type that is said."""
    assert {event.type_name() for event in examples.SAID} == EVENTS.keys() == current().keys()


def test_a_contract_reads_back_as_it_was_written(tmp_path: Path) -> None:
    now = with_examples(InvitationSent)
    files.write(tmp_path, now)

    assert files.read(tmp_path) == {now.type: now}
    assert json.loads(files.place(tmp_path, now).read_text())["type"] == now.type
