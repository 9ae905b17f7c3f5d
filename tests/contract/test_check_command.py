"""`cascade contracts check` of a change by each rule: what it says, how it ends, and that the cure it names is one."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from cascade import __main__ as command
from cascade import promises
from shared.contracts import files, rules
from shared.contracts.contract import Contract
from shared.contracts.rules import Rule
from tests.contract.cases import DATA, contract
from tests.contract.test_changes import AROUND, both

pytestmark = pytest.mark.filterwarnings("ignore:Cyclopts application invoked without tokens")
"""The tokens are those of the process, as for somebody who types them."""
WELL = 0
NEXT = {True: "Cure", False: "Next"}
Contracts = Mapping[str, Contract]


def by_type(*contracts: Contract) -> Contracts:
    return {one.type: one for one in contracts}


def next_version(one: Contract) -> Contract:
    name, _, version = one.type.rpartition(".v")
    return one.model_copy(update={"type": f"{name}.v{int(version) + 1}"})


ONE, TWO = contract(), next_version(contract())
CASES: list[tuple[Rule, Contracts, Contracts]] = [
    *[(case.rule, by_type(then), by_type(now)) for case in DATA.values() for then, now in [both(case)]],
    *[(rule, by_type(ONE), by_type(now)) for rule, now in AROUND],
    (rules.TYPE_REMOVED, by_type(ONE, TWO), by_type(ONE)),
    (rules.TYPE_ADDED, by_type(ONE), by_type(ONE, TWO)),
]
"""Of each rule, what was frozen and what is said now."""


@dataclass(frozen=True)
class Checking:
    """Somebody types the command where `frozen` was frozen and `now` is said."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, frozen: Contracts, now: Contracts) -> tuple[object, list[str]]:
        """How it ends, and its lines."""
        here = self.folder / str(uuid4())
        for one in frozen.values():
            files.write(here, one)
        self.monkeypatch.setattr(promises, "current", lambda: now)
        self.monkeypatch.setattr(sys, "argv", ["cascade", "contracts", "check", "--folder", str(here)])
        try:
            command.main()
        except SystemExit as end:
            return end.code, self.capsys.readouterr().out.splitlines()
        return None, self.capsys.readouterr().out.splitlines()


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Checking:
    return Checking(tmp_path, monkeypatch, capsys)


def known_rules() -> list[Rule]:
    return [rule for rule in vars(rules).values() if isinstance(rule, Rule)]


def told_by(lines: list[str]) -> set[str]:
    """The rules that the sentences name."""
    return {line.partition(":")[0] for line in lines}


def cases_of(rule: Rule) -> list[tuple[Contracts, Contracts]]:
    return [(frozen, now) for one, frozen, now in CASES if one.name == rule.name]


@pytest.mark.parametrize("rule", known_rules(), ids=lambda rule: rule.name)
def test_what_a_rule_finds_is_told_with_its_name_and_cure_and_ends_the_check_where_it_breaks(
    check: Checking, rule: Rule
) -> None:
    told = [check(frozen, now) for frozen, now in cases_of(rule)]

    assert told
    for code, lines in told:
        assert code == (
            f"cascade: {len(lines)} of {len(lines)} changes would break a reader" if rule.breaking else WELL
        )
        assert told_by(lines) == {rule.name}
        assert all(line.endswith(f"; {rule.why}. {NEXT[rule.breaking]}: {rule.cure}.") for line in lines)


@pytest.mark.parametrize("rule", [rule for rule in known_rules() if rule.breaking], ids=lambda rule: rule.name)
def test_the_same_change_in_a_version_beside_breaks_nobody(check: Checking, rule: Rule) -> None:
    """Which is the cure that every breaking rule names."""
    for frozen, now in cases_of(rule):
        beside = by_type(*[next_version(next_version(one)) for one in now.values()])
        code, lines = check(frozen, {**frozen, **beside})

        assert code == WELL
        assert told_by(lines) == {rules.TYPE_ADDED.name}


@pytest.mark.parametrize("rule", [rule for rule in known_rules() if rule.breaking], ids=lambda rule: rule.name)
def test_one_change_that_breaks_somebody_ends_the_check_among_others_that_do_not(check: Checking, rule: Rule) -> None:
    for frozen, now in cases_of(rule):
        code, lines = check(frozen, {**now, **by_type(next_version(TWO))})

        assert code == f"cascade: {len(lines) - 1} of {len(lines)} changes would break a reader"
        assert told_by(lines) == {rule.name, rules.TYPE_ADDED.name}
