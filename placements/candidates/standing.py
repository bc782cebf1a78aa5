"""Where an application is on its road, and who has to do something now."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.common.dates import local_date
from pact.common.shown import day_in_words, day_near
from placements.candidates.models import Candidate
from placements.candidates.states import CLOSED
from placements.candidates.states import CandidateStatus as S

PLACED: dict[str, Promise] = {
    "proposed": gettext_lazy("a home has been proposed."),
    "agreed": gettext_lazy("everybody agreed on a home; its lease is to be signed."),
    "leased": gettext_lazy("a lease was signed, and is still to start."),
    "moved_in": gettext_lazy("the lease of a home has started."),
}
"""What a placement says of the case while it lives; one that ended says nothing of now."""


@dataclass(frozen=True)
class RoadStep:
    label: str
    when: str
    state: str


@dataclass(frozen=True)
class Turn:
    """Who is to do what, before when."""

    who: str
    what: str
    late: bool


def road_of(candidate: Candidate) -> list[RoadStep]:
    """Entered, submitted, admitted, housed: what is done, what is now, what is still to come."""
    decided = candidate.status in (S.ADMITTED, S.ON_HOLD, S.HOUSED)
    housed = candidate.status == S.HOUSED
    closed = candidate.status in CLOSED
    whens = [
        (_("Entered"), candidate.created_at),
        (_("Submitted"), candidate.submitted_at),
        (_("Admitted"), candidate.admitted_at if decided or closed else None),
        (_("Housed"), candidate.status_at if housed else None),
    ]
    steps, reached = [], True
    for label, at in whens:
        if at is not None:
            state = "done"
        else:
            state = ("stopped" if closed else "now") if reached else "todo"
            reached = False
        steps.append(RoadStep(label, day_in_words(at, "j M Y"), state))
    return steps


def placed_now(status: str) -> str:
    """How the last placement stands; nothing once it ended."""
    return str(PLACED.get(status, ""))


def turn_of(candidate: Candidate, *, caseworker: str, on: date) -> Turn | None:
    """The next thing to be done before there is a home; later on, other pages say it."""
    late = candidate.answer_by is not None and candidate.answer_by < on
    before = {"day": day_near(candidate.answer_by, "j F", today=on)}
    if candidate.status == S.DRAFT:
        return Turn(caseworker, _("completes the application and submits it."), late=False)
    if candidate.status == S.SUBMITTED:
        what = _("decides on the application, by %(day)s at the latest.") % before
        return Turn(_("the coordinator"), what, late)
    if candidate.status == S.RETURNED:
        what = _("adds what is missing and submits again, by %(day)s at the latest.") % before
        return Turn(caseworker, what, late)
    if candidate.status == S.REJECTED and candidate.asked_again_at is not None:
        asked = {"asked": day_near(local_date(candidate.asked_again_at), "j F", today=on)}
        what = _(
            "looks at the rejection again, as was asked on %(asked)s, by %(day)s at the latest."
        )
        return Turn(_("another coordinator"), what % (before | asked), late)
    return None
