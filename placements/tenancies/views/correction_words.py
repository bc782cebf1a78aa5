"""The words around taking an end back: what goes on, and what stays as it was."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed


def taking_end_back() -> Deed:
    return Deed(
        title=_("Was the end of this lease recorded by mistake?"),
        submit=_("Take the end back"),
        done=_("The end was taken back, and all parties were told."),
        lead=_("The lease then goes on. That an end was recorded stays on record."),
        consequences=[
            _("The household lives there as before, and no longer waits for another home."),
            _("Guidance that ended along with it goes on, by the same person, without a gap."),
            _("The contact moments that were dropped then are planned again."),
            _("The home counts as before: its place was never free."),
        ],
        danger=True,
    )


def correcting_end() -> Deed:
    return Deed(
        title=_("Correct the end of this lease"),
        submit=_("Correct the end"),
        done=_("The end of the lease was corrected, and all parties were told."),
        lead=_("For a wrong date or a wrong reason. The lease has ended either way."),
        consequences=[_("What was recorded first stays on record.")],
    )


def correcting_transfer() -> Deed:
    return Deed(
        title=_("Correct the transfer to the tenant's own name"),
        submit=_("Correct the transfer"),
        done=_("The transfer was corrected."),
        lead=_("For a wrong date, or a lease that is not in the tenant's own name after all."),
        consequences=[_("What was recorded first stays on record.")],
    )


def taking_completion_back() -> Deed:
    return Deed(
        title=_("Was the guidance completed by mistake?"),
        submit=_("Take the completion back"),
        done=_("The guidance goes on, and all parties were told."),
        lead=_("That it was completed stays on record."),
        consequences=[
            _("Guidance that ended along with it goes on, by the same person, without a gap."),
            _("The contact moments that were dropped then are planned again."),
            _("The letting agent who lets the home sees this placement again."),
        ],
        danger=True,
    )


def taking_guidance_end_back() -> Deed:
    return Deed(
        title=_("Was the end of this guidance recorded by mistake?"),
        submit=_("Take the end back"),
        done=_("The guidance goes on."),
        lead=_("That an end was recorded stays on record."),
        consequences=[
            _("The same person is responsible again, as if it had not ended."),
            _("The contact moments that were dropped then are planned again."),
            _("Introductions that were stopped stay stopped."),
        ],
    )
