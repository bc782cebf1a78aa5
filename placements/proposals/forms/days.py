"""A day on which something happened."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.common.fields import DutchDateField
from pact.common.shown import day_in_words


class DayItHappened(DutchDateField):
    """What is recorded has happened: today at first, and never a day to come."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": timezone.localdate} | kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(
                _("%(day)s is still to come. Fill in the day on which it happened.")
                % {"day": day_in_words(value)}
            )
