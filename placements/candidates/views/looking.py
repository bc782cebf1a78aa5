"""The list of candidates, and one candidate's file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pact.access.actor import Actor
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.office import other_coordinators
from pact.accounts.roles import Role
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from pact.common.keyset import page_of
from placements.candidates.application import AVOIDED, LABELS, people_in
from placements.candidates.disclosure import list_row, shown, to_show
from placements.candidates.filters import OWN, CandidateFilter
from placements.candidates.forms import GROUPS
from placements.candidates.household import listed
from placements.candidates.models import Candidate
from placements.candidates.person_form import (
    THE_GUIDANCE,
    THE_PERSON,
    WHO_READS_OTHERS,
    Person,
    Rows,
)
from placements.candidates.readers import CaseworkerView, CoordinatorView, Head, PersonFile
from placements.candidates.states import CLOSED, DECEASED, GUIDANCE_ENDED
from placements.candidates.states import CandidateStatus as S

LIST = "placements/candidates/list.html"


@require_safe
@needs(Permission.CANDIDATE_READ)
def candidate_list(request: Request) -> HttpResponse:
    """A caseworker's own cases or the party's; the coordinator's everything but drafts."""
    narrowed = _narrowed(request)
    is_right = narrowed.form.is_valid() or not narrowed.is_bound
    found = narrowed.qs if is_right else narrowed.queryset.none()
    page = page_of(request, listed(found, request.actor), order=narrowed.order)
    rows = [list_row(candidate, request.actor) for candidate in page.rows]
    looked("candidates:list", at=timezone.now(), rows=len(rows))
    context = {
        "filter": narrowed,
        "rows": rows,
        "page": page,
        "is_narrowed": bool(request.GET),
        "enters": request.actor.is_a(Role.CASEWORKER),
        "decides": request.actor.is_a(Role.COORDINATOR),
    }
    template = page_or_part(request, LIST, "rows")
    return render(request, template, context, status=200 if is_right else UNREADABLE)


def _narrowed(request: Request) -> CandidateFilter:
    """Without a choice a caseworker sees their own cases."""
    visible = Candidate.objects.visible_to(request.actor)
    if request.GET:
        return CandidateFilter({"whose": OWN, **request.GET.dict()}, visible, request=request)
    if request.actor.is_a(Role.CASEWORKER):
        visible = visible.read_by(request.actor)
    return CandidateFilter(None, visible, request=request)


@require_safe
@needs(Permission.CANDIDATE_READ)
def candidate_file(request: Request, public_id: UUID) -> HttpResponse:
    """What this reader may know of a candidate, and what they can do next."""
    visible = Candidate.objects.visible_to(request.actor)
    rows = to_show(visible.and_whether_nominated_by(request.actor.user_id))
    candidate = get_object_or_404(rows, public_id=public_id)
    file = shown(candidate, request.actor)
    looked("candidates:file", candidate, at=timezone.now())
    template = f"placements/candidates/{TEMPLATES[type(file).__name__]}.html"
    context = {
        "file": file,
        # Then nobody there can give the case to another party, so the coordinator does.
        "party_has_ended": candidate.care_party.has_ended(timezone.localdate()),
    }
    deeds = _deeds(file, candidate, request.actor)
    return render(request, template, context | _whole(file) | deeds)


MAY_BE_NOTHING = {"text", AVOIDED}

TEMPLATES = {
    "CaseworkerView": "file",
    "ColleagueView": "who_handles",
    "OfficerView": "who_handles",
    "CoordinatorView": "file_to_decide",
}


def _whole(file: Head) -> dict[str, Any]:
    """The whole file in the order of the form, for whoever filled it in."""
    if not isinstance(file, CaseworkerView):
        return {}
    sections = [
        (_title(title, file), who, _facts(rows, file.answers)) for title, who, rows in GROUPS
    ]
    return {"sections": sections, "others": [_other(person) for person in file.others]}


def _title(title: Promise, file: CaseworkerView) -> Promise | str:
    """The cards of the first person say so, where there are more to tell apart."""
    if file.others and title is THE_PERSON[0]:
        return _("Person %(number)s") % {"number": 1}
    if file.others and title is THE_GUIDANCE[0]:
        return _("The guidance of person %(number)s") % {"number": 1}
    return title


def _other(person: PersonFile) -> dict[str, Any]:
    facts = [
        fact
        for _title, _who, rows in Person.groups_of_fields
        for fact in _facts(rows, person.answers)
    ]
    return {
        "public_id": person.public_id,
        "number": person.number,
        "who": WHO_READS_OTHERS,
        "facts": facts,
        "can_go": person.can_go,
    }


def _facts(rows: Rows, answers: dict[str, str]) -> list[tuple[Promise, str]]:
    """Each answer; nothing noted and nothing to avoid are answers, not things unknown."""
    names = [name for row in rows for name in row]
    if answers.get("children") == "0":
        names = [name for name in names if name != "co_parenting"]
    return [
        (LABELS[name], answers[name] or (_("none") if name in MAY_BE_NOTHING else ""))
        for name in names
    ]


def _deeds(file: Head, candidate: Any, actor: Actor) -> dict[str, Any]:
    """What may be done now, for the buttons. Each deed asks again by itself."""
    if isinstance(file, CoordinatorView):
        why_not = _why_not_you(candidate, actor)
        may = not why_not
        return {
            "can_decide": may and file.status == S.SUBMITTED,
            "can_reconsider": may and file.status == S.REJECTED and _goes_on(candidate),
            "can_go_on": _can_go_on(candidate),
            "can_take_admission_back": file.status == S.ADMITTED and candidate.is_new,
            "why_not": why_not,
            "who_decides": "" if may else _who_else_decides(actor),
        }
    handles = actor.acts_for(candidate.caseworker_id)
    return {
        "can_go_on": handles and _can_go_on(candidate),
        "can_ask_again": handles and candidate.asked_again_at is None and _goes_on(candidate),
        "can_submit": handles and file.status in (S.DRAFT, S.RETURNED),
        "can_edit": handles and file.status not in CLOSED,
        "handles": handles,
    }


def _goes_on(candidate: Any) -> bool:
    """Whether somebody of the case is guided, or was not yet."""
    tracks = {each.guidance.status for each in people_in(candidate) if hasattr(each, "guidance")}
    return tracks != {GUIDANCE_ENDED}


def _can_go_on(candidate: Candidate) -> bool:
    """Whether a withdrawal can be taken back; a draft is simply entered again."""
    was_submitted = candidate.submitted_at is not None
    return candidate.status == S.WITHDRAWN and was_submitted and candidate.status_code != DECEASED


def _why_not_you(candidate: Any, actor: Actor) -> str:
    """Why the decision that it waits for is not this coordinator's, where it is not."""
    if candidate.status not in (S.SUBMITTED, S.REJECTED):
        return ""
    if candidate.is_nominated:
        return _("You nominated this candidate, so you do not decide on the application.")
    rejected_by = candidate.rejected_by
    if rejected_by is not None and rejected_by.user_id == actor.user_id:
        return _("You rejected this application, so you do not decide on it again.")
    return ""


def _who_else_decides(actor: Actor) -> str:
    others = other_coordinators(timezone.localdate(), than=actor.user_id)
    return ", ".join(others) or _("nobody at this moment; ask the administrator")
