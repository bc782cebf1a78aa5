"""Hands mails to the mail server, and says what became of each in one of three ways."""

from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from typing import Self

from django.core import mail

FOR_GOOD = 500


class NotTaken(Exception):
    """A mail was not taken. Its text is a code: what a server says may quote an address."""


class NotNow(NotTaken):
    """This mail was not taken this time; another try may do."""


class NotEver(NotTaken):
    """This mail will never be taken."""


class NobodyThere(NotTaken):
    """The server takes nothing of us at the moment, whatever the mail."""


class Postman:
    """One connection for many mails; opened at the first, and again after it broke."""

    def __init__(self) -> None:
        self._connection = mail.get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._hang_up()

    def send(self, letter: mail.EmailMessage) -> None:
        """Return once the server has taken it, or say why it did not."""
        try:
            self._connection.open()
        except (SMTPException, OSError) as problem:
            self._hang_up()
            raise NobodyThere("no connection") from problem
        try:
            self._connection.send_messages([letter])
        except (SMTPException, OSError) as problem:
            self._hang_up()
            raise _judged(problem) from problem

    def _hang_up(self) -> None:
        """Saying goodbye to a server that is gone must not stop the rest."""
        try:
            self._connection.close()
        except (SMTPException, OSError):
            return


def _judged(problem: Exception) -> NotTaken:
    match problem:
        case SMTPSenderRefused():
            return NobodyThere(f"sender refused: {problem.smtp_code}")
        case SMTPRecipientsRefused(recipients=refused):
            return _by_code("recipient refused", next(iter(refused.values()))[0])
        case SMTPDataError(smtp_code=code):
            return _by_code("mail refused", code)
    return NotNow("connection lost")


def _by_code(what: str, code: int) -> NotTaken:
    return (NotEver if code >= FOR_GOOD else NotNow)(f"{what}: {code}")
