"""What a command cannot do, or is not asked as it should be, is one sentence and an exit code; never a traceback."""

import subprocess
from pathlib import Path

import pytest

from tests.system import cascade

NOTHING_RUNS = "cascade: no system runs here; `make up` starts one\n"
NO_SUCH_SERVICE = 'Invalid value "billing" for --service. Choose from: "registration", "scheduling", "followup".'


@pytest.mark.parametrize(
    "asked",
    [
        ("status",),
        ("token", "--role", "operator"),
        ("clock", "show"),
        ("clock", "move", "2017-03-10T19:00Z"),
        ("ops", "status"),
        ("ops", "flow"),
        ("ops", "suspensions"),
        ("ops", "dlq", "list"),
        ("ops", "dlq", "replay", "1", "--service", "followup"),
    ],
)
def test_without_a_system_a_command_says_how_to_start_one(tmp_path: Path, asked: tuple[str, ...]) -> None:
    assert cascade.inside(tmp_path, *asked) == (1, NOTHING_RUNS)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("ops", "status", "--service", "billing"), NO_SUCH_SERVICE),
        (("ops", "flow", "--service", "billing"), NO_SUCH_SERVICE),
        (("ops", "dlq", "list", "--service", "billing"), NO_SUCH_SERVICE),
        (("ops", "dlq", "drop", "1", "--service", "billing"), NO_SUCH_SERVICE),
        (("ops", "dlq", "drop", "1"), 'Command "ops dlq drop" parameter --service requires an argument.'),
        (
            ("ops", "dlq", "drop", "x", "--service", "followup"),
            'Invalid value for DEAD-LETTER: unable to convert "x" into int.',
        ),
        (("ops", "dlq", "list", "followup"), "Unused Tokens: ['followup']."),
        (("billing",), 'Unknown command "billing". Available commands: '),
        (("token",), 'Command "token" parameter --role requires an argument.'),
        (
            ("token", "--role", "operator", "--person", "she"),
            'Invalid value for --person: unable to convert "she" into UUID.',
        ),
        (("demo", "--seed", "x"), 'Invalid value for --seed: unable to convert "x" into int.'),
        (("demo", "--seed", "1.5"), 'Invalid value for --seed: unable to convert "1.5" into int.'),
        (
            ("select", "a", "b", "--seats", "2", "--seed", "0000000000002017"),
            'Invalid value for --seed: unable to convert "0000000000002017" into int.',
        ),
        (("select", "a", "b", "--seats", "2.0"), 'Invalid value for --seats: unable to convert "2.0" into int.'),
    ],
)
def test_what_is_not_asked_as_it_should_be_is_a_sentence(tmp_path: Path, asked: tuple[str, ...], told: str) -> None:
    code, said = cascade.inside(tmp_path, *asked)

    assert code == 2
    assert said.startswith(f"cascade: {told}")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("secrets", "{file}"), "{file}: File exists"),
        (("contracts", "asyncapi", "scheduling", "--out", "{folder}"), "{folder}: Is a directory"),
        (("contracts", "asyncapi", "billing"), "'billing' is no service; there are registration, scheduling, followup"),
        (
            ("contracts", "check", "--folder", "{folder}"),
            "there are no frozen contracts in {folder}; run this in the project's folder, or say --folder",
        ),
        (("logs", "billing"), "there is no log of billing; there is one of registration, scheduling, followup, mail"),
        (("logs", "followup"), "there is no log of followup yet: no system has run in {folder}/up"),
    ],
)
def test_a_wrong_name_or_file_is_named(tmp_path: Path, asked: tuple[str, ...], told: str) -> None:
    (tmp_path / "file").touch()
    places = {"file": tmp_path / "file", "folder": tmp_path}
    code, said = cascade.inside(tmp_path, *[word.format(**places) for word in asked])

    assert code == 1
    assert said.startswith(f"cascade: {told.format(**places)}")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "freeze"])
