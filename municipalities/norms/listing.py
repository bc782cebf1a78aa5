"""The norms as an administrator reads them: what holds, what held, and what is to come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.norms.bounds import CANNOT_CHANGE
from pact.agreement import names
from pact.agreement.models import Norm
from pact.common.shown import day_in_words

GROUPS: list[tuple[Promise, tuple[str, ...]]] = [
    (
        gettext_lazy("In the signed documents"),
        ("annual_cap", "introduction_months", "guidance_months"),
    ),
    (
        gettext_lazy("The introduction"),
        ("introduction_contacts", "first_contact_weeks", "warning_weeks_"),
    ),
    (gettext_lazy("Terms for an answer"), ("term_", "offer_")),
    (gettext_lazy("Guidance after the move"), ("moment_",)),
    (gettext_lazy("A home that fits"), ("rent_", "bedrooms_", "complex_")),
    (gettext_lazy("The year, counting and publishing"), ("",)),
]


@dataclass(frozen=True)
class Value:
    """A number with the days on which it holds: to and including the last, where there is one."""

    pk: int
    value: int
    unit: str
    source: str
    quote: str
    is_fictitious: bool
    valid_from: date
    last_day: date | None


@dataclass(frozen=True)
class Line:
    """All values of one norm."""

    key: str
    name: str
    now: Value | None
    coming: list[Value]
    past: list[Value]

    @property
    def may_change(self) -> bool:
        return self.key not in CANNOT_CHANGE


def shown(norm: Norm) -> Value:
    return Value(
        pk=norm.pk,
        value=norm.value,
        unit=str(names.UNITS.get(norm.unit, norm.unit)),
        source=norm.source,
        quote=norm.quote,
        is_fictitious=norm.is_fictitious,
        valid_from=norm.valid_from,
        last_day=norm.valid_to and norm.valid_to - timedelta(days=1),
    )


def line_of(key: str, rows: Iterable[Norm], today: date) -> Line:
    """Sort the values of one norm into what held, holds and comes; the newest past first."""
    values = sorted(map(shown, rows), key=lambda value: value.valid_from)
    past = [value for value in values if value.last_day and value.last_day < today]
    coming = [value for value in values if value.valid_from > today]
    now = [value for value in values if value not in past and value not in coming]
    return Line(
        key=key,
        name=str(names.NORMS.get(key, key)),
        now=now[0] if now else None,
        coming=coming,
        past=past[::-1],
    )


def grouped(today: date) -> list[tuple[str, list[Line]]]:
    """Every norm under what it is about, in one statement."""
    rows = defaultdict(list)
    for norm in Norm.objects.all():
        rows[norm.key].append(norm)
    order = {key: place for place, key in enumerate(names.NORMS)}
    groups: dict[str, list[Line]] = {str(title): [] for title, _prefixes in GROUPS}
    for key in sorted(rows, key=lambda key: order.get(key, len(order))):
        groups[_group_of(key)].append(line_of(key, rows[key], today))
    return [(title, lines) for title, lines in groups.items() if lines]


def _group_of(key: str) -> str:
    return next(str(title) for title, prefixes in GROUPS if key.startswith(prefixes))


def in_words(rows: Iterable[Norm], today: date) -> dict[str, str]:
    """What holds and what comes, for whoever typed beside somebody else."""
    line = line_of("", rows, today)
    words = _("%(value)s %(unit)s, from %(day)s (%(source)s)")
    return {
        (_("Holds now") if value == line.now else _("Comes")): words
        % {
            "value": value.value,
            "unit": value.unit,
            "day": day_in_words(value.valid_from),
            "source": value.source,
        }
        for value in [line.now, *line.coming]
        if value
    }
