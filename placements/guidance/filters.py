"""Narrows a list of tracks that ``visible_to`` has already made safe."""

import django_filters as df
from django.utils.translation import gettext_lazy as _

from placements.guidance.models import Guidance, Light
from placements.guidance.states import GuidanceStatus


class GuidanceFilter(df.FilterSet):
    status = df.ChoiceFilter(label=_("Status"), choices=GuidanceStatus.choices, empty_label=None)
    light = df.ChoiceFilter(label=_("How it goes"), choices=Light.choices, empty_label=_("All"))

    class Meta:
        model = Guidance
        fields = ["status", "light"]
