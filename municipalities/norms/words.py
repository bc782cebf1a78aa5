"""What the pages about norms say: what is asked, what follows."""

from django.utils.translation import gettext as _

from municipalities.norms.bounds import MAY_BE_NONE
from municipalities.norms.listing import Line, Value
from pact.access.deeds import Deed


def unit_of(value: Value, key: str) -> str:
    """The unit of a number that is asked, and what a 0 means where that is an answer."""
    if not key.startswith(MAY_BE_NONE):
        return value.unit
    return _("%(unit)s; 0 means that this one is not held") % {"unit": value.unit}


def enter(line: Line) -> Deed:
    return Deed(
        title=_("A new value"),
        lead=line.name,
        submit=_("Enter the new value"),
        done=_("Entered. It holds from its date on; until then nothing changes."),
        consequences=[
            _("The value of now holds to and including the day before the date."),
            _("What happened until then keeps the old value: nothing is judged anew."),
            _("Everybody reads the value, its date and its source under the agreement."),
        ],
    )


def change(line: Line) -> Deed:
    return Deed(
        title=_("Change a value that is to come"),
        lead=line.name,
        submit=_("Save"),
        done=_("Saved. It holds from its date on."),
        consequences=[_("It does not hold yet, so nothing rests on the old number.")],
    )


def take_back(line: Line, value: Value) -> Deed:
    words = _("%(value)s %(unit)s will not hold. The value before it goes on.")
    return Deed(
        title=_("Take this value back?"),
        lead=line.name,
        submit=_("Take it back"),
        done=_("Taken back. The value before it goes on."),
        consequences=[
            words % {"value": value.value, "unit": value.unit},
            _("Its history stays: who entered it, and who took it back."),
        ],
        danger=True,
    )
