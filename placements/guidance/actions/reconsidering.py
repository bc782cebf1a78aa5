"""The care party asks to look at a rejected application again: once, while somebody is guided."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.actions.locks import locked
from placements.candidates.actions.news import tell_about, term, who_may_decide
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.guidance.models import Guidance


@transaction.atomic
def ask_reconsideration(*, candidate: Candidate, by: Actor, at: datetime) -> Candidate:
    """Ask the coordinators who did not reject it; the term of an admission runs again."""
    candidate = locked(candidate, by=by)
    _check_may_ask(candidate)
    candidate.save_with(asked_again_at=at, answer_by=term("term_admission", local_date(at)))
    record("reconsideration_asked", candidate, at=at)
    tell_about(candidate, "reconsideration_asked", who_may_decide(candidate, at=at), at=at)
    return candidate


def _check_may_ask(candidate: Candidate) -> None:
    if candidate.status != CandidateStatus.REJECTED:
        raise Refused(
            _("This application is “%(status)s”, so there is no rejection to reconsider.")
            % {"status": candidate.get_status_display()}
        )
    if candidate.asked_again_at is not None:
        raise Refused(
            _("You asked this already. Another coordinator looks at it; you hear of it by mail.")
        )
    if not Guidance.objects.running().filter(candidate=candidate).exists():
        raise Refused(
            _("Guidance of this case has ended. Enter the candidate again for a new application.")
        )
