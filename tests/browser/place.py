"""A system on which nothing was told yet: its clock, its letters and the accounts of those who work for it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from anyio.from_thread import BlockingPortal, start_blocking_portal

from cascade.letters import in_english
from cascade.provider.accounts import Account, Accounts
from cascade.system.running import Running
from cascade.system.stage import Stage
from cascade.system.system import System


@dataclass(frozen=True)
class Place:
    """`portal`: what drives Chromium has the loop of the test's own thread."""

    system: System
    running: Running
    stage: Stage
    portal: BlockingPortal

    @property
    def pages(self) -> str:
        return self.running.pages

    def settle(self) -> None:
        """Let all that is under way end."""
        self.portal.call(self.stage.drain)

    def wait(self, **period: float) -> None:
        """`period`: as of a timedelta."""
        self.portal.call(self.stage.move_clock, self.stage.now() + timedelta(**period))

    def wait_until(self, moment: datetime) -> None:
        self.portal.call(self.stage.move_clock, moment)

    def account(self, role: str, name: str, person: str) -> None:
        """Whoever keeps the issuer's accounts gives her one."""
        Accounts(Path(self.running.accounts)).remember(Account(role, name, person))

    def link(self, contact: str, label: str) -> str:
        """Behind this label in the newest letter to her that has it. Raises AssertionError if there is none."""
        found = [link for letter in self._letters_to(contact) for link in links(letter, label)]
        assert found, f"no letter to {contact} has a link {label!r}"
        return found[-1]

    def was_written(self, contact: str, label: str) -> bool:
        return any(links(letter, label) for letter in self._letters_to(contact))

    def _letters_to(self, contact: str) -> list[str]:
        """The oldest first."""
        files = sorted(Path(self.running.mailbox, "new").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        mails = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [str(mail.get_content()) for mail in mails if str(mail["To"]).strip("<>") == contact]


def links(letter: str, label: str) -> list[str]:
    found = re.findall(r"^([^:\n]+): (\S+/enter/\S+)$", letter.replace("\r\n", "\n"), re.MULTILINE)
    return [link for said, link in found if in_english(said) == label]


@contextmanager
def begun(folder: Path) -> Iterator[Place]:
    system = System(folder, lambda _: None)
    try:
        running = system.start()
        with start_blocking_portal() as portal:
            stage = Stage.of(running)
            yield Place(system, running, stage, portal)
            portal.call(stage.close)
    finally:
        system.stop()
