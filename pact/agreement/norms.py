"""The number that holds on a day. A norm that nobody entered is an error, never a guess."""

from datetime import date

from django.db.models import Case, OuterRef, Subquery, When
from django.utils.translation import gettext as _

from pact.agreement.models import Norm, Reason
from pact.common.refusals import Refused


class NoNorm(LookupError):
    """No value of this norm holds on this day: an administrator has to enter one."""


def norm(key: str, on: date) -> int:
    """The value of a norm on a date, in the unit of its row."""
    return norms(key, on=on)[key]


def norms(*keys: str, on: date) -> dict[str, int]:
    """The values of several norms on a date, in one statement."""
    found = dict(Norm.objects.on(on).filter(key__in=keys).values_list("key", "value"))
    for key in keys:
        if key not in found:
            raise NoNorm(f"No norm {key!r} on {on:%d-%m-%Y}.")
    return found


def norm_column(key: str, on: date | OuterRef) -> Subquery:
    """The same as a column of another statement; nothing where nobody entered it."""
    return Subquery(Norm.objects.on(on).filter(key=key).values("value")[:1])


def reasons(kind: str, on: date):
    """The reasons that may be chosen on a date; the open answer comes last."""
    last = Case(When(code="other", then=1), default=0)
    return Reason.objects.on(on).filter(kind=kind).order_by(last, "pk")


def reason_choices(kind: str, on: date, only: list[str] | None = None) -> list[tuple[str, str]]:
    """The reasons that may be chosen on a date as choices of a form, in the reader's language."""
    found = reasons(kind, on)
    if only is not None:
        found = found.filter(code__in=only)
    return [(reason.code, str(reason)) for reason in found]


def check_reason(kind: str, *codes: str, on: date) -> None:
    """Refuse what is no answer to this question on that date, wherever it came from."""
    known = reasons(kind, on).filter(code__in=codes).values_list("code", flat=True)
    if not codes or set(codes) - set(known):
        raise Refused(_("No reason was chosen from the list. Choose one and try again."))
