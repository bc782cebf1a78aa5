"""Who may introduce where: a party that was given the area, or else the care party itself."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.accounts.staying import is_there_to_stay
from pact.agreement.ends import hold_party
from placements.candidates.models import AvoidedDistrict, Candidate
from placements.introductions.models import Introduction
from placements.introductions.newhome import area_lived_in
from placements.introductions.states import OPEN


def parties_of_areas(on: date) -> dict[int, set[int]]:
    """For each area, the parties that introduce there; an area without any is not in it.

    A party of which the end is on record begins nothing new.
    """
    parties: dict[int, set[int]] = {}
    for area, party in _given(on).values_list("area_id", "party_id"):
        parties.setdefault(area, set()).add(party)
    return parties


def _given(on: date):
    return AreaWork.objects.on(on).filter(party__ended_on=None)


def introducers(areas: Iterable[IntroductionArea], candidate: Candidate, on: date):
    """The memberships that may introduce this candidate in one of these areas."""
    given = parties_of_areas(on)
    wanted = [given.get(area.pk) for area in areas]
    parties = set().union(*filter(None, wanted))
    who = Q(role=Role.NEIGHBOURHOOD_WORKER, party_id__in=parties)
    if not all(wanted):
        who |= Q(role=Role.CASEWORKER, party_id=candidate.care_party_id)
    return Membership.objects.open(on).filter(who).select_related("party", "user")


def successors(introduction: Introduction, on: date):
    """The memberships that may go on with an introduction, or meet who moved in their home.

    After the move the areas may be drawn anew: then it is who introduces where the home is now, or
    somebody else of the same party.
    """
    candidate = introduction.candidate
    if introduction.status in OPEN:
        return introducers([introduction.area], candidate, on)
    area = area_lived_in(candidate, on) or introduction.area
    same_party = Membership.objects.open(on).of(Role.NEIGHBOURHOOD_WORKER)
    same_party = same_party.filter(party_id=introduction.party_id).select_related("party", "user")
    return introducers([area], candidate, on) | same_party


def may_introduce(
    worker: Membership, *, area: IntroductionArea, candidate: Candidate, on: date
) -> bool:
    hold_party(worker.party_id)
    return is_there_to_stay(introducers([area], candidate, on), worker.pk)


def may_go_on(introduction: Introduction, worker: Membership, *, on: date) -> bool:
    """Whether somebody may meet who moved in their home."""
    hold_party(worker.party_id)
    return is_there_to_stay(successors(introduction, on), worker.pk)


def areas_without_introducer(on: date):
    """Where the care party has to do it itself: a gap that the coordinator sees."""
    covered = _given(on).values("area")
    return IntroductionArea.objects.on(on).exclude(pk__in=covered)


def is_to_be_avoided(area: IntroductionArea, candidate: Candidate, on: date) -> bool:
    """Whether the candidate must not live anywhere in an area. Why is nobody's business."""
    districts = set(
        AreaDistrict.objects.on(on).filter(area=area).values_list("district", flat=True)
    )
    avoided = AvoidedDistrict.objects.filter(candidate=candidate, district__in=districts)
    return bool(districts) and avoided.count() == len(districts)
