from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail

from pact.outbox.postman import NobodyThere, NotEver, NotNow, Postman


class Server:
    """A connection on which one thing goes wrong."""

    def __init__(self, problem: Exception | None, *, leaves_badly: bool = False) -> None:
        self.problem, self.leaves_badly = problem, leaves_badly

    def open(self) -> None: ...

    def send_messages(self, _letters: list) -> None:
        if self.problem:
            raise self.problem

    def close(self) -> None:
        if self.leaves_badly:
            raise SMTPException


@pytest.mark.parametrize(
    ("problem", "judgement", "code"),
    [
        (SMTPRecipientsRefused({"a@b.example": (550, b"x")}), NotEver, "recipient refused: 550"),
        (SMTPRecipientsRefused({"a@b.example": (451, b"x")}), NotNow, "recipient refused: 451"),
        (SMTPDataError(554, b"x"), NotEver, "mail refused: 554"),
        (SMTPDataError(452, b"x"), NotNow, "mail refused: 452"),
        (SMTPSenderRefused(530, b"x", "us@b.example"), NobodyThere, "sender refused: 530"),
        (TimeoutError("a@b.example"), NotNow, "connection lost"),
    ],
)
def test_what_became_of_a_mail_is_a_code_that_quotes_nobody(monkeypatch, problem, judgement, code):
    monkeypatch.setattr(mail, "get_connection", lambda: Server(problem, leaves_badly=True))

    with pytest.raises(judgement) as answer, Postman() as postman:
        postman.send(mail.EmailMessage())
    assert str(answer.value) == code
