"""docker-compose.yml and the programs in it speak of the same settings, and what is missing is named."""

import os
import re
from urllib.parse import urlsplit

import pytest
from pydantic import BaseModel, SecretStr

from cascade.provisioning.settings import Settings as Provision
from followup.settings import Settings as Followup
from registration.settings import Settings as Registration
from scheduling.settings import Settings as Scheduling
from shared.runtime.settings import SECRETS, ServiceSettings, kinds_of, names_of
from tests.deployment import compose

READS: dict[str, type[BaseModel]] = {
    "registration": Registration,
    "scheduling": Scheduling,
    "followup": Followup,
    "provision": Provision,
}
WITHOUT_PASSWORD = {"CASCADE_ADMIN__DSN"}
"""An address whose password is a file of its own."""
EMBEDDED_ALONE = {"CASCADE_DEPLOYMENT", "CASCADE_CLOCK__FILE"}
OF_THE_MACHINE = {"CASCADE_ACCOUNT", "CASCADE_SECRETS", "CASCADE_DOOR_SITE", "CASCADE_DOOR_PORT"}


def required() -> list[str]:
    return sorted(name for name, is_required in compose.variables().items() if is_required)


def test_the_file_is_one_that_compose_takes() -> None:
    assert set(compose.read()["services"]) == set(compose.ALL)


@pytest.mark.parametrize("name", READS)
def test_a_container_is_given_the_settings_that_its_program_reads_and_no_other(name: str) -> None:
    assert compose.given(name) == names_of(READS[name]) - EMBEDDED_ALONE


@pytest.mark.parametrize("name", compose.SERVICES)
def test_a_service_takes_what_the_file_gives_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [variable for variable in os.environ if variable.startswith("CASCADE_")]:
        monkeypatch.delenv(variable)
    for variable, value in compose.service(name)["environment"].items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("CASCADE_DATABASE__DSN", "postgresql://given-as-a-secret")

    settings = READS[name]
    assert issubclass(settings, ServiceSettings)
    assert settings.read().deployment == "server"


def test_what_somebody_sets_is_known_to_a_program_or_is_about_the_machine() -> None:
    known = {name for settings in READS.values() for name in names_of(settings)}
    others = {name for name in compose.variables() if name not in known}

    ports = {f"CASCADE_PORT_{name.upper()}" for name in (*compose.SERVICES, "prometheus")}
    assert others == OF_THE_MACHINE | ports


def test_the_example_names_what_has_to_be_set_and_nothing_else() -> None:
    assert sorted(compose.example()) == required()


def test_nothing_has_to_be_set_unnoticed() -> None:
    refused = compose.asked({}, "config", "--quiet")

    assert refused.returncode == 1
    assert {name for name in required() if f"{name} is not set - " not in refused.stderr} == set()


@pytest.mark.parametrize("name", sorted(compose.example()))
@pytest.mark.parametrize("instead", [None, ""], ids=["missing", "empty"])
def test_a_missing_setting_is_told_in_a_sentence_and_nothing_starts(name: str, instead: str | None) -> None:
    settings = {key: value for key, value in compose.example().items() if key != name}
    refused = compose.asked(settings if instead is None else settings | {name: instead}, "config", "--quiet")

    assert refused.returncode == 1
    assert re.search(rf"{name} is not set - \w", refused.stderr)


def test_every_secret_is_a_file_of_one_folder_and_is_given_to_somebody() -> None:
    used = {secret["source"] for name in compose.ALL for secret in compose.service(name).get("secrets", [])}
    declared = compose.FILE.read_text().partition("\nsecrets:\n")[2].partition("\n\n")[0].splitlines()

    assert {line.split(":")[0].strip() for line in declared} == used
    assert [line for line in declared if '{file: "${CASCADE_SECRETS:-deploy/secrets}/' not in line] == []


@pytest.mark.parametrize("name", READS)
def test_what_is_secret_is_given_as_a_file_and_not_as_a_variable(name: str) -> None:
    variables = compose.service(name)["environment"]
    secret = {setting for setting, kind in kinds_of(READS[name]).items() if kind is SecretStr}

    assert secret
    assert secret - compose.given_as_files(name) == secret & WITHOUT_PASSWORD
    assert secret & variables.keys() == secret & WITHOUT_PASSWORD
    assert [setting for setting in secret & WITHOUT_PASSWORD if urlsplit(variables[setting]).password] == []


@pytest.mark.parametrize("name", READS)
def test_what_is_called_like_a_secret_is_kept_as_one(name: str) -> None:
    called = re.compile("PASSWORD|SECRET|DSN|SERVICES__")
    kept_open = {setting for setting, kind in kinds_of(READS[name]).items() if kind is not SecretStr}

    assert {setting for setting in kept_open if called.search(setting)} == set()


@pytest.mark.parametrize("name", ["registration", "followup"])
def test_the_file_of_keys_is_a_secret(name: str) -> None:
    assert compose.service(name)["environment"]["CASCADE_KEYS__FILE"] == str(SECRETS / "keys.json")
    assert "keys.json" in compose.given_as_files(name)


def test_no_container_is_given_another_services_secrets() -> None:
    theirs = {name: {s["source"] for s in compose.service(name)["secrets"]} for name in compose.SERVICES}

    assert {name: {s for s in secrets if not s.startswith(name)} for name, secrets in theirs.items()} == {
        name: {"sign_in_secret"} for name in compose.SERVICES
    }


def test_no_password_stands_in_the_file() -> None:
    addresses = re.findall(r"\w+://[^\s\"/@]*:[^\s\"/@]+@", compose.FILE.read_text())
    assert addresses == []
