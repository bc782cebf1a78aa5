"""What the coordinator decides on an application: never who nominated it, nor who rejected it last."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.actions.doubles import LookFirst
from placements.candidates.actions.locks import locked
from placements.candidates.actions.news import tell_about, term, who_may_decide
from placements.candidates.doubles import note_checked, or_else
from placements.candidates.models import Candidate, MissingItem
from placements.candidates.states import GUIDANCE_ENDED
from placements.candidates.states import CandidateStatus as S


class OwnCandidate(Refused):
    """Whoever nominated a candidate, or rejected them last, does not decide on them."""


@transaction.atomic
def admit(
    *,
    candidate: Candidate,
    by: Actor,
    at: datetime,
    version: int | None = None,
    has_checked: bool = False,
) -> Candidate:
    """Admit a candidate: the wait begins, unless it already had, and the introduction can.

    ``has_checked``: the coordinator looked whether somebody in it has another application.
    """
    candidate = to_decide_on(candidate, by=by, version=version)
    if has_checked and note_checked(candidate, at=at):
        record("double_checked", candidate, at=at)
    with or_else(LookFirst):
        candidate.move_to(
            S.ADMITTED,
            at=at,
            admitted_at=at,
            admitted_by_id=by.membership_id,
            waiting_since=candidate.waiting_since or local_date(at),
            answer_by=None,
        )
    record("candidate_admitted", candidate, at=at)
    tell_about(candidate, "application_admitted", [candidate.caseworker_id], at=at)
    return candidate


@transaction.atomic
def return_application(
    *, candidate: Candidate, codes: list[str], by: Actor, at: datetime, version: int | None = None
) -> Candidate:
    """Give an application back with what is missing, each a code, and a term to answer in."""
    candidate = to_decide_on(candidate, by=by, version=version)
    check_reason(ReasonKind.RETURN_ITEM, *codes, on=local_date(at))
    candidate.move_to(S.RETURNED, at=at, answer_by=term("term_return", local_date(at)))
    MissingItem.objects.bulk_create(
        [MissingItem(candidate=candidate, code=code, asked_at=at) for code in sorted(set(codes))]
    )
    record("application_returned", candidate, at=at)
    tell_about(
        candidate,
        "application_returned",
        [candidate.caseworker_id],
        at=at,
        act_by=candidate.answer_by,
    )
    return candidate


@transaction.atomic
def reject(
    *, candidate: Candidate, code: str, by: Actor, at: datetime, version: int | None = None
) -> Candidate:
    """Refuse an application with a reason; somebody else may reconsider it."""
    candidate = to_decide_on(candidate, by=by, version=version)
    check_reason(ReasonKind.REJECTION, code, on=local_date(at))
    candidate.move_to(S.REJECTED, at=at, code=code, answer_by=None)
    record("application_rejected", candidate, at=at, code=code)
    tell_about(candidate, "application_rejected", [candidate.caseworker_id], at=at)
    return candidate


@transaction.atomic
def reconsider(*, candidate: Candidate, by: Actor, at: datetime) -> Candidate:
    """Take up a rejected application again: by a coordinator, not the one who rejected it."""
    candidate = locked(candidate, by=by)
    _refuse_who_rejected(candidate, by)
    _refuse_unguided(candidate)
    candidate.move_to(
        S.SUBMITTED,
        at=at,
        answer_by=term("term_admission", local_date(at)),
        asked_again_at=None,
    )
    record("application_reconsidered", candidate, at=at)
    tell_about(candidate, "application_submitted", who_may_decide(candidate, at=at), at=at)
    return candidate


def to_decide_on(candidate: Candidate, *, by: Actor, version: int | None = None) -> Candidate:
    """Lock what a coordinator decides on, unless it is their own or has changed since."""
    candidate = locked(candidate, by=by)
    if version is not None:
        candidate.check_version(version, theirs={})
    if candidate.status == S.SUBMITTED:
        _refuse_who_rejected(candidate, by)
    if Candidate.objects.nominated_by(by.user_id).filter(pk=candidate.pk).exists():
        raise OwnCandidate(
            _(
                "You nominated this candidate, so you cannot decide on the application. "
                "Another coordinator has to do it."
            )
        )
    return candidate


def _refuse_unguided(candidate: Candidate) -> None:
    """Nobody goes on from here without guidance. The database holds it too."""
    if set(candidate.guidance.values_list("status", flat=True)) == {GUIDANCE_ENDED}:
        raise Refused(
            _(
                "Guidance of this case has ended, so it is not looked at again. The care party can "
                "enter the candidate anew."
            )
        )


def _refuse_who_rejected(candidate: Candidate, by: Actor) -> None:
    if candidate.rejected_by is not None and candidate.rejected_by.user_id == by.user_id:
        raise OwnCandidate(
            _(
                "You rejected this application yourself, so you do not decide on it again. "
                "Ask the other coordinator to look at it."
            )
        )
