"""Narrows a list of candidates that ``visible_to`` has already made safe."""

import django_filters as df
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import IntroductionArea
from pact.accounts.roles import Role
from placements.candidates.models import Candidate
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.states import CandidateStatus

OWN, PARTY = "own", "party"
WAITING = {CandidateStatus.ADMITTED, CandidateStatus.ON_HOLD}


class CandidateFilter(df.FilterSet):
    """By status and wished area; a caseworker also chooses between their own and the party's."""

    status = df.ChoiceFilter(
        label=_("Status"), choices=CandidateStatus.choices, empty_label=_("All")
    )
    area = df.ChoiceFilter(label=_("Area wished for"), method="wish_for", empty_label=_("All"))
    whose = df.ChoiceFilter(
        label=_("Whose"),
        choices=[(OWN, _("Only mine")), (PARTY, _("All of my party"))],
        method="narrow_to",
        empty_label=None,
    )

    class Meta:
        model = Candidate
        fields = ["whose", "status", "area"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.request.actor.is_a(Role.CASEWORKER):
            del self.filters["whose"]
        if self.request.actor.is_a(Role.PRIVACY_OFFICER):
            del self.filters["area"]
        else:
            # Read once: to check what was chosen as well as to show what there is.
            self.filters["area"].extra["choices"] = [
                (area.pk, area.name) for area in IntroductionArea.objects.on(timezone.localdate())
            ]

    def narrow_to(self, queryset: CandidateQuerySet, _name: str, whose: str) -> CandidateQuerySet:
        return queryset.read_by(self.request.actor) if whose == OWN else queryset

    def wish_for(self, queryset: CandidateQuerySet, _name: str, area: str) -> CandidateQuerySet:
        return queryset.wishing_for(int(area))

    @property
    def order(self) -> tuple[str, ...]:
        """Who waits longest first, where everybody in the list waits; else the newest first."""
        waits = self.form.is_valid() and self.form.cleaned_data.get("status") in WAITING
        return ("waiting_since", "pk") if waits else ("-pk",)
