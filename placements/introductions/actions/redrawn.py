"""A district leaves the area in which somebody is introduced: who has to look at it hears so."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from municipalities.models import AreaDistrict
from pact.accounts.office import coordinators
from pact.outbox.models import Message, MessageState
from placements.introductions.models import Introduction
from placements.introductions.news import tell_of_redrawn_area

A_DAY = timedelta(days=1)


@transaction.atomic
def tell_of_redrawn_areas(*, today: date, at: datetime) -> None:
    """Tell the caseworker and the coordinators once for each day on which districts will leave."""
    for introduction in _not_told(today).select_related("candidate"):
        tell_of_redrawn_area(
            introduction,
            recipients=sorted({introduction.caseworker_id, *coordinators(today)}),
            last_day=introduction.last_day,
            today=today,
            at=at,
        )


def _not_told(today: date) -> QuerySet[Introduction]:
    """Open ones that no move precedes, with the last day on which the area is as it is now."""
    leaves = AreaDistrict.objects.filter(area=OuterRef("area"), valid_to__gt=today)
    before = leaves.annotate(last_day=Cast(F("valid_to") - A_DAY, DateField()))
    told = Message.objects.exclude(state=MessageState.DROPPED).filter(
        kind="area_redrawn", object_id=OuterRef("public_id"), act_by=OuterRef("last_day")
    )
    return (
        Introduction.objects.open()
        .annotate(last_day=Subquery(before.order_by("valid_to").values("last_day")[:1]))
        .exclude(last_day=None)
        .exclude(move_on__lte=F("last_day"))
        .exclude(Exists(told))
    )
