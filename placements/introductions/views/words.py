"""What the page of each deed says: what is asked, what follows, who reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.access.deeds import Deed


def plan(*, is_housed: bool) -> Deed:
    lead = _("First the area, later the home: an introduction counts for every home in its area.")
    runs = _("The introduction counts from the first real contact, not from the planned date.")
    late = _("Without a first contact in time, reminders follow by themselves.")
    if is_housed:
        lead = _("They moved by an exception: who introduces meets them where they live now.")
        runs = _(
            "The contacts make up for the introduction, until you record that the plan is done."
        )
        late = _("They do not count for the lease that was signed.")
    return Deed(
        title=_("Plan an introduction"),
        submit=_("Plan the introduction"),
        done=_("The introduction is planned. The one who introduces hears of it by mail."),
        lead=lead,
        consequences=[
            _(
                "The one who introduces sees the first name, the agreed contact, the number of "
                "people and the accessibility."
            ),
            runs,
            late,
        ],
    )


def first_contact(months: int) -> Deed:
    return Deed(
        title=_("Record the first contact"),
        submit=_("Record the first contact"),
        done=_("The introduction runs. From now on you see when moving is possible."),
        lead=_(
            "The first time that you really met, in the area or elsewhere. A phone call does not count."
        ),
        consequences=[
            ngettext(
                "From this date %(months)s month counts before a move.",
                "From this date %(months)s months count before a move.",
                months,
            )
            % {"months": months},
            _("The reminders to start stop today."),
        ],
    )


def replan() -> Deed:
    return Deed(
        title=_("Another day for the first contact"),
        submit=_("Plan this day"),
        done=_("The first contact is planned on another day."),
        lead=_("For a first meeting that fell through, or will."),
        consequences=[
            _("The introduction counts from the first real contact, not from the planned date."),
            _("That it was planned anew, by whom and from which day, stays on record."),
        ],
    )


def correct_first_contact() -> Deed:
    return Deed(
        title=_("Put the first contact on another day"),
        submit=_("Correct the day"),
        done=_("The first contact is on the right day now."),
        lead=_("For a day that was entered wrongly. Not possible once a lease was signed on it."),
        consequences=[
            _("The introduction counts from the new day; the earliest day of moving moves along."),
            _("That it was corrected, by whom and from which day, stays on record."),
        ],
    )


def add_contact() -> Deed:
    return Deed(
        title=_("Add a contact"),
        submit=_("Add the contact"),
        done=_("The contact is in the list."),
        lead=_("Only the date and the kind; what was said stays between you."),
    )


def ask_along() -> Deed:
    return Deed(
        title=_("Ask along"),
        submit=_("Save"),
        done=_("It is on record that they were asked."),
        lead=_(
            "Was the district team or the youth centre asked to help? When, and whom can you reach?"
        ),
        who_sees=_(
            "The one who introduces, the caseworker, the coordinator and, after release, the "
            "corporation read this."
        ),
    )


def name_worker() -> Deed:
    return Deed(
        title=_("Name somebody else"),
        submit=_("Name this person"),
        done=_("Somebody else introduces from now on, and hears of it by mail."),
        consequences=[
            _("The time of the introduction goes on as it was."),
            _("Who introduced until now no longer sees this candidate."),
        ],
    )


def stop(*, is_leaned_on: bool) -> Deed:
    return Deed(
        title=_("Stop this introduction?"),
        submit=_("Stop the introduction"),
        done=_("The introduction has stopped. Everybody who takes part hears of it by mail."),
        consequences=[
            *([_leaned_on()] if is_leaned_on else []),
            _("The time that ran in this area no longer counts."),
            _("The neighbourhood worker no longer sees this candidate."),
            _("The reminders of this introduction stop today."),
            _("The caseworker or the coordinator can take back a stop that was a mistake."),
        ],
        danger=True,
    )


def _leaned_on() -> str:
    return _(
        "A home in this area is held for this candidate. Without this introduction its lease needs "
        "an exception."
    )


def take_stop_back() -> Deed:
    return Deed(
        title=_("Was this introduction stopped by mistake?"),
        submit=_("Let the introduction go on"),
        done=_("The introduction goes on. Who introduces hears of it by mail."),
        lead=_("That it was stopped, and that this was taken back, stays on record."),
        consequences=[
            _("The first contact and the contacts that were held count again."),
            _("The one who introduces sees this candidate again."),
            _("The reminders of this introduction go on."),
        ],
    )


def ask_exemption() -> Deed:
    return Deed(
        title=_("Ask for an exception"),
        submit=_("Ask for the exception"),
        done=_("The exception is asked. You will hear of the decision by mail."),
        lead=_(
            "Somebody moves before the introduction took the agreed time, and it is made up for after "
            "the move."
        ),
        consequences=[
            _("The coordinator or deputy decides within the agreed term."),
            _(
                "With an exception, a lease can be signed before the introduction took the agreed "
                "time."
            ),
            _("The plan to make up for it is kept until its end date."),
        ],
        who_sees=_(
            "Your party, the coordinator, the one who introduces and, after release, the "
            "corporation read this."
        ),
    )


def decide_exemption() -> Deed:
    return Deed(
        title=_("Decide on the exception"),
        submit=_("Record the decision"),
        done=_("The decision is on record. The caseworker hears of it by mail."),
        consequences=[
            _("Granted: a lease can be signed before the introduction took the agreed time."),
            _(
                "Denied: the whole time of introduction holds. The care party can ask again with "
                "another plan."
            ),
        ],
    )


def revoke_exemption() -> Deed:
    return Deed(
        title=_("Revoke this exception?"),
        submit=_("Revoke the exception"),
        done=_("The exception is revoked. The caseworker hears of it by mail."),
        lead=_("That it was granted, and that this was taken back, stays on record."),
        consequences=[
            _("No lease can be signed on it any more: the whole time of introduction holds again."),
            _("The care party can ask for an exception again."),
        ],
        danger=True,
    )


def caught_up() -> Deed:
    return Deed(
        title=_("Is the plan done?"),
        submit=_("The plan is done"),
        done=_("It is on record that the plan is done."),
        lead=_("The introduction is made up for, as was agreed with the exception."),
        consequences=[_("Nobody is reminded of this plan any more.")],
    )
