import socket
from collections.abc import Iterator

import pytest

from tests.faults.mailserver import Mailbox, mail_server


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A real mail server that our mail is sent to."""
    with mail_server() as (box, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = 1
        yield box


@pytest.fixture
def nobody_listens(settings) -> Iterator[None]:
    """The mail server is down: its port is nobody's."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = held.getsockname()
        settings.EMAIL_TIMEOUT = 1
        yield
