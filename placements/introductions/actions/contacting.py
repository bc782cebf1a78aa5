"""The contacts of an introduction: the first starts its clock, the others keep it going."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.constraints import broken_constraint
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.introductions import news
from placements.introductions.actions.checks import (
    check_after_submission,
    check_held,
    check_introduces,
    check_open,
    check_takes_contacts,
    check_to_come,
    locked,
    locked_with_case,
)
from placements.introductions.models import Contact, Introduction, Request
from placements.introductions.states import IntroductionStatus

COUNTED = "lease_counts_this_contact"


@transaction.atomic
def record_first_contact(
    *, introduction: Introduction, on: date, kind: str, by: Actor, at: datetime
) -> Introduction:
    """Start the clock: the first real contact is the day from which the half year counts."""
    introduction = locked_with_case(introduction, by=by)
    check_introduces(introduction, by)
    check_held(on, at)
    check_after_submission(introduction, on)
    introduction.move_to(IntroductionStatus.STARTED, at=at, first_contact_on=on)
    # It may have been planned for after a start that was taken back: then it is held now.
    Contact.objects.update_or_create(
        introduction=introduction, on=on, kind=kind, defaults={"is_held": True, "dropped_at": None}
    )
    record("introduction.started", introduction, at=at)
    news.no_longer_wait_for(introduction, introduction.candidate)
    return introduction


@transaction.atomic
def replan_first_contact(
    *, introduction: Introduction, planned_on: date, by: Actor, at: datetime
) -> Introduction:
    """The first meeting fell through: name another day for it. The clock has yet to start."""
    introduction = locked(introduction)
    check_introduces(introduction, by)
    if introduction.status != IntroductionStatus.PLANNED:
        raise Refused(_("The first contact was held, or the introduction has stopped. Look at it."))
    check_to_come(planned_on, local_date(at))
    before = introduction.planned_on
    introduction.save_with(planned_on=planned_on)
    record("introduction.replanned", introduction, at=at, code=f"{before}>{planned_on}")
    news.tell_other_date(introduction, by=by, at=at)
    return introduction


@transaction.atomic
def add_contact(
    *, introduction: Introduction, on: date, kind: str, is_held: bool, by: Actor, at: datetime
) -> Contact:
    """Add a contact: held, or planned for later. After the move it makes up for an exception."""
    introduction = locked(introduction)
    check_introduces(introduction, by)
    check_takes_contacts(introduction, on)
    if is_held:
        check_held(on, at)
        _check_after_first_contact(introduction, on)
    elif on < local_date(at):
        raise Refused(
            _(
                "This date has passed. If the contact was held, choose “held”; otherwise plan it "
                "on a later date."
            )
        )
    contact = _added(introduction, on=on, kind=kind, is_held=is_held)
    record("introduction.contact_added", introduction, at=at)
    return contact


def _check_after_first_contact(introduction: Introduction, on: date) -> None:
    first = introduction.first_contact_on
    if first is not None and on < first:
        raise Refused(
            _("This date lies before the first contact. Fill in the date on which it was held.")
        )


def _added(introduction: Introduction, *, on: date, kind: str, is_held: bool) -> Contact:
    """A contact that was dropped may be planned again: it is the same row."""
    dropped = introduction.contacts.filter(on=on, kind=kind, dropped_at__isnull=False).first()
    if dropped:
        dropped.is_held, dropped.dropped_at = is_held, None
        dropped.save(update_fields=["is_held", "dropped_at"])
        return dropped
    try:
        with transaction.atomic():
            return Contact.objects.create(
                introduction=introduction, on=on, kind=kind, is_held=is_held
            )
    except IntegrityError as error:
        raise Refused(
            _(
                "This contact is in the list already: the same day, the same kind. Nothing was added."
            )
        ) from error


@transaction.atomic
def hold_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Say that a planned contact took place."""
    introduction = locked(contact.introduction)
    check_introduces(introduction, by)
    contact.refresh_from_db()
    check_takes_contacts(introduction, contact.on)
    check_held(contact.on, at)
    if contact.dropped_at:
        raise Refused(_("This contact was taken off the list. Add it again if it was held."))
    contact.is_held = True
    contact.save(update_fields=["is_held"])
    record("introduction.contact_held", introduction, at=at)
    return contact


@transaction.atomic
def take_contact_back(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """It was not held after all: planned again, until a lease counts it.

    Locked after the candidate, as by whoever signs a lease, so that it is not counted meanwhile.
    """
    introduction = locked_with_case(contact.introduction, by=by)
    check_introduces(introduction, by)
    contact.refresh_from_db()
    check_takes_contacts(introduction, contact.on)
    if not contact.is_held:
        raise Refused(_("This contact is not on record as held. Nothing was changed."))
    _check_clock_keeps_its_start(introduction, contact)
    contact.is_held = False
    try:
        with transaction.atomic():
            contact.save(update_fields=["is_held"])
    except IntegrityError as error:
        if broken_constraint(error) != COUNTED:
            raise
        raise Refused(
            _(
                "A lease was signed on this contact, so that it stays on record. Ring the coordinator."
            )
        ) from error
    record("introduction.contact_not_held", introduction, at=at)
    return contact


def _check_clock_keeps_its_start(introduction: Introduction, contact: Contact) -> None:
    first_ones = introduction.contacts.filter(
        is_held=True, dropped_at=None, on=introduction.first_contact_on
    )
    if contact.on == introduction.first_contact_on and first_ones.count() == 1:
        raise Refused(
            _(
                "This is the first contact, from which the introduction counts. Put it on another day, "
                "or stop the introduction and plan a new one."
            )
        )


@transaction.atomic
def drop_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Take a planned contact off the list. What was held stays on record."""
    introduction = locked(contact.introduction)
    check_introduces(introduction, by)
    contact.refresh_from_db()
    check_takes_contacts(introduction, contact.on)
    if contact.is_held:
        raise Refused(_("This contact was held, so that it stays on record."))
    contact.dropped_at = at
    contact.save(update_fields=["dropped_at"])
    record("introduction.contact_dropped", introduction, at=at)
    return contact


@transaction.atomic
def ask_along(
    *, introduction: Introduction, whom: str, asked_on: date, contact: str, by: Actor, at: datetime
) -> Request:
    """Put on record that the district team or the youth centre was asked, and how to reach them."""
    introduction = locked(introduction)
    check_introduces(introduction, by)
    check_open(introduction)
    check_held(asked_on, at)
    request, _is_new = Request.objects.update_or_create(
        introduction=introduction, whom=whom, defaults={"asked_on": asked_on, "contact": contact}
    )
    record("introduction.asked_along", introduction, at=at)
    return request
