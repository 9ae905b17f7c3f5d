"""What registration reads from its environment."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from shared.runtime.settings import Group, KeySettings, ServiceSettings, WebAddress


def mailbox(address: str) -> str:
    """The same, if it is one address without a name. Raises ValueError."""
    if re.fullmatch(r"[^\s,<>@]+@[^\s,<>@]+", address) is None:
        raise ValueError("no address of a mailbox; write NAME@HOST, without a name beside it")
    return address


class MailSettings(Group):
    """The mail server that takes our letters. `sender`: the address they come from."""

    host: str
    port: Annotated[int, Field(ge=1, le=65_535)] = 25
    sender: Annotated[str, AfterValidator(mailbox)]


class AddressSettings(Group):
    """Public base addresses, for the links in letters."""

    registration: WebAddress
    scheduling: WebAddress
    followup: WebAddress


class SelectionSettings(Group):
    """`answer_within_seconds`: how long who asks for a draft or a lottery's list waits for it before she is told where
    it is made; `give_up_after_seconds`: how long it may take then.
    """

    answer_within_seconds: Annotated[float, Field(ge=0, le=30)] = 5.0
    give_up_after_seconds: Annotated[float, Field(gt=0)] = 900.0


class RetentionSettings(Group):
    """`sent_days`: for how many days after a training ended, or was cancelled, what those sent who did not take part is
    kept.
    """

    sent_days: Annotated[int, Field(ge=1, le=36_500)] = 365


class Settings(ServiceSettings):
    """It keeps personal values and sends letters."""

    keys: KeySettings
    mail: MailSettings
    addresses: AddressSettings
    selection: SelectionSettings = SelectionSettings()
    retention: RetentionSettings = RetentionSettings()
