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
from shared.refusals import Refusal
from shared.runtime.clock import Clock
from shared.runtime.database import TRANSIENT

log = structlog.get_logger(__name__)

IDLE_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 600.0
FOR_GOOD = 500
"""From this reply on a mail server will not take the letter later either (RFC 5321, 4.2.1)."""


class Sender:
    """Runs beside the engine. A mail that was taken and then not noted (a crash in between) goes out twice, with the
    same Message-ID.
    """

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
                await self.send_waiting()
            except (*TRANSIENT, aiosmtplib.SMTPException) as fault:
                log.warning("mail_waits", error=type(fault).__name__)
            await self._pause()

    async def stop(self) -> None:
        self._stopping.set()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), IDLE_SECONDS)
        except TimeoutError:
            return

    async def pending(self, tx: Transaction) -> int:
        """Letters that will still go out."""
        return await letters.count_waiting(tx)

    async def send_waiting(self) -> None:
        """Each letter, and what it brings about, is a unit of work of its own: what was taken is not sent again."""
        async with self._database.transaction() as tx:
            if not await letters.count_waiting(tx):
                return
        async with aiosmtplib.SMTP(hostname=self._mail.host, port=self._mail.port, timeout=10) as server:
            while not self._stopping.is_set() and await self._send_next(server):
                pass

    async def _send_next(self, server: aiosmtplib.SMTP) -> bool:
        async with self._database.transaction() as tx:
            waiting = await letters.take(tx)
            if waiting is not None:
                await self._send(tx, server, waiting)
            return waiting is not None

    async def _send(self, tx: Transaction, server: aiosmtplib.SMTP, waiting: Waiting) -> None:
        try:
            await server.send_message(await self._message(tx, waiting))
        except Refusal as refusal:
            log.warning("letter_reaches_nobody", why=refusal.code(), letter=str(waiting.id))
            await letters.give_up(tx, waiting.id)
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused) as refusal:
            await self._refused(tx, waiting, reply_code(refusal))
        else:
            await letters.sent(tx, waiting.id)
            if waiting.offer is not None:
                await invitations.note_sent(tx, waiting.offer, at=self._clock.now())

    async def _refused(self, tx: Transaction, waiting: Waiting, code: int) -> None:
        log.warning("mail_refused", code=code, letter=str(waiting.id))
        if code >= FOR_GOOD:
            await letters.give_up(tx, waiting.id)
        else:
            await letters.postpone(tx, waiting.id, min(LONGEST_WAIT_SECONDS, 2.0**waiting.attempts))

    async def _message(self, tx: Transaction, waiting: Waiting) -> EmailMessage:
        """Plain text; what it is about stands in no header. Raises PersonErased."""
        message = EmailMessage()
        message["From"] = self._mail.sender
        message["To"] = await people.contact_of(tx, waiting.person)
        message["Subject"] = SUBJECT
        message["Message-ID"] = f"<{waiting.id}@{self._mail.sender.partition('@')[2]}>"
        letter = await letters.opened(tx, waiting.person, waiting.content)
        message.set_content(self._text(letter), cte="8bit")
        return message

    def _text(self, letter: Letter) -> str:
        lines = [
            f"{LABEL_OF[link.purpose]}: {self._addresses[SERVICE_OF[link.purpose]]}/enter/{link.token}"
            for link in letter.links
        ]
        return "\n\n".join([letter.words, *lines]) + "\n"


def reply_code(refusal: aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientsRefused) -> int:
    """Each letter has one recipient."""
    if isinstance(refusal, aiosmtplib.SMTPRecipientsRefused):
        return refusal.recipients[0].code
    return refusal.code
