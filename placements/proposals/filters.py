"""Narrows the list of placements, which ``visible_to`` has already made safe."""

import django_filters as df
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from placements.proposals.models import Placement
from placements.proposals.states import CLOSED, LIVE, PlacementStatus

STAGES = [
    ("live", _("Running")),
    ("closed", _("Closed")),
    *PlacementStatus.choices,
]


class PlacementFilter(df.FilterSet):
    """What runs unless something else is asked for."""

    stage = df.ChoiceFilter(
        label=_("Show"),
        choices=STAGES,
        method="narrow",
        empty_label=_("Everything"),
        error_messages={"invalid_choice": _("This does not exist. Choose one from the list.")},
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def narrow(self, rows: QuerySet[Placement], _name: str, value: str) -> QuerySet[Placement]:
        groups = {"live": LIVE, "closed": CLOSED}
        return rows.filter(status__in=groups.get(value, [value]))
