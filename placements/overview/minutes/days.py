"""The days of the table, in Amsterdam: where one begins and ends, and which have something in them."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from pact.audit.models import Deed, Step
from pact.common.dates import local_date
from placements.overview.minutes.told import OUR_DEEDS, OUR_STEPS


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is no longer this day."""
    return start_of(day + timedelta(days=1))


def latest(today: date) -> date:
    """The last day on which something was decided; before there is any, today."""
    earlier, _later = _around(before=end_of(today), after=end_of(today))
    return earlier or today


def neighbours(day: date) -> tuple[date | None, date | None]:
    """The nearest days, before and after this one, on which something was decided."""
    return _around(before=start_of(day), after=end_of(day))


def _around(*, before: datetime, after: datetime) -> tuple[date | None, date | None]:
    """In one statement: of steps and of deeds the last before, and the first from ``after`` on."""
    wanted = [
        lines.filter(side).order_by(order).values_list("at", flat=True)[:1]
        for lines in (Step.objects.filter(OUR_STEPS), Deed.objects.filter(OUR_DEEDS))
        for side, order in ((Q(at__lt=before), "-at"), (Q(at__gte=after), "at"))
    ]
    found = list(wanted[0].union(*wanted[1:], all=True))
    earlier = max((at for at in found if at < before), default=None)
    later = min((at for at in found if at >= after), default=None)
    return earlier and local_date(earlier), later and local_date(later)