def test_a_contract_that_cannot_be_read_is_told_and_nothing_is_frozen(tmp_path: Path, command: str) -> None:
    (tmp_path / "one.json").write_text("{}")
    code, said = cascade.inside(tmp_path, "contracts", command, "--folder", str(tmp_path))

    assert code == 1
    assert said.startswith("cascade: a frozen contract cannot be read: ")
    assert "Traceback" not in said
    assert [file.name for file in tmp_path.iterdir()] == ["one.json"]


@pytest.mark.parametrize("command", ["up", "demo", "status", "down"])
def test_a_misspelt_variable_is_named_with_the_one_that_may_be_meant_and_nothing_starts(
    tmp_path: Path, command: str
) -> None:
    code, said = cascade.inside(tmp_path, command, CASCADE_PORT_SHEDULING="8002")

    assert code == 1
    assert said == (
        "cascade: CASCADE_PORT_SHEDULING is set but not read by a system on this machine; "
        "did you mean CASCADE_PORT_SCHEDULING?\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("at", "token", "why"),
    [
        ("https://door.example", None, "together: set both, or none"),
        (None, "a token", "together: set both, or none"),
        ("http://door.example", "a token", "has to be the https:// address of a door; it is 'http://door.example'"),
        ("door.example", "a token", "has to be the https:// address of a door"),
        ("https://door.example", "", "holds no token"),
        ("https://door.example", "т", "holds no token"),
    ],
)
def test_a_system_elsewhere_is_asked_where_a_token_is_safe_alone(
    tmp_path: Path, at: str | None, token: str | None, why: str
) -> None:
    file = tmp_path / "token"
    file.write_text(token or "")
    told = {"CASCADE_AT": at, "CASCADE_TOKEN_FILE": None if token is None else str(file)}
    code, said = cascade.inside(tmp_path, "ops", "flow", **{name: value for name, value in told.items() if value})

    assert code == 1
    assert why in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["up", "demo", "status", "down"])
def test_what_is_for_this_machine_does_nothing_while_a_system_elsewhere_is_named(tmp_path: Path, command: str) -> None:
    code, said = cascade.inside(tmp_path, command, CASCADE_AT="https://door.example")

    assert (code, said) == (
        1,
        "cascade: CASCADE_AT names a system elsewhere, and this is for one on this machine: unset it\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_whoever_stops_reading_is_not_answered_with_a_traceback(tmp_path: Path) -> None:
    log = tmp_path / "up" / "logs" / "followup.log"
    log.parent.mkdir(parents=True)
    log.write_text("a line\n" * 100_000)
    with subprocess.Popen(
        [*cascade.COMMAND, "logs", "followup"],
        env=cascade.environment(tmp_path, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as printing:
        assert printing.stdout is not None
        assert printing.stderr is not None
        assert printing.stdout.readline() == "a line\n"
        printing.stdout.close()
        said = printing.stderr.read()

    assert said == ""


def a_call_of_two(folder: Path) -> tuple[str, ...]:
    candidates, quotas = folder / "candidates.csv", folder / "quotas.csv"
    candidates.write_text("id,score\nA1,9000\nA2,8000\n")
    quotas.write_text("feature,value,min,max\n")
    asked = ("--seats", "1", "--format", "table", "--language", "ru", "--document", str(folder / "out.json"))
    return "select", str(candidates), str(quotas), *asked


def test_a_letter_that_a_terminal_does_not_have_is_told_by_its_number(tmp_path: Path) -> None:
    code, said = cascade.run(tmp_path, *a_call_of_two(tmp_path), PYTHONIOENCODING="ascii")

    assert (code, said.count("A1"), "Traceback" in said) == (0, 1, False), said


def test_what_nobody_could_read_is_not_begun(tmp_path: Path) -> None:
    closed = ["/bin/sh", "-c", '"$@" >&-', "", *cascade.COMMAND, *a_call_of_two(tmp_path)]
    done = subprocess.run(closed, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "cascade: its standard output is closed\n")
    assert not (tmp_path / "out.json").exists()
