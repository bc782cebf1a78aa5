"""What the clock tells of a household, in every state: to whom the matrix gives it, and never who it is."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core.mail import EmailMessage

from pact.accounts.roles import Role
from pact.celery import app
from pact.outbox.models import Message
from placements.proposals.models import Question
from tests.database import arranging
from tests.factories import WINTER
from tests.pact.outbox.messages import messages
from tests.privacy.canaries import Canary
from tests.privacy.crawl import found
from tests.privacy.household import household
from tests.privacy.states import STATES

app.loader.import_default_modules()
SCHEDULED = sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})
LATE = datetime(2026, 12, 17, 10, 0, tzinfo=UTC)
"""When answers, the start of the lease, a signal and what was set aside wait for too long."""

CW, LA, COO = Role.CASEWORKER, Role.LETTING_AGENT, Role.COORDINATOR
UNANSWERED = {
    ("answer_overdue", LA),
    ("answer_overdue", COO),
    ("placement_lapses", CW),
    ("placement_lapses", LA),
    ("placement_lapses", COO),
}
TOLD = {
    "submitted": {("application_overdue", COO)},
    "returned": {("application_incomplete", CW)},
    "on_hold": {("hold_review", CW)},
    "proposed": UNANSWERED,
    "released": UNANSWERED,
    "agreed": {("signing_overdue", LA), ("signing_overdue", COO)},
    "leased": {("lease_overdue", LA), ("lease_overdue", COO)},
    "moved_in": {("signal_overdue", CW), ("signal_overdue", COO)},
    # Their guidance stopped before its time.
    "completed": {("promise_broken", COO)},
}
"""What the clock has to tell in a state, and in which role somebody is told; in the others nothing."""


def by_the_clock(mailoutbox) -> dict[str, EmailMessage]:
    """Every mail that goes out when all that runs by itself has run, by the id of its message."""
    with time_machine.travel(LATE, tick=False):
        for name in [*SCHEDULED, "pact.outbox.tasks.deliver_due"]:
            app.tasks[name].apply()
    return {mail.extra_headers["Message-ID"]: mail for mail in mailoutbox}


def mail_of(message: Message, sent: dict[str, EmailMessage]) -> EmailMessage:
    return sent[f"<{message.public_id}@{settings.MAIL_DOMAIN}>"]


@pytest.mark.parametrize("state", STATES)
def test_a_mail_tells_a_reference_and_where_to_read_it(people, signed_in, mailoutbox, state):
    people.deputy  # noqa: B018 (is there to be told)
    household(people, state=state)
    with arranging():
        Question.objects.update(due_on=WINTER.date())
    sent = by_the_clock(mailoutbox)
    about = [row for row in messages(state="sent") if row.reference == Canary.REFERENCE]

    assert {(row.kind, Role(row.recipient.role)) for row in about} == TOLD.get(state, set())
    for row in about:
        mail = mail_of(row, sent)
        assert found(mail.message().as_string() + mail.body) == {Canary.REFERENCE}
        assert f"{settings.SITE_ADDRESS}{row.path}" in mail.body
        with time_machine.travel(LATE, tick=False):
            assert signed_in(row.recipient).get(row.path).status_code == 200, row
