"""An application that somebody changes, locked; and what may not be changed in it any more."""

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.common.refusals import Refused
from placements.candidates.application import missing_from
from placements.candidates.models import Candidate
from placements.candidates.person import Gap
from placements.candidates.states import CLOSED
from placements.candidates.states import CandidateStatus as S

UNSUBMITTED = (S.DRAFT, S.RETURNED)
"""Its caseworker has it in hand, and nobody decides or looks for a home yet."""


class Incomplete(Refused):
    """An application that others already look at may not lose an answer they need."""


def locked(candidate: Candidate, *, by: Actor) -> Candidate:
    """The application as it is now, for whoever may change it."""
    visible = Candidate.objects.visible_to(by)
    if by.is_a(Role.CASEWORKER):
        visible = visible.handled_by(by)
    return visible.select_for_update(of=["self"]).get(pk=candidate.pk)


def refuse_what_is_closed(candidate: Candidate) -> None:
    if candidate.status in CLOSED:
        raise Refused(
            _("This application is “%(status)s”, so its answers stay as they are.")
            % {"status": candidate.get_status_display()}
        )


def refuse_what_is_incomplete(candidate: Candidate) -> None:
    if gaps := missing_from(candidate):
        raise Incomplete(
            _("This application cannot be submitted yet. Still missing: %(gaps)s. Fill these in.")
            % {"gaps": ", ".join(gap.words.lower() for gap in gaps)}
        )


def refuse_gaps_for_others(candidate: Candidate, gaps: list[Gap]) -> None:
    if gaps and candidate.status not in UNSUBMITTED:
        raise Incomplete(
            _(
                "Others already work with this application, so these answers cannot be empty: "
                "%(gaps)s. Fill them in and save again."
            )
            % {"gaps": ", ".join(gap.words.lower() for gap in gaps)}
        )
