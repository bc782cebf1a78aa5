"""Proposing holds a dwelling, a candidate and a place, and asks three answers at once."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import Place
from municipalities.models.areas import area_of
from municipalities.places import counting_year, lock_free_place
from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason, norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.dwellings.actions import reserve
from placements.dwellings.models import Dwelling
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN
from placements.proposals import news
from placements.proposals.actions.answerable import locked_proposed
from placements.proposals.actions.letting import check_may_let
from placements.proposals.models import Placement, Question
from placements.proposals.states import LIVE
from placements.proposals.terms import OF_THE_CORPORATION, SIDE_BY_SIDE, due_dates, who_answers


@transaction.atomic
def propose(
    *,
    candidate: Candidate,
    dwelling: Dwelling,
    agent: Membership,
    starts_on: date,
    by: Actor,
    at: datetime,
    rank: int | None = None,
    choice_code: str = "",
    facts: list | None = None,
) -> Placement:
    """Propose a candidate for a dwelling, and hold both with a place of the year it would start in.

    Choosing another than the first who fits needs ``choice_code``. ``facts`` is what the table
    showed. Refuses with ``CapReached`` when the year has no place left.
    """
    check_may_let(agent, dwelling.corporation_id, at=at)
    if rank is not None and rank > 1 and not choice_code:
        raise Refused(_("Somebody else fits better. Choose why you propose this candidate."))
    if choice_code:
        check_reason(ReasonKind.OTHER_CANDIDATE, choice_code, on=local_date(at))
    place = lock_free_place(year=counting_year(starts_on), municipality_id=dwelling.municipality_id)
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _check_free(candidate)
    _check_safe(candidate, dwelling)
    reserve(dwelling, at=at)
    placement = _hold(
        candidate,
        dwelling,
        place,
        at=at,
        agent=agent,
        proposed_by_id=by.membership_id,
        expected_on=starts_on,
        rank=rank,
        choice_code=choice_code,
        facts=facts or [],
    )
    ask(placement, kinds=SIDE_BY_SIDE, answer_by=dwelling.answer_by, at=at)
    record("propose", placement, at=at, code=choice_code)
    news.announce(placement, at=at)
    return placement


def _hold(
    candidate: Candidate, dwelling: Dwelling, place: Place, *, at: datetime, **chosen: object
) -> Placement:
    """Write the placement, with what is repeated of candidate, dwelling and place."""
    introduction = _introduction(candidate, dwelling, on=local_date(at))
    return Placement.objects.create(
        candidate=candidate,
        care_party_id=candidate.care_party_id,
        caseworker_id=candidate.caseworker_id,
        dwelling=dwelling,
        corporation_id=dwelling.corporation_id,
        municipality_id=dwelling.municipality_id,
        place=place,
        year_id=place.year_id,
        holder=place.holder,
        worker_id=introduction.worker_id if introduction else None,
        introduced_since=introduction.first_contact_on if introduction else None,
        status_at=at,
        proposed_at=at,
        **chosen,
    )


def ask(placement: Placement, *, kinds: list, answer_by: date, at: datetime) -> None:
    """Ask these answers, each of the party whose it is, and tell whoever has to give it."""
    due = due_dates(kinds, asked_on=local_date(at), answer_by=answer_by)
    Question.objects.bulk_create(
        Question(
            placement=placement,
            kind=kind,
            party_id=placement.corporation_id
            if kind in OF_THE_CORPORATION
            else placement.care_party_id,
            asked_at=at,
            due_on=due[kind],
        )
        for kind in kinds
    )
    for member in sorted({who_answers(placement, kind) for kind in kinds}):
        news.ask(placement, member=member, due_on=min(due.values()), at=at)


@transaction.atomic
def extend_term(
    *, placement: Placement, kind: str, due_on: date, by: Actor, at: datetime
) -> Question:
    """Give an answer more time: as often as was agreed, and not past the corporation's own date."""
    locked = locked_proposed(placement, by=by)
    question = Question.objects.select_for_update().get(placement=placement, kind=kind)
    _check_extendable(question, due_on, last=locked.dwelling.answer_by, today=local_date(at))
    question.due_on, question.times_extended = due_on, question.times_extended + 1
    question.save(update_fields=["due_on", "times_extended"])
    record("extend_term", locked.placement, at=at, fields=[kind])
    with acting_as(by.consequence()):
        news.ask(locked.placement, member=who_answers(locked.placement, kind), due_on=due_on, at=at)
    return question


def _check_extendable(question: Question, due_on: date, *, last: date, today: date) -> None:
    if question.answer is not None:
        raise Refused(_("This answer is already there. Open the page again to see it."))
    if question.times_extended >= norm("term_extensions", local_date(question.asked_at)):
        raise Refused(
            _(
                "This term was extended as often as was agreed. Ring the party, or release the home "
                "and candidate."
            )
        )
    first = max(question.due_on + timedelta(days=1), today)
    words = {"first": day_in_words(first, "j F Y"), "last": day_in_words(last, "j F Y")}
    if first > last:
        raise Refused(
            _(
                "The corporation waits until %(last)s, so no later day is left. Ask it to wait "
                "longer on the page of this placement, or release the home and candidate."
            )
            % words
        )
    if not first <= due_on <= last:
        raise Refused(
            _("Choose a date from %(first)s to %(last)s, the corporation's own date.") % words
        )


def _check_free(candidate: Candidate) -> None:
    if candidate.status != CandidateStatus.ADMITTED:
        raise Refused(
            _("%(reference)s is now “%(status)s” and can't be proposed. Choose another candidate.")
            % {"reference": candidate.reference, "status": candidate.get_status_display()}
        )
    if Placement.objects.filter(candidate=candidate, status__in=LIVE).exists():
        raise Refused(
            _("%(reference)s was proposed for another home a moment ago. Choose another candidate.")
            % {"reference": candidate.reference}
        )


def _check_safe(candidate: Candidate, dwelling: Dwelling) -> None:
    if candidate.avoided.filter(district_id=dwelling.district_id).exists():
        raise Refused(
            _("This household cannot live in this district. Choose another home or candidate.")
        )


def _introduction(candidate: Candidate, dwelling: Dwelling, *, on: date) -> Introduction | None:
    """The introduction of this candidate in the area that contains the home."""
    area = area_of(dwelling.district_id, on)
    introductions = Introduction.objects.filter(candidate=candidate, status__in=OPEN)
    return introductions.filter(area=area).order_by("first_contact_on", "pk").first()
