"""A guidance track as a whole: it opens, gets its dates, goes on for longer, ends."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.agreement.models import Reason, ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from pact.outbox.queue import About, drop, tell
from placements.candidates.actions import mark_submitted
from placements.candidates.models import Candidate, Uitstromer
from placements.candidates.states import BEFORE_A_HOME, DECEASED, CandidateStatus
from placements.guidance.actions.locks import lock_running, running
from placements.guidance.actions.moments import drop_open_moments, plan_again
from placements.guidance.actions.people import check_coach, transfer
from placements.guidance.actions.takeovers import close_takeover
from placements.guidance.models import Guidance, Responsibility
from placements.guidance.plan import plan_from
from placements.guidance.states import CASE_CLOSED, GuidanceStatus


class CaseGoesOn(Refused):
    """Before there is a home, nobody of a case in hand goes without guidance."""


class TooEarly(Refused):
    """Guidance runs for the agreed time, unless somebody decides otherwise with a reason."""


@transaction.atomic
def submit_application(
    *,
    candidate: Candidate,
    by: Actor,
    at: datetime,
    coach: Membership | None = None,
    coaches: Mapping[int, Membership] | None = None,
    has_rung: bool = False,
) -> list[Guidance]:
    """Submit an application; guidance of everybody in it opens that same day, by a named person (P4).

    ``coaches`` says by whom, by the number of the person; who is not in it is guided by ``coach``,
    or else by the caseworker. ``has_rung``: the coordinator, about somebody entered already.
    """
    candidate = mark_submitted(candidate=candidate, by=by, at=at, has_rung=has_rung)
    people = Uitstromer.objects.filter(candidate=candidate).select_related("guidance")
    return [
        _opened(candidate, person, (coaches or {}).get(person.number, coach), by=by, at=at)
        for person in people.order_by("number")
    ]


@transaction.atomic
def schedule(
    *,
    guidance: Guidance,
    moved_on: date,
    by: Actor,
    at: datetime,
    held_after: date | None = None,
) -> Guidance:
    """Plan the contact moments from a day of moving; another day moves those still to come.

    ``moved_on`` is the start of the lease or the move, whichever is later. Until ``held_after`` they
    lived elsewhere, and were met there. It is a consequence of what another party confirmed, so it
    does not ask whose track this is.
    """
    plan = plan_from(moved_on)
    with acting_as(by.consequence()):
        guidance = running(Guidance.objects.select_for_update().get(pk=guidance.pk))
        moved_before = guidance.moved_on
        longer = guidance.extended_until and guidance.extended_until > plan.runs_until
        guidance.save_with(
            moved_on=moved_on,
            runs_until=plan.runs_until,
            extended_until=guidance.extended_until if longer else None,
        )
        plan_again(guidance, plan.moments, moved_before=moved_before, held_after=held_after, at=at)
        record("guidance_scheduled", guidance, at=at)
    return guidance


@transaction.atomic
def unschedule(*, guidance: Guidance, by: Actor, at: datetime) -> Guidance:
    """Nobody lives there after all, or any more: what was planned from the day of moving is dropped.

    That somebody decided on a longer time stays, until what is planned next is longer.
    """
    with acting_as(by.consequence()):
        guidance = Guidance.objects.select_for_update().get(pk=guidance.pk)
        drop_open_moments(guidance, at=at, from_norm=True)
        guidance.save_with(moved_on=None, runs_until=None)
        record("guidance_unscheduled", guidance, at=at)
    return guidance


@transaction.atomic
def extend(*, guidance: Guidance, code: str, until: date, by: Actor, at: datetime) -> Guidance:
    """Let guidance go on after the agreed time: two years is the least, not the end.

    A day that was typed wrongly may come nearer again, to the agreed time and no further.
    """
    guidance = lock_running(guidance, by=by)
    check_reason(ReasonKind.GUIDANCE_EXTENSION, code, on=local_date(at))
    if guidance.runs_until is None:
        raise Refused(
            _("Guidance has no last day yet, because nobody has moved. There is nothing to extend.")
        )
    last_day = guidance.planned_until
    if until == last_day or until < guidance.runs_until:
        first = max(guidance.runs_until, min(until, last_day))
        raise Refused(
            _("Guidance already runs until %(day)s. Choose a later day.")
            % {"day": day_in_words(first)}
        )
    guidance.save_with(extended_until=until if until > guidance.runs_until else None)
    is_longer = until > last_day
    record("guidance_extended" if is_longer else "guidance_shortened", guidance, at=at, code=code)
    return guidance


@transaction.atomic
def end_guidance(*, guidance: Guidance, code: str, by: Actor, at: datetime) -> Guidance:
    """End guidance by a decision with a reason. From this day on nobody is reminded of anything.

    The end of a lease or of an application ends guidance too, by somebody whose track it is not;
    so whose it is, is asked by the page and not here.
    """
    check_reason(ReasonKind.GUIDANCE_END, code, on=local_date(at))
    if code != DECEASED:
        check_somebody_is_guided(guidance, by=by)
    guidance = _end(guidance, code=code, by=by, at=at)
    with acting_as(by.consequence()):
        if not Guidance.objects.running().filter(candidate=guidance.candidate_id).exists():
            _nobody_waits(guidance.candidate, by=by, at=at)
    return guidance


def _nobody_waits(case: Candidate, *, by: Actor, at: datetime) -> None:
    """Nobody of a case is guided any more: nobody takes it over, or looks at its rejection again."""
    close_takeover(case, by=by, at=at)
    case = Candidate.objects.select_for_update(of=["self"]).get(pk=case.pk)
    if case.status == CandidateStatus.REJECTED and case.asked_again_at is not None:
        case.save_with(asked_again_at=None, answer_by=None)
        drop(case.public_id)


def is_last_before_a_home(guidance: Guidance, *, by: Actor) -> bool:
    """Whether a case that waits for a home would go on without anybody who is guided."""
    with acting_as(by.consequence()):
        case = Candidate.objects.select_for_update().get(pk=guidance.candidate_id)
        others = Guidance.objects.running().filter(candidate=case).exclude(pk=guidance.pk)
        return case.status in BEFORE_A_HOME and not others.exists()


def check_somebody_is_guided(guidance: Guidance, *, by: Actor) -> None:
    if guidance.status == GuidanceStatus.RUNNING and is_last_before_a_home(guidance, by=by):
        raise CaseGoesOn(
            _(
                "This application is in hand and nobody else of it is guided. Withdraw the "
                "application on the page of the candidate; guidance ends along with it."
            )
        )


def _end(guidance: Guidance, *, code: str, by: Actor, at: datetime) -> Guidance:
    with acting_as(by.consequence()):
        guidance = running(Guidance.objects.select_for_update().get(pk=guidance.pk))
        ended_on = local_date(at)
        _check_time_is_up(guidance, code, ended_on)
        drop_open_moments(guidance, at=at)
        drop(guidance.public_id)
        # Until and not on this date: the last person is responsible on the last day too.
        guidance.responsibilities.filter(to_day=None).update(to_day=ended_on + timedelta(days=1))
        guidance.move_to(GuidanceStatus.ENDED, at=at, code=code, ended_on=ended_on)
        record("guidance_ended", guidance, at=at, code=code)
        _tell_who_guided(guidance, by=by, at=at)
    return guidance


def _tell_who_guided(guidance: Guidance, *, by: Actor, at: datetime) -> None:
    """Whose case it is did it themselves, or hears what ended it."""
    coach = guidance.responsible_id
    if coach not in {guidance.caseworker_id, by.membership_id}:
        tell(
            "guidance_ended",
            about=About("guidance", guidance.public_id, guidance.candidate.reference),
            path=reverse("guidance:track", args=[guidance.public_id]),
            recipients=[coach],
            due_on=local_date(at),
            at=at,
        )


@transaction.atomic
def end_all_guidance(*, candidate: Candidate, code: str, by: Actor, at: datetime) -> None:
    """End every track of a household. That somebody of more people died does not tell who."""
    with acting_as(by.consequence()):
        running = list(Guidance.objects.running().filter(candidate=candidate).order_by("pk"))
        for guidance in running:
            _end(guidance, code=end_of_all(code, len(running)), by=by, at=at)
        close_takeover(candidate, by=by, at=at)


def end_of_all(code: str, number: int) -> str:
    """That somebody of more people died does not tell who."""
    return CASE_CLOSED if code == DECEASED and number > 1 else code


def _opened(
    candidate: Candidate,
    person: Uitstromer,
    coach: Membership | None,
    *,
    by: Actor,
    at: datetime,
) -> Guidance:
    """A person's track: a new one, or the one there is, by the coach who was chosen now."""
    if not hasattr(person, "guidance"):
        return _open(candidate, person, coach or candidate.caseworker, at=at)
    track = person.guidance
    if coach is None or coach.pk == track.responsible_id or track.status == GuidanceStatus.ENDED:
        return track
    return transfer(guidance=track, to=coach, by=by, at=at)


