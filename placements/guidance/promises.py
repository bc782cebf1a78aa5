"""The nightly look at P4: from the submission on, a named person at every moment."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pact.accounts.models import Membership
from placements.candidates.models import Candidate, Uitstromer
from placements.candidates.states import IN_HAND, CandidateStatus
from placements.guidance.actions.tracks import early_ends
from placements.guidance.models import Guidance, Responsibility


def gaps_in_guidance(on: date) -> list[Candidate]:
    """Cases in hand with somebody whom nobody guides, or with a day nobody is named for."""
    gaps = {*_without_a_track(), *_nobody_guided()}
    days: dict[int, list[Responsibility]] = defaultdict(list)
    for turn in Responsibility.objects.filter(guidance__status="running").order_by("from_day"):
        days[turn.guidance_id].append(turn)
    here = set(Membership.objects.open(on).values_list("pk", flat=True))
    for guidance in Guidance.objects.running().select_related("candidate"):
        turns = days[guidance.pk]
        if guidance.responsible_id not in here or not _is_whole(guidance, turns):
            gaps.add(guidance.candidate)
    return sorted(gaps, key=lambda candidate: candidate.pk)


def _without_a_track() -> QuerySet[Candidate]:
    """Somebody of the household never got a track; one that ended, ended by a decision."""
    forgotten = Uitstromer.objects.filter(candidate=OuterRef("pk"), guidance=None)
    nobody = ~Exists(Uitstromer.objects.filter(candidate=OuterRef("pk")))
    in_hand = Candidate.objects.filter(status__in=IN_HAND)
    return in_hand.filter(Exists(forgotten) | nobody)


def _nobody_guided() -> QuerySet[Candidate]:
    """Every track of the household ended before its time, and the case goes on.

    Of somebody who has a home it may end earlier, for a reason that was agreed for it.
    """
    tracks = Guidance.objects.filter(candidate=OuterRef("pk"))
    early = early_ends().values("code")
    lawful = Q(status_code__in=early, candidate__status=CandidateStatus.HOUSED)
    in_order = tracks.filter(Q(ended_on=None) | Q(ended_on__gte=F("runs_until")) | lawful)
    return Candidate.objects.filter(~Exists(in_order), status__in=IN_HAND)


def _is_whole(guidance: Guidance, turns: list[Responsibility]) -> bool:
    """One turn follows on the other, from the first day, and the last is the named person's."""
    if not turns or turns[0].from_day > guidance.opened_on:
        return False
    follows = all(one.to_day == other.from_day for one, other in pairwise(turns))
    last = turns[-1]
    return follows and last.to_day is None and last.member_id == guidance.responsible_id
