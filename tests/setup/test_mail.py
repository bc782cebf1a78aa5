"""The demonstration's mail server takes real mail, and each mail becomes a file at once."""

import email
import email.policy
import smtplib
import socket
import subprocess
import sys
from email.message import EmailMessage

import pytest

from pact.setup import ROOT
from tests.setup.processes import wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path):
    """The port of a mail server that keeps its mails in the test's folder."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        number = listening.fileno()
        command = [sys.executable, "-m", "pact.demonstration.mail", tmp_path, str(number)]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[number])
        port = listening.getsockname()[1]
    assert wait_for(lambda: answers(port), seconds=20)
    yield port
    process.terminate()
    assert process.wait(10) == 0


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def mail(number: int) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = f"Iets te doen voor K-{number:04}"
    made["From"] = "pact@pact.example"
    made["To"] = "begeleider@zorg.example"
    made["Message-ID"] = f"<{number}@pact.example>"
    made.set_content("Er is iets te doen. Eén klik verder staat wat.")
    return made


def test_each_mail_is_kept_in_the_order_in_which_it_came(server, tmp_path):
    with smtplib.SMTP("127.0.0.1", server, timeout=10) as client:
        for number in range(3):
            client.send_message(mail(number))

    kept = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(tmp_path.glob("*.eml"))
    ]

    assert [made["Message-ID"] for made in kept] == [f"<{n}@pact.example>" for n in range(3)]
    assert {made["X-Delivered-To"] for made in kept} == {"begeleider@zorg.example"}
    assert "Eén klik verder" in kept[0].get_content()
    assert sorted(tmp_path.iterdir()) == sorted(tmp_path.glob("*.eml"))
