"""The words around each deed on a lease: what is asked, and what follows from it."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed
from pact.common.shown import day_in_words
from placements.proposals.models import Placement
from placements.proposals.views.words import what_is_released
from placements.tenancies.models import Appointment, AppointmentKind, Lease


def appointing(kind: AppointmentKind) -> Deed:
    return Deed(
        title=_("Make an appointment: %(what)s") % {"what": kind.label},
        submit=_("Make the appointment"),
        done=_("The appointment stands on the page of the placement."),
        lead=_("The letting agent and the care party see it, and the coordinator."),
        consequences=[_("Whoever comes is told today, and has it in their work.")],
    )


def dropping(appointment: Appointment) -> Deed:
    return Deed(
        title=_("Cancel the appointment: %(what)s?") % {"what": appointment.get_kind_display()},
        submit=_("Cancel the appointment"),
        done=_("The appointment was cancelled."),
        consequences=[
            _("It leaves the page of the placement, and whoever would come is told."),
            _("Tell the candidate yourself."),
        ],
        danger=True,
    )


def expecting(placement: Placement) -> Deed:
    return Deed(
        title=_("Another expected start"),
        submit=_("Change the expected start"),
        done=_("The expected start was changed."),
        lead=_("This home is held in %(year)s.") % {"year": placement.year_id},
        consequences=[
            _("A start in another year moves the home to that year: it is free in this one again."),
            _("Terms and answers stay as they are. Tell the parties yourself why it moves."),
        ],
    )


def asking_to_count() -> Deed:
    return Deed(
        title=_("Does this home count?"),
        submit=_("Ask for this"),
        done=_("Asked. Oversight or another administrator decides; you get a message."),
        lead=_("Its lease is a fact, but there was no free home in its year."),
        consequences=[
            _("Nothing changes until somebody else has decided."),
            _("You cannot decide on it yourself."),
            _("Counting takes a free home. Where there is none, first ask for an extra home."),
        ],
        who_sees=_("Coordinators, administrators, oversight and municipalities read this."),
    )


def signing() -> Deed:
    return Deed(
        title=_("Record the signed lease"),
        submit=_("Record the lease"),
        done=_("The lease is on record. The home counts as soon as the start is confirmed."),
        lead=_(
            "A lease needs an introduction in the area that took the agreed time, or an exception."
        ),
        consequences=[
            _("The home is let and the place stays held."),
            _("The care party, the coordinator and the neighbourhood worker are told."),
        ],
    )


def correcting_lease() -> Deed:
    return Deed(
        title=_("Correct this lease"),
        submit=_("Correct the lease"),
        done=_("The lease was corrected, and all parties were told."),
        lead=_(
            "For what was typed wrongly. Does the lease start later than was signed? Postpone it."
        ),
        consequences=[
            _("The home counts in the year in which the lease then starts."),
            _("With another start, an appointment for the keys is cancelled. Make a new one."),
            _("What was recorded first stays on record."),
        ],
    )


def handing_over_keys() -> Deed:
    return Deed(
        title=_("When were the keys handed over?"),
        submit=_("Record the keys"),
        done=_("The day of the keys is on record."),
        consequences=[
            _(
                "Guidance and its contact moments count from the start or the keys, whichever is later."
            ),
        ],
    )


def confirming_start(lease: Lease) -> Deed:
    agreed = {"day": day_in_words(lease.starts_on)}
    return Deed(
        title=_("Has the lease started?"),
        lead=_("It was to start on %(day)s. Another day moves the home and the guidance.") % agreed,
        submit=_("Confirm the start"),
        done=_("The start is confirmed. From now on somebody lives here."),
        consequences=[
            _("The candidate is housed, and the home counts as realised."),
            _("Guidance runs on for at least the agreed time; its contact moments are planned."),
            _("The introduction in this area is closed; the others stop."),
        ],
    )


def taking_back() -> Deed:
    return Deed(
        title=_("Was this start recorded by mistake?"),
        submit=_("Take the start back"),
        done=_("The start was taken back, and all parties were told."),
        lead=_("The lease then waits again for its start. That it was recorded stays on record."),
        consequences=[
            _("The home counts as reserved again, in the year in which the lease starts."),
            _("The candidate waits again, with the time that was waited before."),
            _("The contact moments that were planned from the start are dropped."),
            _(
                "The introduction in this area runs again. Introductions elsewhere that were "
                "stopped stay stopped."
            ),
        ],
        danger=True,
    )


def postponing() -> Deed:
    return Deed(
        title=_("Postpone the start of the lease"),
        submit=_("Postpone"),
        done=_("The start was postponed, and all parties were told."),
        consequences=[
            _("The home counts in the year in which the lease then starts."),
            _("An appointment for the keys is cancelled. Make a new one."),
        ],
    )


def cancelling(placement: Placement) -> Deed:
    return Deed(
        title=_("Cancel this lease before it starts?"),
        submit=_("Cancel the lease"),
        done=_("The lease was cancelled; home and candidate are free again."),
        consequences=what_is_released(placement),
        danger=True,
    )


def transferring(lead: str = "") -> Deed:
    return Deed(
        title=_("Record the lease in the tenant's own name"),
        lead=lead,
        submit=_("Record the transfer"),
        done=_("The lease is in the tenant's own name."),
        consequences=[_("It stays the same placement, and it never counts a second time.")],
    )


def putting_off_transfer(lead: str = "") -> Deed:
    return Deed(
        title=_("Not in the tenant's own name yet?"),
        lead=lead,
        submit=_("Look again later"),
        done=_("It is on record why, and you are asked again on that day."),
        consequences=[
            _("The lease stays the care party's, and the tenancy goes on as it is."),
            _("The care party and the coordinator read why, and when you look again."),
        ],
    )


def ending(placement: Placement) -> Deed:
    return Deed(
        title=_("Record the end of the lease"),
        submit=_("Record the end"),
        done=_("The end of the lease is on record."),
        consequences=[
            _("You can no longer open this placement."),
            _(
                "Guidance of everybody in the household ends and every reminder about it stops, "
                "unless they wait for another home."
            ),
            _("The place of %(year)s stays used: somebody lived here.")
            % {"year": placement.year_id},
            _("A mistake can be corrected afterwards, by you on the page of the home."),
        ],
        danger=True,
    )


def ending_after_guidance() -> Deed:
    return Deed(
        title=_("Record the end of the lease of this home"),
        submit=_("Record the end"),
        done=_("The end of the lease is on record."),
        lead=_("For a home whose tenant is no longer guided."),
        consequences=[
            _("The care party and the coordinator are told."),
            _("The place stays used: somebody lived here."),
            _("A mistake can be corrected afterwards, by the letting agent who let this home."),
        ],
        danger=True,
    )


def completing() -> Deed:
    return Deed(
        title=_("Complete the guidance?"),
        submit=_("Complete"),
        done=_("Guidance is over and the lease goes on."),
        lead=_("Only after the agreed time, and when the goals are met."),
        consequences=[
            _("Guidance ends and its contact moments stop. The lease goes on."),
            _("The corporation no longer sees this placement."),
            _("A mistake can be taken back on the page of the placement."),
        ],
        danger=True,
    )
