"""The frozen contracts: a folder for each publisher, a file for each type."""

import json
from pathlib import Path

from shared.contracts.changes import Change, between, of_one
from shared.contracts.contract import Contract, current, event_types, with_example


class Misplaced(ValueError):
    """A file whose name is not that of the type in it."""


class Breaking(ValueError):
    """Nothing was frozen: somebody would be hurt."""

    def __init__(self, changes: list[Change]) -> None:
        super().__init__("\n".join(change.sentence for change in changes))
        self.changes = changes


def place(folder: Path, contract: Contract) -> Path:
    return folder / contract.publisher / f"{contract.name}.json"


def read(folder: Path) -> dict[str, Contract]:
    """By type. Raises Misplaced."""
    found: dict[str, Contract] = {}
    for file in sorted(folder.rglob("*.json")):
        contract = Contract.model_validate_json(file.read_text())
        if file != place(folder, contract):
            raise Misplaced(f"{file} holds {contract.type}")
        found[contract.type] = contract
    return found


def write(folder: Path, contract: Contract) -> None:
    file = place(folder, contract)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(contract.model_dump(mode="json")))


def text(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def freeze(folder: Path) -> list[Change]:
    """What was harmless and is frozen from now on. Raises Breaking if one change is not, or NoExample: then nothing
    is written.
    """
    frozen = read(folder)
    changes = between(frozen, current())
    if breaking := [change for change in changes if change.rule.breaking]:
        raise Breaking(breaking)
    for contract in [with_example(event) for event in event_types()]:
        write(folder, succeeding(frozen[contract.type], contract) if contract.type in frozen else contract)
    return changes


def succeeding(old: Contract, new: Contract) -> Contract:
    """What was recorded stays recorded; where something was added, an example of it comes behind."""
    added = new.examples if any(of_one(old, new)) and new.examples[-1] != old.examples[-1] else ()
    return new.model_copy(update={"examples": (*old.examples, *added)})
