"""The words around each deed on a signal."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed


def giving() -> Deed:
    return Deed(
        title=_("Give a signal"),
        submit=_("Give this signal"),
        done=_("The signal is given. The other side is asked to look at it."),
        lead=_("What happened is one thing, how you see it another. Both sides say how they do."),
        consequences=[
            _("The other side gets a message without a name, and looks within the term."),
            _("A signal ends nothing: no lease and no guidance. You decide together what to do."),
        ],
    )


def looking() -> Deed:
    return Deed(
        title=_("How do you see it?"),
        submit=_("Put my view on record"),
        done=_("Your view is on record. Agree together on what to do."),
        consequences=[_("The other side reads your view, and you can agree on what to do.")],
    )


def deciding() -> Deed:
    return Deed(
        title=_("What did you agree?"),
        submit=_("Put on record"),
        done=_("What you agreed is on record. The other side is told."),
        lead=_("Ring the other side first: this is what you decided together."),
        consequences=[_("The signal is settled. If it happens again, give a new one.")],
    )
