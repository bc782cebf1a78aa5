"""An exception to the half year: asked by the care party, decided by somebody else, with a plan."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.office import coordinators, deputies
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason, norm
from pact.audit.record import record
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions.models import Exemption, Verdict
from placements.introductions.news import (
    nobody_waits_for_a_decision,
    nobody_waits_for_the_plan,
    tell_of_exemption,
)


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
    check_reason(ReasonKind.EXCEPTION, code, on=today)
    check_reason(ReasonKind.CATCH_UP, catch_up, on=today)
    asked = {"code": code, "catch_up": catch_up, "catch_up_by": catch_up_by}
    exemption = _asked(
        _of_case(candidate, today, asked_by_id=by.membership_id, asked_at=at, **asked)
    )
    record("exemption.asked", exemption, at=at, code=code)
    tell_of_exemption(
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


def _of_case(candidate: Candidate, today: date, **asked: object) -> Exemption:
    """What is asked, with what it repeats of the candidate and until when it is to be decided."""
    return Exemption(
        candidate=candidate,
        care_party_id=candidate.care_party_id,
        caseworker_id=candidate.caseworker_id,
        decide_by=working_days_after(today, norm("term_exception", today)),
        **asked,
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
    exemption = _locked(exemption)
    _check_may_decide(exemption, by)
    exemption.verdict = Verdict.GRANTED if is_granted else Verdict.DENIED
    exemption.decided_by_id, exemption.decided_at = by.membership_id, at
    exemption.save(update_fields=["verdict", "decided_by", "decided_at"])
    record(f"exemption.{exemption.verdict}", exemption, at=at, code=exemption.code)
    tell_of_exemption(
        "exemption_decided",
        exemption,
        recipients=[exemption.caseworker_id],
        due_on=local_date(at),
        at=at,
    )
    return exemption


def _locked(exemption: Exemption) -> Exemption:
    rows = Exemption.objects.select_for_update(of=["self"])
    return rows.select_related("candidate", "asked_by").get(pk=exemption.pk)


def _check_may_decide(exemption: Exemption, by: Actor) -> None:
    if exemption.verdict != Verdict.OPEN:
        raise Refused(
            _("Somebody else has decided already: %(verdict)s. Nothing was changed.")
            % {"verdict": exemption.get_verdict_display()}
        )
    _check_asked_by_another(exemption, by)


def _check_asked_by_another(exemption: Exemption, by: Actor) -> None:
    if exemption.asked_by.user_id == by.user_id:
        raise Refused(
            _(
                "You asked this exception yourself, so that you may not decide on it. Ask the "
                "other coordinator."
            )
        )


@transaction.atomic
def revoke_exemption(*, exemption: Exemption, code: str, by: Actor, at: datetime) -> Exemption:
    """Take back what was granted, before a lease stands on it. Whoever asked it never does.

    Locked after the candidate, as by whoever signs a lease.
    """
    Candidate.objects.select_for_update().get(pk=exemption.candidate_id)
    exemption = _locked(exemption)
    _check_may_revoke(exemption, by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    exemption.verdict, exemption.revoked_code = Verdict.REVOKED, code
    exemption.decided_by_id, exemption.decided_at = by.membership_id, at
    exemption.save(update_fields=["verdict", "revoked_code", "decided_by", "decided_at"])
    record("exemption.revoked", exemption, at=at, code=code)
    tell_of_exemption(
        "exemption_revoked",
        exemption,
        recipients=[exemption.caseworker_id],
        due_on=local_date(at),
        at=at,
    )
    return exemption


def _check_may_revoke(exemption: Exemption, by: Actor) -> None:
    if exemption.verdict != Verdict.GRANTED:
        raise Refused(
            _("This exception is “%(verdict)s”, so that there is nothing to revoke.")
            % {"verdict": exemption.get_verdict_display()}
        )
    if exemption.is_used:
        raise Refused(
            _("A lease stands on this exception, so that it stays. Its plan has to be carried out.")
        )
    _check_asked_by_another(exemption, by)


def end_exemptions(*, candidate: Candidate, by: Actor, at: datetime) -> None:
    """A case is over: nobody decides on its exception any more, or is reminded of its plan.

    Whoever ends the case may not decide, so that this is a consequence of what they did.
    """
    with acting_as(by.consequence()):
        lapse_what_is_asked(candidate, at=at)
        nobody_waits_for_the_plan(candidate)


def lapse_what_is_asked(candidate: Candidate, *, at: datetime) -> None:
    """Somebody moved, or the case is over: nobody waits for an answer any more."""
    waiting = Exemption.objects.filter(candidate=candidate, verdict=Verdict.OPEN)
    for exemption in waiting.select_for_update(of=["self"]):
        exemption.verdict, exemption.decided_at = Verdict.LAPSED, at
        exemption.save(update_fields=["verdict", "decided_at"])
        record("exemption.lapsed", exemption, at=at)
    nobody_waits_for_a_decision(candidate)


def chase_decisions(*, today: date, at: datetime) -> None:
    """Tell the deputies of exceptions that should have been decided on by now."""
    late = Exemption.objects.undecided().filter(decide_by__lt=today).select_related("candidate")
    for exemption in late.order_by("decide_by"):
        tell_of_exemption(
            "exemption_overdue",
            exemption,
            recipients=deputies(today),
            due_on=exemption.decide_by + timedelta(days=1),
            at=at,
            act_by=exemption.decide_by,
            is_late=True,
        )
