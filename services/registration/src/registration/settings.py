"""What registration reads from its environment."""

from shared.runtime.settings import Group, KeySettings, ServiceSettings


class MailSettings(Group):
    """The mail server that takes our letters. `sender`: the address they come from."""

    host: str
    port: int = 25
    sender: str


class AddressSettings(Group):
    """Public base addresses, for the links in letters."""

    registration: str
    scheduling: str
    followup: str


class Settings(ServiceSettings):
    """It keeps personal values and sends letters."""

    keys: KeySettings
    mail: MailSettings
    addresses: AddressSettings
