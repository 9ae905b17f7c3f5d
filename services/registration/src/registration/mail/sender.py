"""Takes letters in their order and hands them to the mail server. An invitation counts as sent when that took it."""

import asyncio
from email.message import EmailMessage

import aiosmtplib
import structlog

from registration.domain.letter import LABEL_OF, SERVICE_OF, SUBJECT, Letter
from registration.handlers import invitations
from registration.settings import AddressSettings, MailSettings
from registration.store import letters, people
from registration.store.letters import Waiting
from shared.backbone.transaction import Database, Transaction
from shared.runtime.clock import Clock
from shared.runtime.database import TRANSIENT

log = structlog.get_logger(__name__)

AT_ONCE = 20
IDLE_SECONDS = 0.03
LONGEST_WAIT_SECONDS = 600.0


class Sender:
    """Runs beside the engine. A mail that was taken and then not noted (a crash in between) goes out twice."""

    def __init__(self, database: Database, clock: Clock, mail: MailSettings, addresses: AddressSettings) -> None:
        self._database = database
        self._clock = clock
        self._mail = mail
        self._addresses = addresses.model_dump()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until stopped. A mail server that is away is waited for."""
        while not self._stopping.is_set():
            try:
                busy = await self.send_some()
            except (*TRANSIENT, aiosmtplib.SMTPException) as fault:
                log.warning("mail_waits", error=type(fault).__name__)
                busy = False
            if not busy:
                await self._pause()

    async def stop(self) -> None:
        self._stopping.set()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), IDLE_SECONDS)
        except TimeoutError:
            return

    async def pending(self, tx: Transaction) -> int:
        return await letters.count_waiting(tx)

    async def send_some(self) -> bool:
        """Whether there were any. Letters and what they bring about are one transaction."""
        async with self._database.transaction() as tx:
            waiting = await letters.waiting(tx, AT_ONCE)
            if not waiting:
                return False
            server = aiosmtplib.SMTP(hostname=self._mail.host, port=self._mail.port, timeout=10, start_tls=False)
            async with server:
                for letter in waiting:
                    await self._send(tx, server, letter)
            return True

    async def _send(self, tx: Transaction, server: aiosmtplib.SMTP, waiting: Waiting) -> None:
        message = self._message(await letters.opened(tx, waiting), await people.contact_of(tx, waiting.person))
        message["Message-ID"] = f"<{waiting.id}@{self._mail.sender.partition('@')[2]}>"
        try:
            await server.send_message(message)
        except aiosmtplib.SMTPResponseException as refusal:
            log.warning("mail_refused", code=refusal.code, letter=str(waiting.id))
            await letters.failed(tx, waiting.id, min(LONGEST_WAIT_SECONDS, 2.0**waiting.attempts))
            return
        await letters.sent(tx, waiting.id)
        if waiting.offer is not None:
            await invitations.note_sent(tx, waiting.offer, at=self._clock.now())

    def _message(self, letter: Letter, contact: str) -> EmailMessage:
        """Plain text; what it is about stands in no header."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._mail.sender, contact, SUBJECT
        lines = [
            f"{LABEL_OF[link.purpose]}: {self._addresses[SERVICE_OF[link.purpose]]}/enter/{link.token}"
            for link in letter.links
        ]
        message.set_content("\n\n".join([letter.words, *lines]) + "\n", cte="8bit")
        return message
