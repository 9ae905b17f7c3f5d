"""What stands before a link in a letter, whatever language the letter is written in."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

PACKAGE = "registration.mail"


@cache
def _english() -> Mapping[str, str]:
    written = [file.read_bytes() for file in (files(PACKAGE) / "locale").iterdir()]
    messages = [message for one in written for message in read_po(one.splitlines(keepends=True))]
    return {str(message.string): str(message.id) for message in messages if message.id and message.string}


def in_english(label: str) -> str:
    """Itself where no catalogue has it."""
    return _english().get(label, label)
