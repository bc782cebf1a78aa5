"""A withdrawal or an admission that was pressed by mistake: undone by a step, and nothing is wiped out."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.office import coordinators
from pact.accounts.roles import Role
from pact.accounts.staying import is_there_to_stay
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.models import Step
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.actions.deciding import to_decide_on
from placements.candidates.actions.locks import locked
from placements.candidates.actions.news import tell_about, term
from placements.candidates.doubles import or_else
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.guidance.actions import DECEASED, resume_all
from placements.guidance.models import Guidance

SOMETHING_CAME_OF_IT = "Something came of this admission"


class GoesOnElsewhere(Refused):
    """Somebody in it has another application by now, and nobody has two."""


@transaction.atomic
def take_withdrawal_back(*, candidate: Candidate, code: str, by: Actor, at: datetime) -> Candidate:
    """A case goes on as it was before somebody withdrew it, with its waiting time and guidance.

    What was released is not held again: a home is proposed anew, an introduction taken up again.
    """
    candidate = locked(candidate, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    _check_may_go_on(candidate, at=at)
    withdrawal, before = _withdrawal_of(candidate)
    with acting_as(by.consequence()):
        tracks = _go_on(candidate, withdrawal, before, code=code, by=by, at=at)
    record("take_withdrawal_back", candidate, at=at, code=code)
    told = {candidate.caseworker_id, *(track.responsible_id for track in tracks)}
    told |= set(coordinators(local_date(at)))
    tell_about(candidate, "withdrawal_taken_back", sorted(told), at=at)
    return candidate


@transaction.atomic
def take_admission_back(*, candidate: Candidate, code: str, by: Actor, at: datetime) -> Candidate:
    """An application waits for a decision again, as long as nothing came of the admission."""
    candidate = to_decide_on(candidate, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    try:
        with transaction.atomic():
            candidate.move_to(
                CandidateStatus.SUBMITTED,
                at=at,
                code=code,
                admitted_at=None,
                admitted_by=None,
                waiting_since=None,
                days_on_hold=0,
                answer_by=term("term_admission", local_date(at)),
            )
    except IntegrityError as error:
        if SOMETHING_CAME_OF_IT not in str(error):
            raise
        raise Refused(
            _(
                "An introduction, an exception or a proposal came of this admission, so it stays. "
                "Ring the care party: they can put the case on hold or withdraw it."
            )
        ) from error
    record("take_admission_back", candidate, at=at, code=code)
    tell_about(candidate, "admission_taken_back", [candidate.caseworker_id], at=at)
    return candidate


def _withdrawal_of(candidate: Candidate) -> tuple[Step, Step | None]:
    """The step to take back, and the one that had led to the status of before it.

    Retention cuts the link to the person, and then there is nobody to go on with.
    """
    steps = Step.objects.filter(kind="candidate", candidate_id=candidate.pk).order_by("-at", "-pk")
    withdrawal = steps.filter(becomes=CandidateStatus.WITHDRAWN).first()
    if withdrawal is None or withdrawal.was == CandidateStatus.DRAFT:
        raise Refused(_("There is nothing to go back to. Enter the candidate again."))
    led_to = steps.filter(becomes=withdrawal.was, pk__lt=withdrawal.pk)
    return withdrawal, led_to.exclude(was=CandidateStatus.WITHDRAWN).first()


def _go_on(
    candidate: Candidate,
    withdrawal: Step,
    before: Step | None,
    *,
    code: str,
    by: Actor,
    at: datetime,
) -> list[Guidance]:
    """Back to the status of before, with its own reason; on hold since the day on which it was."""
    closed_at, held_since = candidate.status_at, None
    if withdrawal.was == CandidateStatus.ON_HOLD:
        # What happened at a party that gave the case away is not this reader's to see.
        held_since = local_date((before or withdrawal).at)
    with or_else(_refusal):
        candidate.move_to(withdrawal.was, at=at, code=code, held_since=held_since)
    candidate.save_with(status_code=before.code if before else "")
    return resume_all(candidate=candidate, ended_at=closed_at, code=code, by=by, at=at)


def _refusal() -> Refused:
    return GoesOnElsewhere(
        _(
            "Somebody in this application has another one by now that goes on, so this one stays "
            "withdrawn. Ring the coordinator if that cannot be right."
        )
    )


def _check_may_go_on(candidate: Candidate, *, at: datetime) -> None:
    if candidate.status != CandidateStatus.WITHDRAWN:
        raise Refused(
            _("This application is “%(status)s”, so there is no withdrawal to take back.")
            % {"status": candidate.get_status_display()}
        )
    if candidate.status_code == DECEASED:
        raise Refused(_("This application ended because somebody died, so it stays withdrawn."))
    here = Membership.objects.open(local_date(at)).of(Role.CASEWORKER)
    colleagues = here.filter(party_id=candidate.care_party_id)
    if not is_there_to_stay(colleagues, candidate.caseworker_id):
        raise Refused(
            _("Whoever handled this case no longer works there. Enter the candidate again.")
        )
