"""The plan of an exception on which a lease stands: carried out by its last day, and chased."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.office import coordinators
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.introductions.actions.checks import check_held
from placements.introductions.models import Exemption
from placements.introductions.news import nobody_waits_for_the_plan, tell_of_exemption

AHEAD = "catch_up_warning_days"


@transaction.atomic
def record_caught_up(*, exemption: Exemption, on: date, by: Actor, at: datetime) -> Exemption:
    """The caseworker says that the plan is done. They may not decide, so it is a consequence."""
    _check_own_case(exemption, by)
    check_held(on, at)
    with acting_as(by.consequence()):
        exemption = _locked(exemption)
        _check_can_be_done(exemption, on)
        _save(exemption, on=on, by=by)
    record("exemption.caught_up", exemption, at=at)
    nobody_waits_for_the_plan(exemption.candidate)
    return exemption


@transaction.atomic
def take_caught_up_back(*, exemption: Exemption, by: Actor, at: datetime) -> Exemption:
    """It is not done after all: the plan waits again, and is reminded of."""
    _check_own_case(exemption, by)
    with acting_as(by.consequence()):
        exemption = _locked(exemption)
        if exemption.caught_up_on is None:
            raise Refused(_("This plan is not on record as done. Nothing was changed."))
        _save(exemption, on=None, by=None)
    record("exemption.not_caught_up", exemption, at=at)
    return exemption


def _check_own_case(exemption: Exemption, by: Actor) -> None:
    if not by.acts_for(exemption.caseworker_id):
        raise Refused(_("Only the caseworker says whether this plan is done. Ask them to do it."))


def _check_can_be_done(exemption: Exemption, on: date) -> None:
    if not exemption.is_used:
        raise Refused(
            _("No lease stands on this exception yet, so that there is nothing to make up for.")
        )
    if exemption.caught_up_on is not None:
        raise Refused(_("This plan is on record as done already. Open the page again to see it."))
    if on < local_date(exemption.asked_at):
        raise Refused(
            _(
                "This date lies before the exception was asked. Fill in the day on which it was done."
            )
        )


def _locked(exemption: Exemption) -> Exemption:
    rows = Exemption.objects.select_for_update(of=["self"])
    return rows.select_related("candidate").get(pk=exemption.pk)


def _save(exemption: Exemption, *, on: date | None, by: Actor | None) -> None:
    exemption.caught_up_on = on
    exemption.caught_up_by_id = by.membership_id if by else None
    exemption.save(update_fields=["caught_up_on", "caught_up_by"])


def chase_plans(*, today: date, at: datetime) -> None:
    """Remind the caseworker before the last day of a plan; after it the coordinators hear as well.

    Safe to run twice or days late: what was told for a day is not told again.
    """
    ahead = timedelta(days=norm(AHEAD, today))
    plans = Exemption.objects.to_catch_up().filter(catch_up_by__lte=today + ahead)
    for exemption in plans.select_related("candidate").order_by("catch_up_by", "pk"):
        is_over = exemption.catch_up_by < today
        day = (
            exemption.catch_up_by + timedelta(days=1) if is_over else exemption.catch_up_by - ahead
        )
        tell_of_exemption(
            "catch_up_overdue" if is_over else "catch_up_due",
            exemption,
            recipients=[exemption.caseworker_id, *(coordinators(today) if is_over else [])],
            due_on=day,
            at=at,
            act_by=exemption.catch_up_by,
            is_late=day < today,
        )
