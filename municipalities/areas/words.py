"""What the pages about areas say: what is asked, what follows."""

from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.areas.querysets import introduced_now
from municipalities.models import AreaWork, IntroductionArea
from pact.access.deeds import Deed
from pact.agreement.models import Municipality


def _runs(municipality: Municipality) -> list[str]:
    """What rests on the areas now, in numbers; who is concerned hears of it."""
    found = introduced_now(municipality, timezone.localdate())
    if not found:
        return [_("Nobody is introduced in this municipality now.")]
    counted = ", ".join(f"{name}: {n}" for name, n in found)
    return [
        _(
            "Introductions that are planned or run now: %(counted)s. Where districts leave, their "
            "caseworkers and the coordinators get a message."
        )
        % {"counted": counted}
    ]


def _moves(municipality: Municipality) -> list[str]:
    return [
        *_runs(municipality),
        _("A district belongs to one area: it leaves the one it is in now, on the same date."),
        _("An area that loses its last district is closed on that date."),
        _(
            "An introduction that runs in the old area no longer counts for a home in these "
            "districts from that date. Ask the coordinator first."
        ),
    ]


def draw(municipality: Municipality) -> Deed:
    return Deed(
        title=_("Draw an area"),
        lead=municipality.name,
        submit=_("Draw this area"),
        done=_("Drawn. It holds from its date on. Now say which party introduces there."),
        consequences=_moves(municipality),
    )


def redraw(area: IntroductionArea) -> Deed:
    return Deed(
        title=_("Other districts for this area"),
        lead=area.name,
        submit=_("Enter the districts"),
        done=_("Entered. They hold from their date on."),
        consequences=[
            *_moves(area.municipality),
            _("A district that you leave out is in no area any more."),
        ],
    )


def close(area: IntroductionArea) -> Deed:
    return Deed(
        title=_("Close this area?"),
        lead=area.name,
        submit=_("Close the area"),
        done=_("Closed from that date on."),
        consequences=[
            *_runs(area.municipality),
            _(
                "Its districts are in no area any more from that date: a home there is an exception."
            ),
            _("No party introduces here any more from that date."),
            _("What was done here stays on record."),
        ],
        danger=True,
    )


def give(area: IntroductionArea) -> Deed:
    return Deed(
        title=_("Who introduces here"),
        lead=area.name,
        submit=_("Let this party introduce"),
        done=_("Entered. The people of this party can be named from that date on."),
        consequences=[
            _("Neighbourhood workers of this party can be named for new introductions here."),
            _("Several parties may introduce in one area."),
        ],
    )


def stop(work: AreaWork) -> Deed:
    return Deed(
        title=_("This party no longer introduces here"),
        lead=f"{work.party} · {work.area}",
        submit=_("End it on that date"),
        done=_("It ends on that date."),
        consequences=[
            _("Nobody of this party is named for a new introduction here from that date."),
            _("Introductions that run go on, until somebody else is named."),
            _(
                "Where no party introduces, the care party does it, and the coordinator sees the gap."
            ),
        ],
    )
