"""`cascade secrets` makes every file that docker-compose.yml asks for, once, for nobody else to read."""

import stat
from pathlib import Path

import pytest

from cascade.provisioning import secret_files
from shared.privacy.keyring import read_key_file
from tests.deployment import compose


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_makes_the_files_that_compose_names(tmp_path: Path) -> None:
    named = {Path(secret["file"]).name for secret in compose.read()["secrets"].values()}
    assert set(secret_files.provide(tmp_path)) == named
    assert {file.name for file in tmp_path.iterdir()} == named


def test_nobody_else_enters_the_folder_and_only_postgres_shares_a_file(tmp_path: Path) -> None:
    secret_files.provide(tmp_path / "secrets")
    assert mode(tmp_path / "secrets") == 0o700
    modes = {file.name: mode(file) for file in (tmp_path / "secrets").iterdir()}
    assert modes.pop("postgres.password") == 0o444
    assert set(modes.values()) == {0o600}


def test_what_is_there_is_kept_and_what_is_missing_is_made(tmp_path: Path) -> None:
    secret_files.provide(tmp_path)
    before = {file.name: file.read_text() for file in tmp_path.iterdir()}
    (tmp_path / "followup.dsn").unlink()

    assert secret_files.provide(tmp_path) == ["followup.dsn"]
    after = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert {name for name in before if after[name] != before[name]} == {"followup.dsn"}


@pytest.mark.parametrize("service", secret_files.SEALING)
def test_a_service_that_seals_takes_its_key_file(service: str, tmp_path: Path) -> None:
    secret_files.provide(tmp_path)
    assert read_key_file(tmp_path / f"{service}.keys.json").current == "k1"


def test_what_the_issuer_gives_is_left_to_whoever_runs_the_region(tmp_path: Path) -> None:
    secret_files.provide(tmp_path)
    (tmp_path / "sign_in.secret").write_text("given")

    assert secret_files.provide(tmp_path) == []
    assert (tmp_path / "sign_in.secret").read_text() == "given"


def test_no_two_secrets_are_the_same(tmp_path: Path) -> None:
    secret_files.provide(tmp_path)
    contents = [file.read_text().partition("://")[2] or file.read_text() for file in tmp_path.iterdir()]
    assert len(set(contents)) == len(secret_files.names())


def test_they_are_not_committed() -> None:
    ignored = (compose.ROOT / ".gitignore").read_text().splitlines()
    assert {".env", "deploy/secrets/"} <= set(ignored)
