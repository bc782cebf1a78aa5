"""What the pages about exchanges say: what is asked, what follows."""

from django.utils.translation import gettext as _

from municipalities.models import Exchange
from pact.access.deeds import Deed


def asked(exchange: Exchange) -> str:
    """What is asked, in a sentence."""
    return _("%(asking)s asks %(giving)s for a home of %(year)s") % {
        "asking": exchange.asking,
        "giving": exchange.giving,
        "year": exchange.year_id,
    }


def ask() -> Deed:
    return Deed(
        title=_("Ask another municipality for a home"),
        submit=_("Ask for a home"),
        done=_("Asked. The other municipality got a message, with the date of its term."),
        lead=_("When your homes of a year are all taken and another municipality has some left."),
        consequences=[
            _("An officer of the other municipality says yes or no, within the term."),
            _("After a yes one home moves, and both shares change by one."),
            _("The number of homes of the year stays the same."),
        ],
        who_sees=_("Both municipalities, coordinators, administrators and oversight read this."),
    )


def agree(exchange: Exchange) -> Deed:
    words = {"asking": exchange.asking, "giving": exchange.giving}
    return Deed(
        title=_("Give this home?"),
        submit=_("Give the home"),
        done=_("Given. The home has moved, and the asker got a message."),
        lead=asked(exchange),
        consequences=[
            _("One free home goes from %(giving)s to %(asking)s, at once.") % words,
            _("The share of %(giving)s becomes one less, that of %(asking)s one more.") % words,
            _("It cannot be taken back; %(asking)s can be asked for a home in its turn.") % words,
        ],
        danger=True,
    )


def decline(exchange: Exchange) -> Deed:
    return Deed(
        title=_("Keep this home?"),
        submit=_("Keep the home"),
        done=_("Answered with no. Everything stays as it was."),
        lead=asked(exchange),
        consequences=[_("Nothing changes. Who asked gets a message, and may ask another.")],
    )
