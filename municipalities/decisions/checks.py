"""Whether a change of a year can be carried out, in words for who asks and who decides."""

import re
from datetime import date, datetime

from django.db import DatabaseError, connection
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from municipalities.decisions.querysets import years
from municipalities.exchanges.querysets import free_for
from municipalities.finality import PUBLISHED, check_not_published
from municipalities.models import (
    OF_A_LEASE,
    OF_A_SHARE,
    POOL,
    Decision,
    DecisionKind,
    LedgerEntry,
    Share,
)
from municipalities.places import lapsed_homes
from pact.agreement.models import Municipality
from pact.common.dates import local_date
from pact.common.refusals import Refused

YEARS_BACK = 1
"""A lease of last winter may still wait for the decision whether it counts."""

LAPSED = gettext_lazy("The unused homes of %(year)s have lapsed already.")
FULL = gettext_lazy(
    "All homes of %(year)s are taken, so this one cannot count in it. First let an extra home "
    "of %(year)s be decided on, or choose another year."
)
LIMIT_FULL = gettext_lazy(
    "The share of this home's municipality in %(year)s is a limit, and all of it is taken. First let "
    "it exchange a home with another municipality or become advice again, or choose another year."
)
STILL_WAITS = gettext_lazy(
    "A lease of %(year)s still waits for a decision whether it counts. Let that be decided first: "
    "once the unused homes have lapsed it cannot count any more."
)


def check_possible(
    *,
    kind: str,
    year: int,
    municipality: Municipality | None,
    value: int,
    at: datetime,
    home_in: int | None = None,
) -> None:
    """Refuse what could not be carried out if it were decided on now.

    ``home_in`` is the municipality of the home, where it is about one.
    """
    if kind in OF_A_LEASE:
        _check_lease(kind, year, home_in)
        return
    if kind == DecisionKind.UNUSED:
        _check_unused(year, value, today=local_date(at))
        return
    _check_not_settled(year, today=local_date(at))
    if kind in OF_A_SHARE:
        _check_share(kind, year, municipality)
    else:
        _check_number(kind, year, value)


def _check_not_settled(year: int, *, today: date) -> None:
    check_not_published(year)
    if year < today.year - YEARS_BACK:
        raise Refused(
            _(
                "%(year)s has been over for more than a year, so its homes and shares stay as they "
                "are. Choose a later year."
            )
            % {"year": year}
        )


def _check_share(kind: str, year: int, municipality: Municipality | None) -> None:
    share = Share.objects.filter(year=year, municipality=municipality).first()
    if share is None:
        raise Refused(_no_such_year(year))
    if kind == DecisionKind.HARD_SHARE and share.holder != POOL:
        raise Refused(
            _(
                "The share of %(municipality)s is a limit already. To change its number, first make "
                "it advice again."
            )
            % {"municipality": municipality}
        )
    if kind == DecisionKind.SOFT_SHARE and share.holder == POOL:
        raise Refused(
            _("The share of %(municipality)s is advice already.") % {"municipality": municipality}
        )


def _check_lease(kind: str, year: int, home_in: int | None) -> None:
    share = Share.objects.filter(year=year, municipality=home_in).first()
    if share is None:
        raise Refused(_no_such_year(year))
    if kind == DecisionKind.COUNTS:
        check_not_published(year)
        if not free_for(share):
            raise Refused((FULL if share.holder == POOL else LIMIT_FULL) % {"year": year})


def _check_unused(year: int, value: int, *, today: date) -> None:
    if year >= today.year:
        raise Refused(
            _("%(year)s goes on. Homes that nobody used can lapse after 31 December.")
            % {"year": year}
        )
    if value == 0:
        raise Refused(_("Every home of %(year)s was used. Nothing can lapse.") % {"year": year})
    if lapsed_homes().filter(year=year).exists():
        raise Refused(LAPSED % {"year": year})
    if LedgerEntry.objects.filter(year=year).aggregate(held=Sum("reserved"))["held"]:
        raise Refused(
            _("Homes of %(year)s are still reserved. Let each of them start, move or stop first.")
            % {"year": year}
        )
    if leases_that_wait(year):
        raise Refused(STILL_WAITS % {"year": year})


def leases_that_wait(year: int) -> int:
    """Leases are kept further up, where the database counts them."""
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_leases_that_wait(%s)", [year])
        return cursor.fetchone()[0]


def unused(year: int) -> int:
    """How many homes of a year nobody holds."""
    found = years().filter(year=year).first()
    return found.free if found else 0


def _check_number(kind: str, year: int, value: int) -> None:
    found = years().filter(year=year).first()
    if found is None:
        if kind == DecisionKind.EXTRA:
            raise Refused(_no_such_year(year))
        return
    if value == (found.extra if kind == DecisionKind.EXTRA else found.cap):
        raise Refused(
            _("It is %(value)s in %(year)s already. Fill in another number.")
            % {"value": value, "year": year}
        )
    ceiling = value + (found.cap if kind == DecisionKind.EXTRA else found.extra)
    if ceiling < found.at_least:
        raise _too_low(year, ceiling, found.at_least)


def _no_such_year(year: int) -> str:
    return _(
        "There are no homes for %(year)s yet. First ask how many homes there are in that year."
    ) % {"year": year}


def _too_low(year: int, ceiling: int, at_least: int) -> Refused:
    return Refused(
        _(
            "%(year)s cannot go down to %(ceiling)s homes: %(at_least)s are held for somebody or "
            "belong to a municipality whose share is a limit. Choose a higher number, or wait "
            "until homes are released."
        )
        % {"year": year, "ceiling": ceiling, "at_least": at_least}
    )


def why_not(decision: Decision, error: DatabaseError) -> Refused | None:
    """What the database refused when a decision was carried out, in words; nothing else."""
    text = str(error)
    if "Too few free places" in text:
        return _too_low_now(decision)
    n = next((int(number) for number in re.findall(r"\d+", text.split("\n")[0])), 0)
    sentence = next((words for part, words in _refusals(n).items() if part in text), None)
    if sentence is None:
        return None
    about = {"municipality": decision.municipality, "year": decision.year, "n": n}
    return Refused(sentence % about)


def _refusals(n: int) -> dict[str, str]:
    """What each refusal of the database means, by a part of its words; ``n`` is its number."""
    return {
        "places already": ngettext(
            "%(municipality)s holds %(n)s home already, so its share cannot be less. Refuse this "
            "request, and let a higher number be asked.",
            "%(municipality)s holds %(n)s homes already, so its share cannot be less. Refuse this "
            "request, and let a higher number be asked.",
            n,
        ),
        "places are free for this share": ngettext(
            "Only %(n)s home is free for the share of %(municipality)s. Refuse this request, and "
            "let a lower number be asked.",
            "Only %(n)s homes are free for the share of %(municipality)s. Refuse this request, and "
            "let a lower number be asked.",
            n,
        ),
        "limit already": _(
            "The share of %(municipality)s is a limit already. Refuse this request."
        ),
        "No free place": str(FULL),
        "is all taken": str(LIMIT_FULL),
        "still waits": str(STILL_WAITS),
        "report of": str(PUBLISHED),
        "have lapsed": str(LAPSED),
        "No lease waits": _("This lease no longer waits for a decision. Refuse this request."),
        "is free by now": _(
            "Another number of homes is free by now. Refuse this request, and let it be asked anew."
        ),
    }


def _too_low_now(decision: Decision) -> Refused:
    year = years().get(year=decision.year)
    other = year.cap if decision.kind == DecisionKind.EXTRA else year.extra
    return _too_low(decision.year, decision.value + other, year.at_least)
