"""What `cascade provision` reads from its environment."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from cascade.provisioning.database import dsn_for
from shared.runtime.settings import FromEnvironment, Group, PostgresAddress


class AdminSettings(Group):
    """The superuser. `dsn`: her address without a password."""

    dsn: PostgresAddress
    password: SecretStr


class ServicesSettings(Group):
    """The addresses of the database that the services are given themselves; their roles get the passwords in them."""

    registration: PostgresAddress
    scheduling: PostgresAddress
    followup: PostgresAddress


class BrokerSettings(Group):
    bootstrap: str
    namespace: str = "cascade"


class Settings(FromEnvironment):
    """One region's servers."""

    region: Annotated[str, Field(pattern="^[a-z]{2}$", description="ISO 3166 code in small letters")]
    admin: AdminSettings
    services: ServicesSettings
    kafka: BrokerSettings

    @property
    def admin_dsn(self) -> str:
        """Holds her password."""
        dsn = self.admin.dsn.get_secret_value().strip()
        address = urlsplit(dsn)
        password = self.admin.password.get_secret_value()
        return dsn_for(dsn, address.username or "postgres", password, address.path.strip("/") or "postgres")
