"""P3: a lease stands on half a year of introduction in the area of the home, or on an exception."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.models.areas import area_of
from pact.agreement.norms import norms
from pact.common.dates import months_after
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.introductions.models import Exemption, Introduction
from placements.introductions.states import IntroductionStatus
from placements.proposals.locks import Locked
from placements.tenancies.models import Lease


class NotIntroduced(Refused):
    """The introduction is not long enough, and no exception was granted."""


@dataclass(frozen=True)
class Ground:
    """What a lease stands on; the database checks it again."""

    introduction: Introduction | None
    exemption: Exemption | None


def ground_for_a_lease(locked: Locked, *, signed_on: date, starts_on: date) -> Ground:
    """The introduction that a lease from ``starts_on`` stands on, or the exception granted for it."""
    introduction = _running_introduction(locked, starts_on)
    short = _what_is_short(introduction, signed_on=signed_on, starts_on=starts_on)
    if not short:
        return Ground(introduction=introduction, exemption=None)
    exemption = _granted(locked, starts_on=starts_on)
    if exemption is None:
        raise NotIntroduced(
            short + " " + _("Choose a later start, or ask the care party to request an exception.")
        )
    return Ground(introduction=introduction, exemption=exemption)


def check_earlier_start(lease: Lease, *, starts_on: date) -> None:
    """Refuse a start before the half year is over, in words, before the database does."""
    if lease.exemption_id is not None:
        return
    short = _what_is_short(lease.introduction, signed_on=lease.signed_on, starts_on=starts_on)
    if short:
        raise NotIntroduced(short)


def check_later_start(lease: Lease, *, starts_on: date) -> None:
    """Refuse a start that moves past the exception it stands on, before the half year is over."""
    exemption = lease.exemption
    if exemption is None or starts_on <= max(lease.starts_on, exemption.catch_up_by):
        return
    if _what_is_short(lease.introduction, signed_on=lease.signed_on, starts_on=starts_on):
        raise NotIntroduced(
            _(
                "This lease stands on an exception that ends on %(day)s, so it starts that day at "
                "the latest. For a later start, cancel it and ask the care party to request "
                "another exception."
            )
            % {"day": day_in_words(exemption.catch_up_by)}
        )


def _running_introduction(locked: Locked, starts_on: date) -> Introduction | None:
    area = area_of(locked.dwelling.district_id, starts_on)
    running = Introduction.objects.filter(
        candidate=locked.candidate, area=area, status=IntroductionStatus.STARTED
    )
    return running.order_by("first_contact_on").first()


def _what_is_short(introduction: Introduction | None, *, signed_on: date, starts_on: date) -> str:
    if introduction is None:
        return _("There is no running introduction in the area of this home.")
    required = norms("introduction_months", "introduction_contacts", on=signed_on)
    earliest = months_after(introduction.first_contact_on, required["introduction_months"])
    if starts_on < earliest:
        return _(
            "The introduction began on %(began)s, so the lease can start from %(earliest)s on."
        ) % {
            "began": day_in_words(introduction.first_contact_on),
            "earliest": day_in_words(earliest),
        }
    held = introduction.contacts.filter(is_held=True, dropped_at=None, on__lte=starts_on).count()
    if held < required["introduction_contacts"]:
        return ngettext(
            "The introduction had %(held)s contact; %(required)s are needed before a lease.",
            "The introduction had %(held)s contacts; %(required)s are needed before a lease.",
            held,
        ) % {"held": held, "required": required["introduction_contacts"]}
    return ""


def _granted(locked: Locked, *, starts_on: date) -> Exemption | None:
    """An exception serves one lease, and none that starts after it ended."""
    of_candidate = Exemption.objects.filter(candidate=locked.candidate).free()
    return of_candidate.filter(catch_up_by__gte=starts_on).order_by("-decided_at").first()
