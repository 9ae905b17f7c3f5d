"""The mails of all participants, read as each of them would: by her address, for the link behind a label."""

import asyncio
import re
from collections import defaultdict
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from pathlib import Path

from cascade.letters import in_english

_LINK = re.compile(r"^(?P<label>[^:\n]+): \S+/enter/(?P<token>[\w-]+)\s*$", re.MULTILINE)
_PAUSE_SECONDS = 0.02


class Label(StrEnum):
    """What stands before a link in a mail, in English."""

    APPLICATION = "Your application"
    ANSWER = "Your answer"
    FOLLOW_UP = "Your plan and report"
    FEEDBACK = "Your feedback"
    FACILITATE = "Your training"


_LABELS = {label.value: label for label in Label}


class NoSuchMail(Exception):
    """Nobody sent her a link with this label that she has not used yet."""

    def __init__(self, contact: str, label: Label) -> None:
        super().__init__(f"No new mail to {contact} has a link {label.value!r}")


class Mailbox:
    """A Maildir that somebody else fills. `patience_seconds`: how long a mail is waited for."""

    def __init__(self, folder: Path, *, patience_seconds: float = 10.0) -> None:
        self._folder = folder / "new"
        self._patience = patience_seconds
        self._read: set[str] = set()
        self._tokens: dict[tuple[str, Label], list[str]] = defaultdict(list)
        self.mails = 0

    async def link(self, contact: str, label: Label) -> str:
        """The token of the newest link that was not asked for yet; older ones are thrown away. Raises NoSuchMail."""
        give_up = asyncio.get_running_loop().time() + self._patience
        while True:
            self._look()
            if tokens := self._tokens.pop((contact, label), None):
                return tokens[-1]
            if asyncio.get_running_loop().time() > give_up:
                raise NoSuchMail(contact, label)
            await asyncio.sleep(_PAUSE_SECONDS)

    def took(self, contact: str, label: Label, token: str) -> None:
        """This link was asked for before; it and what came before it are thrown away."""
        self._look()
        tokens = self._tokens.get((contact, label), [])
        if token in tokens:
            del tokens[: tokens.index(token) + 1]

    def _look(self) -> None:
        """Reads what is new, in the order of arrival."""
        if not self._folder.is_dir():
            return
        new = [file for file in self._folder.iterdir() if file.name not in self._read]
        for file in sorted(new, key=lambda file: (file.stat().st_mtime_ns, file.name)):
            self._keep(message_from_bytes(file.read_bytes(), policy=default))
            self._read.add(file.name)
        self.mails += len(new)

    def _keep(self, mail: EmailMessage) -> None:
        contact = str(mail["To"]).strip("<>")
        for found in _LINK.finditer(str(mail.get_content())):
            if label := _LABELS.get(in_english(found["label"])):
                self._tokens[contact, label].append(found["token"])
