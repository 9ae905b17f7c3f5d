"""A mail server that a test looks into, and that refuses what a test wants refused."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope

from cascade.letters import in_english

LINK = re.compile(r"^(?P<label>[^:\n]+): (?P<address>\S+)/enter/(?P<token>[\w-]{43})\s*$", re.MULTILINE)


@dataclass
class PostOffice:
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    """Address → reply, e.g. `451 later`."""
    turn_away: str | None = None
    """Reply to whoever wants to hand anything over, e.g. `530 log in first`."""
    meanwhile: Callable[[], Awaitable[None]] | None = None
    """What happens while a mail is being handed over."""

    async def handle_MAIL(  # noqa: N802 - called by that name
        self, _: SMTP, __: object, envelope: Envelope, address: str, ___: object
    ) -> str:
        envelope.mail_from = address
        return self.turn_away or "250 go on"

    async def handle_DATA(self, _: SMTP, __: object, envelope: Envelope) -> str:  # noqa: N802 - called by that name
        if self.meanwhile is not None:
            await self.meanwhile()
        reply = self.refuse.get(envelope.rcpt_tos[0])
        if reply is None:
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.mails.append(message_from_bytes(content, policy=default))
        return reply or "250 taken"

    def to(self, contact: str) -> list[str]:
        """The texts of her mails, in order."""
        return [str(mail.get_content()) for mail in self.mails if str(mail["To"]).casefold() == contact.casefold()]

    def links(self, contact: str) -> dict[str, list[tuple[str, str]]]:
        """Label in English → address of the service and token of each link, in order."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for text in self.to(contact):
            for link in LINK.finditer(text):
                found[in_english(link["label"])].append((link["address"], link["token"]))
        return found

    def token(self, contact: str, label: str) -> str:
        """Of the newest."""
        return self.links(contact)[label][-1][1]


@asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, hostname="localhost"), "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    yield office
    server.close()
    await server.wait_closed()
