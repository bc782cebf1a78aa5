"""An exception to the half year: asked by the care party, decided by somebody else, with a plan."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.office import coordinators, deputies
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused
from pact.outbox.queue import About, tell
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions.models import Exemption, Verdict


@transaction.atomic
def ask_exemption(
    *,
    candidate: Candidate,
    code: str,
    catch_up: str,
    catch_up_by: date,
    by: Actor,
    at: datetime,
) -> Exemption:
    """Ask to move before the half year is over, and say how it is made up for, until when."""
    today = local_date(at)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _check_may_ask(candidate, catch_up_by, today)
    exemption = _asked(
        Exemption(
            candidate=candidate,
            care_party_id=candidate.care_party_id,
            caseworker_id=candidate.caseworker_id,
            code=code,
            catch_up=catch_up,
            catch_up_by=catch_up_by,
            asked_by_id=by.membership_id,
            asked_at=at,
            decide_by=working_days_after(today, norm("term_exception", today)),
        )
    )
    record("exemption.asked", exemption, at=at, code=code)
    _tell(
        "exemption_asked",
        exemption,
        recipients=coordinators(today),
        due_on=today,
        at=at,
        act_by=exemption.decide_by,
    )
    return exemption


def _check_may_ask(candidate: Candidate, catch_up_by: date, today: date) -> None:
    if candidate.status != CandidateStatus.ADMITTED:
        raise Refused(
            _(
                "This candidate is “%(status)s”. An exception is asked for somebody who is "
                "admitted; ask it as soon as that is so."
            )
            % {"status": candidate.get_status_display()}
        )
    if catch_up_by <= today:
        raise Refused(
            _("The plan ends today or earlier. Choose a date after today by which it is done.")
        )


def _asked(exemption: Exemption) -> Exemption:
    try:
        with transaction.atomic():
            exemption.save()
    except IntegrityError as error:
        raise Refused(
            _(
                "An exception was asked already and waits for a decision. Wait for it; you will "
                "hear of it by mail."
            )
        ) from error
    return exemption


@transaction.atomic
def decide_exemption(
    *, exemption: Exemption, is_granted: bool, by: Actor, at: datetime
) -> Exemption:
    """Grant or deny an exception. Whoever asked it never decides on it."""
    exemption = (
        Exemption.objects.select_for_update(of=["self"])
        .select_related("candidate", "asked_by")
        .get(pk=exemption.pk)
    )
    _check_may_decide(exemption, by)
    exemption.verdict = Verdict.GRANTED if is_granted else Verdict.DENIED
    exemption.decided_by_id, exemption.decided_at = by.membership_id, at
    exemption.save(update_fields=["verdict", "decided_by", "decided_at"])
    record(f"exemption.{exemption.verdict}", exemption, at=at, code=exemption.code)
    _tell(
        "exemption_decided",
        exemption,
        recipients={exemption.caseworker_id, exemption.asked_by_id},
        due_on=local_date(at),
        at=at,
    )
    return exemption


def _check_may_decide(exemption: Exemption, by: Actor) -> None:
    if exemption.verdict != Verdict.OPEN:
        raise Refused(
            _("Somebody else has decided already: %(verdict)s. Nothing was changed.")
            % {"verdict": exemption.get_verdict_display()}
        )
    if exemption.asked_by.user_id == by.user_id:
        raise Refused(
            _(
                "You asked this exception yourself, so that you may not decide on it. Ask the "
                "other coordinator."
            )
        )


def chase_decisions(*, today: date, at: datetime) -> None:
    """Tell the deputies of exceptions that should have been decided on by now."""
    late = Exemption.objects.undecided().filter(decide_by__lt=today).select_related("candidate")
    for exemption in late.order_by("decide_by"):
        _tell(
            "exemption_overdue",
            exemption,
            recipients=deputies(today),
            due_on=exemption.decide_by + timedelta(days=1),
            at=at,
            act_by=exemption.decide_by,
            is_late=True,
        )


def _tell(kind: str, exemption: Exemption, **how) -> None:
    candidate = exemption.candidate
    tell(
        kind,
        about=About(kind="candidate", public_id=candidate.public_id, reference=candidate.reference),
        path=reverse("introductions:candidate", args=[candidate.public_id]),
        **how,
    )
