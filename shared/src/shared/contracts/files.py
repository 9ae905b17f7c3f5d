"""The frozen contracts: a folder for each publisher, a file for each type."""

import json
from pathlib import Path

from pydantic import ValidationError

from shared.contracts import rules
from shared.contracts.changes import Change, between, of_one
from shared.contracts.contract import Contract, current, event_types
from shared.contracts.recording import unlike, with_examples


class Misplaced(ValueError):
    """A file whose name is not that of the type in it."""


class Unreadable(ValueError):
    """A file that holds no contract."""


class NothingFrozen(ValueError):
    """A folder without a single contract: somebody looks in the wrong place."""


class Breaking(ValueError):
    """Nothing was frozen: somebody would be hurt."""

    def __init__(self, changes: list[Change]) -> None:
        super().__init__("\n".join(change.sentence for change in changes))
        self.changes = changes


def place(folder: Path, contract: Contract) -> Path:
    return folder / contract.publisher / f"{contract.name}.json"


def read(folder: Path) -> dict[str, Contract]:
    """By type. Raises NothingFrozen, Unreadable, Misplaced."""
    found: dict[str, Contract] = {}
    for file in sorted(folder.rglob("*.json")):
        contract = contract_in(file)
        if file != place(folder, contract):
            raise Misplaced(f"{file} holds {contract.type}")
        found[contract.type] = contract
    if not found:
        raise NothingFrozen(f"there are no frozen contracts in {folder}")
    return found


def contract_in(file: Path) -> Contract:
    """Raises Unreadable."""
    try:
        return Contract.model_validate_json(file.read_bytes())
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = "/".join(str(part) for part in first["loc"])
        raise Unreadable(f"{file} holds no contract: {place or 'its text'}: {first['msg']}") from None


def write(folder: Path, contract: Contract) -> None:
    file = place(folder, contract)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(contract.model_dump(mode="json")))


def text(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def freeze(folder: Path) -> list[Change]:
    """What was harmless and is frozen from now on. Raises Breaking if one change is not, NoExample, Unpromisable, or
    what `read` raises: then nothing is written.
    """
    frozen = read(folder)
    changes = between(frozen, current())
    if breaking := [change for change in changes if change.rule.breaking]:
        raise Breaking(breaking)
    for contract in [with_examples(event) for event in event_types()]:
        write(folder, succeeding(frozen[contract.type], contract) if contract.type in frozen else contract)
    return changes


def succeeding(old: Contract, new: Contract) -> Contract:
    """What was promised and recorded stays; the schemas that stood until now are earlier ones if more than words are
    new, and an example that fills other fields than those before comes behind them.
    """
    replaced = any(change.rule is not rules.WORDS_CHANGED for change in of_one(old, new))
    return new.model_copy(
        update={
            "earlier": old.revisions if replaced else old.earlier,
            "examples": (*old.examples, *unlike(old.examples, new.examples, new)),
        }
    )