def _open(candidate: Candidate, person: Uitstromer, coach: Membership, *, at: datetime) -> Guidance:
    check_coach(coach, candidate.care_party_id, at)
    today = local_date(at)
    guidance = Guidance.objects.create(
        uitstromer=person,
        candidate=candidate,
        caseworker_id=candidate.caseworker_id,
        care_party_id=candidate.care_party_id,
        responsible=coach,
        status_at=at,
        opened_on=today,
    )
    Responsibility.objects.create(guidance=guidance, member=coach, from_day=today)
    record("guidance_opened", guidance, at=at)
    return guidance


def early_ends() -> QuerySet[Reason]:
    """With these guidance may end before the two years are over; with any other it may not."""
    return Reason.objects.filter(kind=ReasonKind.GUIDANCE_END, ends_early=True)


def _check_time_is_up(guidance: Guidance, code: str, today: date) -> None:
    if early_ends().filter(code=code).exists():
        return
    if guidance.runs_until is None:
        raise TooEarly(
            _("Nobody has moved yet, so guidance goes on. To end it now, choose a reason to stop.")
        )
    last_day = guidance.planned_until
    if today < last_day:
        raise TooEarly(
            _(
                "Guidance runs until %(day)s at least. "
                "To end it earlier, choose that it was decided, or wait until that day."
            )
            % {"day": day_in_words(last_day)}
        )
