"""The demonstration's mail server: real SMTP, and every mail becomes a file that a page shows.

Run as `python -m pact.demonstration.mail FOLDER SOCKET`: the socket is bound by who starts us, so
that its port is known before we are.
"""

import asyncio
import os
import re
import signal
import socket
import sys
import time
from functools import partial
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 1024 * 1024


class KeptAsFiles:
    """Accepts every mail, and keeps it as a file whose name sorts by the moment it came in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        name = f"{time.time_ns():020d}.eml"
        beside = self.folder / f".{name}.{os.getpid()}"
        beside.write_bytes(with_recipients(envelope))
        beside.rename(self.folder / name)  # in one step: the page never reads half a mail
        return "250 Kept"


def with_recipients(envelope: Envelope) -> bytes:
    """The mail as it came, and before it to whom it was really delivered."""
    recipients = [re.sub(r"[\r\n]", "", recipient) for recipient in envelope.rcpt_tos]
    return f"X-Delivered-To: {', '.join(recipients)}\r\n".encode() + (
        envelope.original_content or b""
    )


async def serve(folder: Path, listening: socket.socket) -> None:
    """Listen until we are asked to stop."""
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    handler = KeptAsFiles(folder)
    smtp = partial(SMTP, handler, enable_SMTPUTF8=True, data_size_limit=LARGEST, loop=loop)
    server = await loop.create_server(smtp, sock=listening)
    async with server:
        await stopping.wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))))
