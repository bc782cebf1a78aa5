"""Reads and checks what is typed about introductions. Saving is the actions' work."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import IntroductionArea
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.common.fields import FROM_A_LIST, DutchDateField, PlainTextField
from placements.candidates.models import Candidate
from placements.introductions.choices import areas_for, reasons_of, successors_for, workers_for
from placements.introductions.models import AskedWhom, ContactKind, Introduction


class PlanIntroduction(forms.Form):
    """Where somebody is introduced, by whom, and when they first meet."""

    area = forms.ModelChoiceField(
        IntroductionArea.objects.none(), label=_("Area"), error_messages=FROM_A_LIST
    )
    worker = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Who introduces"),
        help_text=_("Where no party introduces, somebody of the care party does it."),
        error_messages=FROM_A_LIST,
    )
    planned_on = DutchDateField(label=_("First contact planned on"))

    def __init__(self, *args: Any, candidate: Candidate, on: date, chosen: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        areas, choices = areas_for(candidate, on)
        # Any area for the field, so that one that has just ended gets the action's own sentence.
        self.fields["area"].queryset = IntroductionArea.objects.all()
        self.fields["area"].choices = choices
        self.fields["area"].initial = chosen
        narrowed = [area for area in areas if str(area.pk) == chosen] or areas
        self.fields["worker"].queryset, choices = workers_for(
            areas if self.is_bound else narrowed, candidate, on
        )
        self.fields["worker"].choices = choices


class NameWorker(forms.Form):
    """Somebody else who goes on with an introduction."""

    worker = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who introduces"), error_messages=FROM_A_LIST
    )

    def __init__(self, *args: Any, introduction: Introduction, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset, choices = successors_for(introduction, on)
        self.fields["worker"].choices = choices


class FirstContact(forms.Form):
    on = DutchDateField(label=_("Date of the first contact"))
    kind = forms.ChoiceField(
        label=_("Kind of contact"),
        choices=ContactKind,
        widget=forms.RadioSelect,
        initial=ContactKind.MEETING,
        error_messages=FROM_A_LIST,
    )


class ReplanFirstContact(forms.Form):
    planned_on = DutchDateField(label=_("First contact planned on"))


class CorrectFirstContact(forms.Form):
    on = DutchDateField(label=_("The first contact was really on"))


HELD, PLANNED = "held", "planned"


class AddContact(forms.Form):
    on = DutchDateField(label=_("Date"))
    kind = forms.ChoiceField(
        label=_("Kind of contact"),
        choices=ContactKind,
        widget=forms.RadioSelect,
        error_messages=FROM_A_LIST,
    )
    is_held = forms.TypedChoiceField(
        label=_("How does it stand?"),
        choices=[(HELD, _("It was held")), (PLANNED, _("It is planned"))],
        coerce=lambda value: value == HELD,
        widget=forms.RadioSelect,
        error_messages=FROM_A_LIST,
    )


class AskAlong(forms.Form):
    whom = forms.ChoiceField(
        label=_("Who was asked along"),
        choices=AskedWhom,
        widget=forms.RadioSelect,
        error_messages=FROM_A_LIST,
    )
    asked_on = DutchDateField(label=_("Asked on"))
    contact = PlainTextField(
        label=_("Whom you can reach there"),
        help_text=_("A name and telephone number of the team. Nothing about the candidate."),
        max_length=80,
        required=False,
    )


class StopIntroduction(forms.Form):
    code = forms.ChoiceField(label=_("Why it stops"), error_messages=FROM_A_LIST)

    def __init__(self, *args: Any, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reasons_of(ReasonKind.INTRODUCTION_STOP, on)


class TakeStopBack(forms.Form):
    """Why it goes on, and with whom: who introduced may no longer do so."""

    code = forms.ChoiceField(label=_("Why it goes on"), error_messages=FROM_A_LIST)
    worker = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who introduces"), error_messages=FROM_A_LIST
    )

    def __init__(self, *args: Any, introduction: Introduction, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reasons_of(ReasonKind.CORRECTION, on)
        workers, choices = workers_for([introduction.area], introduction.candidate, on)
        self.fields["worker"].queryset, self.fields["worker"].choices = workers, choices
        self.fields["worker"].initial = introduction.worker_id


class AskExemption(forms.Form):
    code = forms.ChoiceField(
        label=_("Why the move can't wait for the introduction"), error_messages=FROM_A_LIST
    )
    catch_up = forms.ChoiceField(
        label=_("How the introduction is made up for"), error_messages=FROM_A_LIST
    )
    catch_up_by = DutchDateField(label=_("Done by"))

    def __init__(self, *args: Any, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reasons_of(ReasonKind.EXCEPTION, on)
        self.fields["catch_up"].choices = reasons_of(ReasonKind.CATCH_UP, on)


class RevokeExemption(forms.Form):
    code = forms.ChoiceField(label=_("Why it is revoked"), error_messages=FROM_A_LIST)

    def __init__(self, *args: Any, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reasons_of(ReasonKind.CORRECTION, on)


class CaughtUp(forms.Form):
    on = DutchDateField(label=_("The plan was done on"))


GRANT, DENY = "grant", "deny"


class DecideExemption(forms.Form):
    is_granted = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[(GRANT, _("Grant the exception")), (DENY, _("Deny the exception"))],
        coerce=lambda value: value == GRANT,
        widget=forms.RadioSelect,
        error_messages=FROM_A_LIST,
    )
