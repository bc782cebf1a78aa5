"""What the pages about decisions say: what is asked, what follows, in one sentence each."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.models import Decision, DecisionKind
from pact.access.deeds import Deed


def title_of(kind: str) -> str:
    return {
        DecisionKind.CAP: _("Ask for another number of homes"),
        DecisionKind.EXTRA: _("Ask for extra homes"),
        DecisionKind.HARD_SHARE: _("Ask that a share becomes a limit"),
        DecisionKind.SOFT_SHARE: _("Ask that a share becomes advice again"),
        DecisionKind.COUNTS: _("Ask that a lease counts after all"),
        DecisionKind.OUTSIDE: _("Ask that a lease does not count"),
        DecisionKind.UNUSED: _("Ask that unused homes lapse"),
    }[DecisionKind(kind)]


def asked(decision: Decision) -> str:
    """What a decision makes so, in a sentence."""
    n = decision.value or 0
    sentence = {
        DecisionKind.CAP: ngettext(
            "%(year)s gets %(value)s home, besides extras",
            "%(year)s gets %(value)s homes, besides extras",
            n,
        ),
        DecisionKind.EXTRA: ngettext(
            "%(year)s gets %(value)s extra home in all",
            "%(year)s gets %(value)s extra homes in all",
            n,
        ),
        DecisionKind.HARD_SHARE: ngettext(
            "%(municipality)s has %(value)s home of %(year)s to itself",
            "%(municipality)s has %(value)s homes of %(year)s to itself",
            n,
        ),
        DecisionKind.SOFT_SHARE: _("the share of %(municipality)s in %(year)s only advises again"),
        DecisionKind.COUNTS: _("a lease that found no free home counts in %(year)s"),
        DecisionKind.OUTSIDE: _("a lease that found no free home in %(year)s does not count"),
        DecisionKind.UNUSED: ngettext(
            "%(value)s unused home of %(year)s lapses",
            "%(value)s unused homes of %(year)s lapse",
            n,
        ),
    }[DecisionKind(decision.kind)]
    return sentence % {
        "year": decision.year,
        "value": decision.value,
        "municipality": decision.municipality,
    }


def follows(kind: str) -> list[str]:
    """What happens once it is decided on."""
    return {
        DecisionKind.CAP: [
            _("Places are added or removed; a home that is held keeps its place."),
            _("A year that is new begins with the advised shares of the year before it."),
        ],
        DecisionKind.EXTRA: [_("Places are added or removed; they stay apart: “178 + 4 extra”.")],
        DecisionKind.HARD_SHARE: [
            _("The municipality gets no more homes than this, and nobody else can use them."),
        ],
        DecisionKind.SOFT_SHARE: [
            _("Its free homes go back to all municipalities; what is held stays held."),
        ],
        DecisionKind.COUNTS: [
            _("It takes one of the free homes of that year, and counts in every figure."),
        ],
        DecisionKind.UNUSED: [
            _("Nobody can use them any more. They stay visible as homes that were not used."),
        ],
        DecisionKind.OUTSIDE: [
            _("It takes no home of any year. The annual report shows it apart, with the reason."),
        ],
    }[DecisionKind(kind)]


def ask(kind: str) -> Deed:
    return Deed(
        title=title_of(kind),
        submit=_("Ask for this"),
        done=_("Asked. Oversight or another administrator decides; you get a message."),
        lead=_("Nothing changes until somebody else has decided."),
        consequences=[
            _("Oversight and the other administrators get a message."),
            _("You cannot decide on it yourself."),
            *follows(kind),
        ],
        who_sees=_("Coordinators, administrators, oversight and municipalities read this."),
    )


def approve(decision: Decision) -> Deed:
    return Deed(
        title=_("Agree with this request?"),
        submit=_("Agree and carry out"),
        done=_("Decided and carried out."),
        lead=_("Agreed: %(sentence)s.") % {"sentence": asked(decision)},
        consequences=[
            *follows(decision.kind),
            _("It is carried out at once, and stays on record with your name and the document."),
        ],
    )


def refuse(decision: Decision) -> Deed:
    return Deed(
        title=_("Refuse this request?"),
        submit=_("Refuse the request"),
        done=_("Refused. Everything stays as it was."),
        lead=_("Not agreed: %(sentence)s.") % {"sentence": asked(decision)},
        consequences=[
            _("Nothing changes. Who asked gets a message, and may ask again."),
        ],
        danger=True,
    )
