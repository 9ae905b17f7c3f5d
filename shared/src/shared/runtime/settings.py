"""What a service reads from its environment. A typing error refuses to start."""

import difflib
import ipaddress
import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AnyUrl,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    TypeAdapter,
    UrlConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from shared.runtime.endings import MustEnd

PREFIX = "CASCADE_"
SECRETS = Path("/run/secrets")


class WrongSettings(MustEnd):
    """What is wrong, for whoever starts the service."""

    exit_code: ClassVar[int] = 78


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


POSTGRES = TypeAdapter(
    Annotated[AnyUrl, UrlConstraints(allowed_schemes=["postgresql", "postgres"], host_required=True)]
)


def of_postgres(address: SecretStr) -> SecretStr:
    """The library's own words, where it is none, would repeat a password in it."""
    try:
        POSTGRES.validate_python(address.get_secret_value().strip())
    except ValidationError:
        raise PydanticCustomError(
            "postgres_address", "no address of a database; write postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE"
        ) from None
    return address


PostgresAddress = Annotated[SecretStr, AfterValidator(of_postgres)]


class Deployment(StrEnum):
    """The story clock can be moved in an embedded deployment alone."""

    EMBEDDED = "embedded"
    SERVER = "server"


class DatabaseSettings(Group):
    dsn: PostgresAddress


class KafkaSettings(Group):
    bootstrap: str
    namespace: str = "cascade"
    instance: str


def web_address(address: str) -> str:
    """The same without a slash at its end: something is put behind it. Raises ValueError."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("no address of the web; write https://HOST or https://HOST/PATH")
    return address.strip().rstrip("/")


def web_address_or_none(address: str) -> str:
    """Empty where there is none. Raises ValueError."""
    return web_address(address) if address.strip() else ""


WebAddress = Annotated[str, AfterValidator(web_address)]
WebAddressOrNone = Annotated[str, AfterValidator(web_address_or_none)]


def known_proxies(proxies: str) -> str:
    """The same, if it is addresses and networks with commas between them, or empty. Raises ValueError."""
    for proxy in proxies.split(",") if proxies.strip() else ():
        try:
            everybody = ipaddress.ip_network(proxy.strip()).prefixlen == 0
        except ValueError:
            everybody = proxy.strip() == "*"
            if not everybody:
                raise ValueError("each is an address or a network, as in 192.0.2.7,10.0.0.0/8") from None
        if everybody:
            raise ValueError("everybody is no proxy: whoever connects could say to be anybody; name the addresses")
    return proxies


class HttpSettings(Group):
    """`proxies`: addresses and networks whose word about the client's address is taken, with commas between them."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)]
    proxies: Annotated[str, AfterValidator(known_proxies)] = ""
    failed_links_per_minute: Annotated[int, Field(ge=1)] = 100


class TokenSettings(Group):
    """`keys`: path or URL of the issuer's JSON Web Key Set."""

    issuer: str
    audience: str = "cascade"
    keys: str


class SignInSettings(Group):
    """How staff sign in to pages. `discovery`: address at which the issuer describes itself
    (`…/.well-known/openid-configuration`); without it nobody can. `client`: what it calls us.
    """

    discovery: WebAddressOrNone = ""
    client: str = "cascade-pages"
    secret: SecretStr = SecretStr("")


class TelemetrySettings(Group):
    """`metrics_port`: where `/metrics` is, on the address of HTTP; none without it. `otlp`: base address of a collector
    that takes traces over HTTP; nothing is sent without it.
    """

    metrics_port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    otlp: WebAddressOrNone = ""


class ClockSettings(Group):
    file: Path | None = None


class KeySettings(Group):
    file: Path


class FromEnvironment(BaseSettings):
    """What any of our programs reads: variables and secrets' files of its own, and none that it does not know."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        secrets_dir=SECRETS,
        secrets_dir_missing="ok",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - a .env file is not read
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """A secret's file is called like its variable."""
        return init_settings, env_settings, NestedSecretsSettingsSource(file_secret_settings)

    @classmethod
    def read(cls) -> Self:
        """Raises WrongSettings."""
        refuse_unknown(cls)
        try:
            return cls()
        except ValidationError as error:
            needed = needed_of(cls)
            raise WrongSettings("\n".join(explained(part, needed) for part in error.errors())) from None


class ServiceSettings(FromEnvironment):
    """What every service reads."""

    region: Annotated[str, Field(pattern="^[a-z]{2}$", description="ISO 3166 code in small letters")]
    deployment: Deployment = Deployment.SERVER
    database: DatabaseSettings
    kafka: KafkaSettings
    http: HttpSettings
    tokens: TokenSettings
    sign_in: SignInSettings = SignInSettings()
    clock: ClockSettings = ClockSettings()
    telemetry: TelemetrySettings = TelemetrySettings()

    @model_validator(mode="after")
    def _only_the_story_moves_its_clock(self) -> Self:
        if self.deployment is Deployment.SERVER and self.clock.file is not None:
            raise ValueError(
                "a server's time is the time of the day: CASCADE_CLOCK__FILE is for the embedded deployment"
            )
        return self


def explained(fault: ErrorDetails, needed: set[str]) -> str:
    """Never with the value: it may be a password."""
    name = PREFIX + "__".join(str(step).upper() for step in fault["loc"])
    if fault["type"] == "missing":
        lacking = sorted(one for one in needed if one.startswith(f"{name}__")) or [name]
        return f"none of {', '.join(lacking)} is set" if lacking[1:] else f"{lacking[0]} is not set"
    words = fault["msg"].removeprefix("Value error, ")
    return f"{name}: {words}" if fault["loc"] else words


def names_of(model: type[BaseModel]) -> set[str]:
    """Every variable that is read."""
    return set(kinds_of(model))


def kinds_of(model: type[BaseModel], prefix: str = PREFIX) -> dict[str, Any]:
    """By variable: the type of what it says."""
    kinds: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kinds |= kinds_of(kind, f"{prefix}{name.upper()}__")
        else:
            kinds[f"{prefix}{name.upper()}"] = kind
    return kinds


def needed_of(model: type[BaseModel], prefix: str = PREFIX) -> set[str]:
    """The variables that have to be set where their group is."""
    needed: set[str] = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            needed |= needed_of(kind, f"{prefix}{name.upper()}__")
        elif field.is_required():
            needed.add(f"{prefix}{name.upper()}")
    return needed


def refuse_unknown(model: type[FromEnvironment]) -> None:
    """Raises WrongSettings for a variable, or a secret's file, that looks like ours and is not read."""
    secrets = files_in(Path(str(model.model_config["secrets_dir"])))
    require_known({*os.environ, *secrets}, names_of(model), "this service")


def require_known(names: Iterable[str], known: AbstractSet[str], reader: str) -> None:
    """Raises WrongSettings for the first of the names that looks like ours and that the reader does not know."""
    for name in sorted(names):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise WrongSettings(f"{name} is set but not read by {reader}{hint}")


def files_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} if folder.is_dir() else set()
