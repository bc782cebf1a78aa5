"""What the page of each deed says: what is asked, what follows."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed


def offer() -> Deed:
    return Deed(
        title=_("Offer a home"),
        submit=_("Offer this home"),
        done=_("The home is on offer. It lies on the coordinator's table from now on."),
        lead=_("In a minute: where it is, what it costs, and until when you wait for an answer."),
        who_sees=_(
            "Your corporation and the coordinator see the home at once; the caseworker of a "
            "candidate from the proposal on; the neighbourhood worker the address from the lease on."
        ),
    )


def change() -> Deed:
    return Deed(
        title=_("Change the offer"),
        submit=_("Save"),
        done=_("The offer is changed."),
        lead=_("You can change it as long as nobody is proposed for it."),
    )
