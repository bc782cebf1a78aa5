"""A real mail server that counts what it took, and misbehaves for the addresses it is told to."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

KNOWN = "250 OK"


class Mailbox:
    """What was taken, and who is treated badly: address → how."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.treats: dict[str, str] = {}
        self.seconds_a_mail = 0.0

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list
    ) -> str:
        match self.treats.get(address):
            case "later":
                return "450 try again: <somebody@elsewhere.example>"
            case "never":
                return "550 nobody here called <somebody@elsewhere.example>"
        envelope.rcpt_tos.append(address)
        return KNOWN

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd calls)
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        treatment = self.treats.get(envelope.rcpt_tos[0])
        await asyncio.sleep(60 if treatment == "hang" else self.seconds_a_mail)
        self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
        if treatment == "take and drop":
            server.transport.abort()
        return KNOWN

    def copies(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(mail["Message-ID"] for mail in self.mails)

    def receivers(self) -> list[str]:
        return sorted(mail["To"] for mail in self.mails)


class AnyPort(Controller):
    """Listens where there is room, and knows where that is."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    mailbox = Mailbox()
    controller = AnyPort(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()
