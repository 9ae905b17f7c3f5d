"""A service starts with settings that are right, or says which one is wrong."""

from pathlib import Path

import pytest

from shared.runtime.settings import ServiceSettings, WrongSettings

RIGHT = {
    "CASCADE_REGION": "tj",
    "CASCADE_DATABASE__DSN": "postgresql://registration:secret-word@localhost/cascade",
    "CASCADE_KAFKA__BOOTSTRAP": "localhost:9092",
    "CASCADE_KAFKA__INSTANCE": "registration-1",
    "CASCADE_HTTP__PORT": "8001",
    "CASCADE_TOKENS__ISSUER": "urn:issuer",
    "CASCADE_TOKENS__KEYS": "/keys.json",
}


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of secrets, and an environment that is right."""
    monkeypatch.setitem(ServiceSettings.model_config, "secrets_dir", tmp_path)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def read() -> ServiceSettings:
    return ServiceSettings.read()


@pytest.mark.usefixtures("secrets")
def test_what_is_not_said_has_a_safe_default() -> None:
    settings = read()

    assert (settings.deployment, settings.clock.file) == ("server", None)
    assert (settings.http.host, settings.kafka.namespace, settings.tokens.audience) == (
        "127.0.0.1",
        "cascade",
        "cascade",
    )


def test_a_secret_may_be_a_file_called_like_its_variable(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASCADE_DATABASE__DSN")
    (secrets / "CASCADE_DATABASE__DSN").write_text("postgresql://from-a-file\n")
    (secrets / "of-another-program").write_text("x")

    assert read().database.dsn.get_secret_value() == "postgresql://from-a-file"


@pytest.mark.parametrize(("kept", "said"), [("", ""), ("\n", ""), ("given\n", "given")])
def test_an_empty_file_is_no_secret(secrets: Path, kept: str, said: str) -> None:
    (secrets / "CASCADE_SIGN_IN__SECRET").write_text(kept)

    assert read().sign_in.secret.get_secret_value() == said


@pytest.mark.usefixtures("secrets")
def test_an_unknown_variable_is_named_with_the_one_that_may_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_DATABSE__DSN", "x")

    with pytest.raises(WrongSettings, match=r"CASCADE_DATABSE__DSN is set but not read .* CASCADE_DATABASE__DSN\?"):
        read()


def test_an_unknown_secret_is_named_too(secrets: Path) -> None:
    (secrets / "CASCADE_KEY__FILE").write_text("x")

    with pytest.raises(WrongSettings, match="CASCADE_KEY__FILE"):
        read()


@pytest.mark.parametrize("name", [name for name in RIGHT if name != "CASCADE_DATABASE__DSN"])
@pytest.mark.usefixtures("secrets")
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)

    with pytest.raises(WrongSettings, match=rf"{name}.* is (not )?set"):
        read()


@pytest.mark.usefixtures("secrets")
def test_a_missing_group_is_told_by_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASCADE_DATABASE__DSN")

    with pytest.raises(WrongSettings, match="CASCADE_DATABASE__DSN is not set"):
        read()
    for name in ("CASCADE_KAFKA__BOOTSTRAP", "CASCADE_KAFKA__INSTANCE"):
        monkeypatch.delenv(name)
    with pytest.raises(WrongSettings, match=r"none of CASCADE_KAFKA__BOOTSTRAP, CASCADE_KAFKA__INSTANCE is set"):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASCADE_REGION", "TJ"),
        ("CASCADE_REGION", "tajikistan"),
        ("CASCADE_HTTP__PORT", "http"),
        ("CASCADE_HTTP__PORT", "0"),
        ("CASCADE_HTTP__PORT", "65536"),
        ("CASCADE_HTTP__PROXIES", "*"),
        ("CASCADE_HTTP__PROXIES", "192.0.2.7, *"),
        ("CASCADE_HTTP__PROXIES", "0.0.0.0/0"),
        ("CASCADE_HTTP__PROXIES", "::/0"),
        ("CASCADE_HTTP__PROXIES", "proxy.example.org"),
        ("CASCADE_HTTP__PROXIES", "192.0.2.7/24"),
        ("CASCADE_DEPLOYMENT", "laptop"),
        ("CASCADE_TELEMETRY__OTLP", "traces.example.org:4318"),
        ("CASCADE_SIGN_IN__DISCOVERY", "identity.example.org/.well-known/openid-configuration"),
    ],
)
@pytest.mark.usefixtures("secrets")
def test_a_wrong_value_is_told_by_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings, match=f"^{name}: "):
        read()


@pytest.mark.parametrize("proxies", ["", "192.0.2.7", "192.0.2.7, 10.0.0.0/8,2001:db8::/32"])
@pytest.mark.usefixtures("secrets")
def test_proxies_are_addresses_and_networks(proxies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_HTTP__PROXIES", proxies)

    assert read().http.proxies == proxies


@pytest.mark.usefixtures("secrets")
def test_a_server_has_no_story_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_CLOCK__FILE", "/clock")

    with pytest.raises(WrongSettings, match=r"^a server's time is the time of the day"):
        read()


@pytest.mark.usefixtures("secrets")
def test_an_embedded_deployment_may_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_DEPLOYMENT", "embedded")
    monkeypatch.setenv("CASCADE_CLOCK__FILE", "/clock")

    assert read().clock.file == Path("/clock")


@pytest.mark.usefixtures("secrets")
def test_a_password_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret-word" not in repr(read())

    monkeypatch.setenv("CASCADE_HTTP__PORT", "secret-word")
    with pytest.raises(WrongSettings) as wrong:
        read()
    assert "secret-word" not in str(wrong.value)
