"""Takes letters in their order and hands them to the mail server. An invitation counts as sent when that took it."""

import asyncio
from email.message import EmailMessage

import aiosmtplib
import structlog

from registration.domain.letter import SERVICE_OF, SUBJECT, Letter
from registration.domain.vocabulary import GivenUp
from registration.handlers import invitations
from registration.mail import hands, words
from registration.settings import AddressSettings, MailSettings
from registration.store import letters, people
from registration.store.letters import Waiting
from shared.backbone.transaction import Database, Transaction
from shared.runtime import room
from shared.runtime.clock import Clock
from shared.runtime.database import TRANSIENT, Connection
from shared.runtime.pauses import pause

log = structlog.get_logger(__name__)

IDLE_SECONDS = 0.1
TROUBLED_SECONDS = 1.0
STEP_SECONDS = 10.0
TAKEN_SECONDS = 120.0
"""Longer than all steps of handing a mail over take together."""
LONGEST_WAIT_SECONDS = 600.0
MOST_ATTEMPTS = 720
"""Five days at the longest wait (RFC 5321, 4.5.4.1)."""
ABOUT_THE_MAILBOX = range(550, 560)
"""With these replies a mail server says that it will not take this letter later either (RFC 5321, 4.2.1 and 4.2.2)."""
ABOUT_THE_LETTER = (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError)
"""Every other reply is about the connection, the server or us."""


