"""Reasons that may be chosen: one is added from a date on, or closed; what was chosen stays readable."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.models import Reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words

NEEDED = {
    *("deceased", "departed", "by_decision", "case_closed", "goals_met", "other_area"),
    *("by_candidate", "by_care", "by_corporation", "by_coordinator"),
    *("candidate_on_hold", "candidate_withdrawn", "dwelling_withdrawn"),
    *("no_answer", "no_candidate", "offer_expired"),
    *("did_not_happen", "other_case"),
    *("cap_full", "decision_needed", "outside_pact"),
}
"""Codes that deeds, pages and figures choose by name: without them something could not be done or
counted. Some are chosen along with another deed, so that closing one would stop that deed."""


@transaction.atomic
def add(
    *,
    kind: str,
    code: str,
    dutch: str,
    english: str,
    valid_from: date,
    ends_early: bool = False,
    by: Actor,
    at: datetime,
) -> Reason:
    """Let an answer be chosen from a date on."""
    if valid_from < local_date(at):
        raise Refused(_("A reason can be chosen from today on at the earliest. Choose that date."))
    _check_new(kind, code)
    reason = Reason.objects.create(
        kind=kind,
        code=code,
        dutch=dutch,
        english=english,
        valid_from=valid_from,
        ends_early=ends_early,
    )
    record("reason.added", reason, at=at, code=code)
    return reason


@transaction.atomic
def close(*, reason: Reason, valid_to: date, by: Actor, at: datetime) -> Reason:
    """Let an answer no longer be chosen from a date on; where it was chosen it stays."""
    list(Reason.objects.filter(kind=reason.kind).select_for_update())
    reason = Reason.objects.get(pk=reason.pk)
    _check_closable(reason, valid_to, local_date(at))
    left = Reason.objects.on(valid_to).filter(kind=reason.kind).exclude(pk=reason.pk)
    if not left.filter(Q(valid_to=None)).exists():
        raise Refused(
            _("This is the last answer to this question. Add another one first, then close this.")
        )
    reason.valid_to = valid_to
    reason.save(update_fields=["valid_to"])
    record("reason.closed", reason, at=at, code=reason.code)
    return reason


def _check_new(kind: str, code: str) -> None:
    # The question's rows are the queue: only after waiting one sees what another added.
    list(Reason.objects.filter(kind=kind).select_for_update())
    if Reason.objects.filter(kind=kind, code=code).exists():
        raise Refused(
            _(
                "This code answers the question already, or did so before. What was chosen then "
                "keeps its meaning: choose another code."
            )
        )


def _check_closable(reason: Reason, valid_to: date, today: date) -> None:
    if reason.valid_to is not None:
        raise Refused(
            _("This reason is closed already, from %(day)s.")
            % {"day": day_in_words(reason.valid_to)}
        )
    if reason.code in NEEDED:
        raise Refused(
            _("The application asks for this reason by its name, so that it cannot be closed.")
        )
    if valid_to <= max(today, reason.valid_from):
        raise Refused(_("A reason closes from tomorrow on at the earliest. Choose a later date."))
