"""A first contact that was recorded on the wrong day: the clock moves along, and both days are kept."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.roles import Role
from pact.audit.record import record
from pact.common.refusals import Refused
from placements.introductions import news
from placements.introductions.actions.checks import (
    check_after_submission,
    check_held,
    check_introduces,
    locked_with_case,
)
from placements.introductions.models import Introduction
from placements.introductions.states import IntroductionStatus


@transaction.atomic
def correct_first_contact(
    *, introduction: Introduction, on: date, by: Actor, at: datetime
) -> Introduction:
    """Put the first contact on the day on which it was, while no lease rests on it.

    The coordinator may not write a contact, so the days are written as a consequence.
    """
    introduction = locked_with_case(introduction, by=by)
    if not by.is_a(Role.COORDINATOR):
        check_introduces(introduction, by)
    before = introduction.first_contact_on
    _check_may_move(introduction, on, at=at)
    with acting_as(by.consequence()):
        _move(introduction, on)
    record("introduction.first_contact_corrected", introduction, at=at, code=f"{before}>{on}")
    news.no_longer_wait_for(introduction, introduction.candidate)
    return introduction


def _check_may_move(introduction: Introduction, on: date, *, at: datetime) -> None:
    check_held(on, at)
    if introduction.status != IntroductionStatus.STARTED:
        raise Refused(
            _("Only while an introduction runs, its first contact can be put on another day.")
        )
    check_after_submission(introduction, on)
    others = introduction.contacts.filter(is_held=True).exclude(on=introduction.first_contact_on)
    if others.filter(on__lt=on).exists():
        raise Refused(
            _("Another contact was held before this date, so this was not the first contact.")
        )


def _move(introduction: Introduction, on: date) -> None:
    first = introduction.contacts.filter(is_held=True, on=introduction.first_contact_on)
    try:
        with transaction.atomic():
            introduction.contacts.filter(pk=first.values("pk")[:1]).update(on=on)
            introduction.save_with(first_contact_on=on)
    except IntegrityError as error:
        raise Refused(
            _(
                "A lease rests on this first contact, or a contact of that kind is on record for "
                "that day. Nothing was changed; ring the coordinator."
            )
        ) from error