class Sender:
    """Runs beside the engine. A letter is taken for a while, handed over outside any unit of work, then noted: one that
    was taken by the mail server and then not noted (a crash in between) goes out twice, with the same Message-ID.
    What was in the hand of somebody who is gone is given back at once; while another lives, after that while.
    """

    def __init__(self, database: Database, clock: Clock, mail: MailSettings, addresses: AddressSettings) -> None:
        self._database = database
        self._clock = clock
        self._mail = mail
        self._addresses = addresses.model_dump()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until stopped. A mail server that is away or out of order is waited for."""
        while not self._stopping.is_set():
            try:
                await self.send_waiting()
            except (*TRANSIENT, aiosmtplib.SMTPException) as fault:
                if not room.warned_of(fault, "letters"):
                    log.warning("mail_waits", error=type(fault).__name__)
                await pause(TROUBLED_SECONDS, unless=self._stopping)
            else:
                await pause(IDLE_SECONDS, unless=self._stopping)

    async def stop(self) -> None:
        self._stopping.set()

    async def pending(self, tx: Transaction) -> int:
        """Letters on their way out; one that was refused for now is on its way again when its wait is over."""
        return await letters.count_under_way(tx)

    async def oldest_seconds(self, tx: Transaction) -> float:
        """Of all that go out, those that were put off among them."""
        return await letters.oldest_seconds(tx)

    async def send_waiting(self) -> None:
        """All that are due, the oldest first. Raises what is about the connection and not about a letter."""
        async with self._database.transaction() as tx:
            if not await letters.is_any_under_way(tx):
                return
        async with self._database.reading() as session:
            await self._give_back(session)
            async with hands.full(session):
                await self._send_due(session)

    async def _give_back(self, session: Connection) -> None:
        async with hands.all_empty(session) as empty:
            if empty:
                async with self._database.transaction() as tx:
                    await letters.give_back(tx)

    async def _send_due(self, session: Connection) -> None:
        async with self._database.transaction() as tx:
            if not await letters.is_any_due(tx):
                return
        async with aiosmtplib.SMTP(hostname=self._mail.host, port=self._mail.port, timeout=STEP_SECONDS) as server:
            while not self._stopping.is_set() and (waiting := await self._take()):
                await self._send(server, waiting, session)

    async def _take(self) -> Waiting | None:
        async with self._database.transaction() as tx:
            return await letters.take(tx, TAKEN_SECONDS)

    async def _send(self, server: aiosmtplib.SMTP, waiting: Waiting, session: Connection) -> None:
        """Whatever is wrong with one letter ends that letter, and nothing else."""
        try:
            message = await self._message(waiting)
            useless = await self._why_useless(waiting)
            if useless is not None:
                await self._give_up(waiting, useless)
                return
            await hands.require_full(session)
            await server.send_message(message)
            await self._note_sent(waiting)
        except ABOUT_THE_LETTER as refusal:
            await self._refused(waiting, reply_code(refusal))
        except aiosmtplib.SMTPException:
            await self._postpone(waiting)
            raise
        except TRANSIENT:
            raise
        except Exception as fault:  # noqa: BLE001 - those behind it are sent
            log.warning("letter_cannot_be_written", error=type(fault).__name__, letter=str(waiting.id))
            await self._give_up(waiting, GivenUp.UNWRITABLE)

    async def _why_useless(self, waiting: Waiting) -> GivenUp | None:
        """Looked at when it goes out and its address was read: it may have been in hand and come back, and what
        replaced it may have been written to another address.
        """
        async with self._database.transaction() as tx:
            if await letters.is_given_up(tx, waiting.id):
                return GivenUp.REPLACED
            if waiting.offer is None:
                return None
            if not await invitations.can_be_answered(tx, waiting.offer, at=self._clock.now()):
                return GivenUp.UNANSWERABLE
            replaced = await letters.is_replaced(tx, waiting.id, waiting.offer)
        return GivenUp.REPLACED if replaced else None

    async def _note_sent(self, waiting: Waiting) -> None:
        async with self._database.transaction() as tx:
            await letters.sent(tx, waiting.id)
            if waiting.offer is not None:
                await invitations.note_sent(tx, waiting.offer, at=self._clock.now())

    async def _refused(self, waiting: Waiting, code: int) -> None:
        log.warning("mail_refused", code=code, letter=str(waiting.id))
        if code in ABOUT_THE_MAILBOX:
            await self._give_up(waiting, GivenUp.REFUSED)
        else:
            await self._postpone(waiting)

    async def _postpone(self, waiting: Waiting) -> None:
        if waiting.attempts >= MOST_ATTEMPTS:
            await self._give_up(waiting, GivenUp.NOT_TAKEN)
            return
        async with self._database.transaction() as tx:
            await letters.postpone(tx, waiting.id, wait_after(waiting.attempts))

    async def _give_up(self, waiting: Waiting, why: GivenUp) -> None:
        log.warning("letter_reaches_nobody", why=why, letter=str(waiting.id))
        async with self._database.transaction() as tx:
            await letters.give_up(tx, waiting.id, why)

    async def _message(self, waiting: Waiting) -> EmailMessage:
        """Plain text; what it is about stands in no header. Raises PersonErased."""
        message = EmailMessage()
        message["From"] = self._mail.sender
        message["Message-ID"] = f"<{waiting.id}@{self._mail.sender.partition('@')[2]}>"
        async with self._database.transaction() as tx:
            (letter,) = await letters.opened(tx, waiting.person, waiting.content)
            message["To"] = letter.to or await people.contact_of(tx, waiting.person)
            language = words.language_of((await people.get(tx, waiting.person)).languages)
        message["Subject"] = words.translated(SUBJECT, language)
        message.set_content(self._text(letter, language), cte="8bit")
        message["Content-Language"] = language
        return message

    def _text(self, letter: Letter, language: str) -> str:
        lines = [
            f"{words.label(link, language)}: {self._addresses[SERVICE_OF[link.purpose]]}/enter/{link.token}"
            for link in letter.links
        ]
        return "\n\n".join([words.said(letter, language), *lines]) + "\n"


def wait_after(attempts: int) -> float:
    """Seconds: twice as long each time, up to the longest wait."""
    return min(LONGEST_WAIT_SECONDS, 2.0 ** min(attempts, 10))


def reply_code(refusal: aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientsRefused) -> int:
    """Each letter has one recipient."""
    if isinstance(refusal, aiosmtplib.SMTPRecipientsRefused):
        return refusal.recipients[0].code
    return refusal.code
