"""A signal about living somewhere: a fact, the view of each side on it, and what they agreed.

No text: what happened, how each side sees it and what follows are codes.
"""

from django.db import models
from django.db.models import Q

from pact.accounts.models import Membership
from placements.lifecycle import LifeCycle
from placements.proposals.models import Placement
from placements.signals.querysets import SignalQuerySet
from placements.signals.states import OPEN, STEPS, Side, SignalStatus

NOTHING_DECIDED = Q(decision="", decided_on=None, decided_by=None)


class Signal(LifeCycle):
    """``due_on``: until when the other side's view is waited for."""

    STEPS = STEPS

    status = models.CharField(max_length=10, choices=SignalStatus, default=SignalStatus.GIVEN)
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="signals")
    fact = models.CharField(max_length=40)
    happened_on = models.DateField()
    side = models.CharField(max_length=12, choices=Side)
    given_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    due_on = models.DateField()
    care_view = models.CharField(max_length=40, blank=True)
    corporation_view = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(status=SignalStatus.GIVEN, side=Side.CARE, corporation_view="")
                    & ~Q(care_view="")
                    & NOTHING_DECIDED
                )
                | (
                    Q(status=SignalStatus.GIVEN, side=Side.CORPORATION, care_view="")
                    & ~Q(corporation_view="")
                    & NOTHING_DECIDED
                )
                | (
                    Q(status=SignalStatus.SEEN)
                    & ~Q(care_view="")
                    & ~Q(corporation_view="")
                    & NOTHING_DECIDED
                )
                | (
                    Q(status=SignalStatus.DECIDED)
                    & Q(decided_on__isnull=False, decided_by__isnull=False)
                    & ~Q(care_view="")
                    & ~Q(corporation_view="")
                    & ~Q(decision="")
                ),
                name="both_look_before_they_decide",
            ),
            models.UniqueConstraint(
                "placement", "fact", condition=Q(status__in=OPEN), name="one_open_signal_of_a_fact"
            ),
        ]
