"""Narrows the looks that ``visible_to`` has already made safe."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.office import is_the_office
from pact.audit.models import Look, Outcome
from pact.common.fields import DutchDateField, ReferenceField
from placements.candidates.models import Candidate

REFUSED = Outcome.REFUSED.value


class LooksFilter(forms.Form):
    reference = ReferenceField(label=_("Reference"), required=False)
    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Who looked"),
        empty_label=_("Everybody"),
        to_field_name="public_id",
        required=False,
    )
    only = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("Everything")), (REFUSED, _("Refused only"))],
        required=False,
    )
    from_day = DutchDateField(label=_("From"), required=False)
    to_day = DutchDateField(label=_("To and including"), required=False)

    def __init__(self, *args: Any, reader: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        ours = Membership.objects.select_related("user", "party")
        members = ours.filter(party_id=reader.party_id) | ours.filter(
            is_the_office(reader.party_id)
        )
        self.fields["member"].queryset = members.order_by("user__name", "pk")

    @property
    def is_about_refusals(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["only"] == REFUSED

    def narrow(self, looks: QuerySet[Look]) -> QuerySet[Look]:
        """Only the looks asked for; an answer that could not be read narrows to nothing."""
        if not self.is_bound:
            return looks
        if not self.is_valid():
            return looks.none()
        asked = self.cleaned_data
        if asked["reference"]:
            cases = Candidate.objects.visible_to(self.reader).filter(reference=asked["reference"])
            looks = looks.filter(candidate_id__in=cases.values("pk"))
        if asked["member"]:
            looks = looks.filter(membership_id=asked["member"].pk)
        if asked["only"]:
            looks = looks.filter(outcome=asked["only"])
        if asked["from_day"]:
            looks = looks.filter(at__gte=_midnight(asked["from_day"]))
        if asked["to_day"]:
            looks = looks.filter(at__lt=_midnight(asked["to_day"] + timedelta(days=1)))
        return looks


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
