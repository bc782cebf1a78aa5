"""A case goes to another care party: what its proposal asks, it asks the new party."""

from datetime import datetime

from django.db import transaction

from pact.access.actor import Actor, acting_as
from placements.guidance.actions import answer_takeover
from placements.guidance.models import Takeover
from placements.guidance.states import TakeoverStatus
from placements.introductions.models import Introduction
from placements.introductions.news import ask_for_introducer
from placements.introductions.states import OPEN
from placements.proposals import news
from placements.proposals.models import Question
from placements.proposals.states import PlacementStatus


@transaction.atomic
def take_over(*, takeover: Takeover, accepts: bool, by: Actor, at: datetime) -> Takeover:
    """The receiver's yes or no. With a yes the open answers of the care party are theirs to give."""
    takeover = answer_takeover(takeover=takeover, accepts=accepts, by=by, at=at)
    if takeover.status == TakeoverStatus.ACCEPTED:
        with acting_as(by.consequence()):
            _ask_again(takeover, at=at)
            _ask_who_introduces(takeover, at=at)
    return takeover


def _ask_again(takeover: Takeover, *, at: datetime) -> None:
    """The database gave them the open questions; whoever answers now hears until when."""
    wanted = Question.objects.filter(
        placement__candidate=takeover.candidate_id,
        placement__status=PlacementStatus.PROPOSED,
        party=takeover.to_party_id,
        answer=None,
    )
    first = wanted.select_related("placement").order_by("due_on").first()
    if first is not None:
        news.ask(first.placement, member=takeover.to_id, due_on=first.due_on, at=at)


def _ask_who_introduces(takeover: Takeover, *, at: datetime) -> None:
    """An introduction by the party that gave the case goes on, until the new party names another."""
    theirs = Introduction.objects.filter(
        candidate=takeover.candidate_id, party=takeover.from_party_id, status__in=OPEN
    )
    for introduction in theirs.select_related("candidate"):
        ask_for_introducer(introduction, at=at)
