"""Proposing holds a dwelling, a candidate and a place, and asks three answers at once."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import Place
from municipalities.models.areas import area_of
from municipalities.places import counting_year, lock_free_place
from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
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
from placements.proposals.actions.asking import ask
from placements.proposals.actions.letting import check_may_let
from placements.proposals.models import Placement
from placements.proposals.states import LIVE
from placements.proposals.terms import SIDE_BY_SIDE


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
    _check_choice(rank, choice_code, on=local_date(at))
    place = lock_free_place(year=counting_year(starts_on), municipality_id=dwelling.municipality_id)
    candidate, dwelling = _locked(candidate, dwelling, today=local_date(at))
    reserve(dwelling, at=at)
    showed = {"rank": rank, "choice_code": choice_code, "facts": facts or []}
    who = {"agent": agent, "proposed_by_id": by.membership_id}
    placement = _hold(candidate, dwelling, place, starts_on=starts_on, at=at, **who, **showed)
    ask(placement, kinds=SIDE_BY_SIDE, answer_by=dwelling.answer_by, at=at)
    record("propose", placement, at=at, code=choice_code)
    news.announce(placement, at=at)
    return placement


def _check_choice(rank: int | None, choice_code: str, *, on: date) -> None:
    if rank is not None and rank > 1 and not choice_code:
        raise Refused(_("Somebody else fits better. Choose why you propose this candidate."))
    if choice_code:
        check_reason(ReasonKind.OTHER_CANDIDATE, choice_code, on=on)


def _locked(candidate: Candidate, dwelling: Dwelling, *, today: date) -> tuple[Candidate, Dwelling]:
    """Both, locked in the order of everybody, and still to be brought together."""
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _check_free(candidate)
    _check_safe(candidate, dwelling)
    _check_whose(dwelling)
    _check_waits(dwelling, today)
    return candidate, dwelling


def _hold(
    candidate: Candidate,
    dwelling: Dwelling,
    place: Place,
    *,
    starts_on: date,
    at: datetime,
    **chosen: object,
) -> Placement:
    """Write the placement, with what is repeated of candidate, dwelling and place."""
    introduction = _introduction(candidate, dwelling, on=starts_on)
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
        expected_on=starts_on,
        introduced_since=introduction.first_contact_on if introduction else None,
        status_at=at,
        proposed_at=at,
        **chosen,
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


def _check_waits(dwelling: Dwelling, today: date) -> None:
    """Past the corporation's own date it would release itself before anybody could answer."""
    if dwelling.answer_by < today:
        raise Refused(
            _(
                "The corporation waited for an answer until %(day)s. Ask it for a later date; then "
                "you can propose somebody for this home."
            )
            % {"day": day_in_words(dwelling.answer_by)}
        )


def _check_whose(dwelling: Dwelling) -> None:
    """An address has one owner: two who offer it would let it twice. The database holds it too."""
    if Dwelling.objects.beside(dwelling).exists():
        raise Refused(
            _(
                "Two corporations offer this address. Ring them first, and give the home back to the "
                "one whose it is not."
            )
        )


def _introduction(candidate: Candidate, dwelling: Dwelling, *, on: date) -> Introduction | None:
    """The introduction of this candidate in the area that contains the home on a day."""
    area = area_of(dwelling.district_id, on)
    introductions = Introduction.objects.filter(candidate=candidate, status__in=OPEN)
    return introductions.filter(area=area).order_by("first_contact_on", "pk").first()
