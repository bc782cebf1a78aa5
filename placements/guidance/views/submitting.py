"""Submitting an application to somebody's guidance, unless somebody in it was entered already."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.limits import Limit, TooOften
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.models import Outcome
from pact.audit.record import looked
from pact.common.dates import local_date
from placements.candidates.actions import RingFirst, ask_about_double
from placements.candidates.actions.doubles import QUESTION
from placements.candidates.models import Candidate
from placements.candidates.views.doors import own_case_or_404
from placements.guidance import actions
from placements.guidance.disclosure.tracks import who_submits
from placements.guidance.forms import SubmitApplication
from placements.guidance.models import Guidance
from placements.guidance.views.about import ask_about_case

QUESTIONS = Limit("double", most=10, within=timedelta(hours=1))


@asks
@needs(Permission.CANDIDATE_ENTER)
@once
def application_submit(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    looked("guidance:submit", candidate, at=timezone.now())
    form = SubmitApplication(
        typed(request),
        initial={"to": candidate.caseworker.public_id},
        party_id=candidate.care_party_id,
        today=timezone.localdate(),
        people=who_submits(candidate),
    )
    return ask_about_case(
        request, candidate, _submitting(), form, lambda given: _submit(request, candidate, form)
    )


def _submitting() -> Deed:
    return Deed(
        title=_("Submit this application?"),
        submit=_("Submit"),
        done=_("The application is submitted. The coordinator decides on it."),
        consequences=[
            _("The coordinator reads the application, without name and address, and decides."),
            _("Guidance begins today, by the person you choose here."),
            _("We look whether somebody in it was entered already. Who and where, you do not see."),
        ],
    )


def _submit(request: Request, candidate: Candidate, form: SubmitApplication) -> list[Guidance]:
    who_and_when: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    _count(candidate, **who_and_when)
    is_double = ask_about_double(candidate=candidate, **who_and_when)
    if is_double and not form.has_rung:
        form.ask_whether_rung()
        raise RingFirst(candidate, on=local_date(who_and_when["at"]))
    return actions.submit_application(
        candidate=candidate, coaches=form.coaches(), has_rung=is_double, **who_and_when
    )


def _count(candidate: Candidate, **who_and_when: Any) -> None:
    """A question too many is written down too."""
    try:
        QUESTIONS.count(**who_and_when)
    except TooOften:
        looked(QUESTION, candidate, at=who_and_when["at"], outcome=Outcome.REFUSED)
        raise
