"""Narrows the looks that ``visible_to`` has already made safe."""

from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import Any

from django import forms
from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.office import is_the_office
from pact.audit.models import Look, Outcome
from pact.common.fields import DutchDateField, ReferenceField
from placements.candidates.models import Candidate

REFUSED = Outcome.REFUSED.value
LATELY = timedelta(days=30)
MOST_LISTED = 500


class LooksFilter(forms.Form):
    reference = ReferenceField(label=_("Reference"), required=False)
    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Who looked"),
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
        ours = Membership.objects.filter(party_id=reader.party_id)
        all_for_the_office = Membership.objects.filter(is_the_office(reader.party_id))
        self.fields["member"].queryset = ours | all_for_the_office
        # Asked for twice when something was chosen, and read once.
        self.fields["member"].choices = cache(partial(_members, ours, all_for_the_office))

    @property
    def is_about_refusals(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["only"] == REFUSED

    @property
    def counted_since(self) -> date:
        """From which day refusals are counted: the one asked for, or a month before the last."""
        last = self.cleaned_data["to_day"] or timezone.localdate()
        return self.cleaned_data["from_day"] or last - LATELY

    def narrow(self, looks: QuerySet[Look]) -> QuerySet[Look]:
        """Only the looks asked for; an answer that could not be read narrows to nothing."""
        if not self.is_bound:
            return looks
        if not self.is_valid():
            return looks.none()
        asked = self.cleaned_data
        if asked["reference"]:
            case = Candidate.objects.visible_to(self.reader).filter(reference=asked["reference"])
            looks = looks.filter(candidate_id=Subquery(case.values("pk")[:1]))
        if asked["member"]:
            looks = looks.filter(membership_id=asked["member"].pk)
        if asked["only"]:
            looks = looks.filter(outcome=asked["only"])
        if asked["from_day"]:
            looks = looks.filter(at__gte=midnight(asked["from_day"]))
        if asked["to_day"]:
            looks = looks.filter(at__lt=midnight(asked["to_day"] + timedelta(days=1)))
        return looks


def _members(*parts: QuerySet[Membership]) -> list[tuple[object, object]]:
    """The first by name, as many as a list can hold; of others a line of the log leads to theirs."""
    shown = [
        part.order_by("user__name", "pk").values_list("public_id", "user__name", "party__name")
        for part in parts
    ]
    first, *others = [rows[:MOST_LISTED] for rows in shown]
    found = sorted(first.union(*others), key=lambda member: member[1])
    return [("", _("Everybody")), *((pk, f"{name} ({party})") for pk, name, party in found)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
