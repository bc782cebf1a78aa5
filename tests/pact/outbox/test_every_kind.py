"""Of every kind of mail there is: it is made of words that are always the same, a reference and a link.

A kind that is added is tried here by itself, because each test goes over the kinds that there are.
"""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import translation

from pact.accounts.invitations import letter_of
from pact.accounts.models import LinkKind, LinkMail, Membership, NoticeKind, NoticeMail, User
from pact.accounts.notices import SENTENCES, SUBJECTS, notice_of
from pact.agreement.models import Party
from pact.outbox.account_mails import MAKES_A_MAIL
from pact.outbox.kinds import KINDS
from pact.outbox.mail import mail_of
from pact.outbox.models import Message
from pact.setup import ROOT
from tests.database import arranging
from tests.factories import UserFactory
from tests.pact.outbox.messages import HOME, MONDAY

LANGUAGES = ["nl", "en"]
ID = UUID("5f0c9d9e-6a53-4a8e-9d5a-6a1f7d0f8a11")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CANARY = "Zqxkanarie"
FILLED_IN = re.compile(r"%|\{|\}")
"""What a text has where something is to be put in."""
MAILS_ARE_MADE_IN = {
    "pact/accounts/invitations.py",
    "pact/accounts/notices.py",
    "pact/outbox/mail.py",
}


def message(kind: str, language: str, *, name: str, other: str) -> Message:
    """One that refers to the same thing, whoever reads it and whatever else stands in the row."""
    user = User(email="lezer@voorbeeld.example", name=name, language=language)
    reader = Membership(user=user, party=Party(name=name), role="caseworker", telephone=name)
    return Message(
        public_id=ID,
        kind=kind,
        object_kind=other,
        object_id=ID,
        reference="K-7HQ2MX",
        path=f"/plaatsingen/{ID}/",
        recipient=reader,
        meant_for=reader,
        due_on=MONDAY,
        act_by=date(2026, 12, 1),
        last_error=other,
    )


def whole(mail: EmailMessage) -> str:
    """Everything that is sent but the hour, which a second between two of them would tell apart."""
    sent = mail.message()
    del sent["Date"]
    return sent.as_string() + mail.body


def without_what_it_refers_to(mail: EmailMessage) -> tuple[str, str]:
    """Its subject and its text, less the reference and the link."""
    subject, text = str(mail.subject), str(mail.body)
    for part in ("K-7HQ2MX", f"/plaatsingen/{ID}/"):
        subject, text = subject.replace(part, ""), text.replace(part, "")
    return subject, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_is_the_same_whoever_it_is_about_and_whoever_reads_it(kind, language):
    one = mail_of(message(kind, language, name=CANARY, other=CANARY))
    other = mail_of(message(kind, language, name="Ander", other="ander"))

    assert whole(one) == whole(other)
    assert CANARY not in whole(one)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_says_the_words_of_its_kind_and_those_of_every_mail(kind, language):
    """What two kinds differ in are their own two sentences, in which nothing is filled in."""
    made = mail_of(message(kind, language, name=CANARY, other=CANARY))
    like = mail_of(message("answer_wanted", language, name=CANARY, other=CANARY))
    with translation.override(language):
        subject, sentence = str(KINDS[kind].subject), str(KINDS[kind].sentence)
        others = str(KINDS["answer_wanted"].sentence)

    assert FILLED_IN.search(subject + sentence) is None
    assert without_what_it_refers_to(made)[0] == f"{subject} ()"
    assert str(made.body) == str(like.body).replace(others, sentence)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_about_an_account_names_nobody(kind, language):
    def told(name: str) -> str:
        user = User(pk=7, email="lezer@voorbeeld.example", name=name, language=language)
        return whole(notice_of(NoticeMail(public_id=ID, user=user, kind=kind)))

    assert told(CANARY) == told("Ander")
    with translation.override(language):
        assert FILLED_IN.search(f"{SUBJECTS[kind]}{SENTENCES[kind]}") is None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_with_a_link_names_nobody(kind, language):
    def told(name: str) -> tuple[str, str]:
        user = UserFactory(name=name, language=language)
        mail = letter_of(LinkMail(user=user, kind=kind))
        return mail.subject, re.sub(r"https?://\S+", "", mail.body)

    assert told(CANARY) == told("Ander")
    assert CANARY not in "".join(told(CANARY))


def test_mails_are_made_in_these_places_only():
    made = re.compile(r"\b(EmailMessage|EmailMultiAlternatives|send_mail|mail_admins)\(")
    found = {
        str(file.relative_to(ROOT))
        for part in ("pact", "municipalities", "placements")
        for file in (ROOT / part).rglob("*.py")
        if made.search(file.read_text(encoding="utf-8"))
    }

    assert found == MAILS_ARE_MADE_IN
    assert set(MAKES_A_MAIL.values()) == {letter_of, notice_of}


# What a mail is made of


def stored(people, **different: object) -> None:
    fact = HOME.columns() | {"path": "/", "due_on": MONDAY, "kind": "answer_wanted"}
    with arranging(), transaction.atomic():
        Message.objects.create(
            **fact | different, recipient=people.agent, not_before=AT, created_at=AT
        )


@pytest.mark.parametrize("reference", ["K-7HQ2MX", "W-0F3A9C", "2026", ""])
def test_what_is_drawn_by_lot_may_be_referred_to(people, reference):
    stored(people, reference=reference)


@pytest.mark.parametrize("reference", ["Verzonnen", "V. Verzonnen", "06-00000000", "K-7HQ2MX V."])
def test_nothing_else_is_whoever_writes_it(people, reference):
    with pytest.raises(IntegrityError, match="message_refers_without_a_name"):
        stored(people, reference=reference)


@pytest.mark.parametrize(
    "path", ["/kandidaten/Verzonnen/", "/?naam=V. Verzonnen", "/x/a@voorbeeld.example/", "/a b/"]
)
def test_no_link_holds_what_somebody_typed(people, path):
    with pytest.raises(IntegrityError, match="message_leads_to_a_page_of_ours"):
        stored(people, path=path)
