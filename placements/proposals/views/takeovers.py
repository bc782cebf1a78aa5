"""What another care party asks to take over: reference and dates, and the receiver's answer."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from placements.guidance.disclosure.takeovers import shown_takeover
from placements.guidance.forms import AnswerTakeover
from placements.guidance.views.takeovers import address_of, takeover_or_404
from placements.proposals import actions
from placements.proposals.views.deeds import by_whom


@asks
@needs(Permission.TAKE_OVER)
def takeover(request: Request, public_id: UUID) -> HttpResponse:
    asked = takeover_or_404(request, public_id)
    looked("guidance:takeover", asked, at=timezone.now())
    return ask_and_do(
        request,
        "placements/guidance/takeover.html",
        form=AnswerTakeover(typed(request)),
        deed=_answering(),
        act=lambda given: actions.take_over(takeover=asked, **given, **by_whom(request)),
        back=address_of(asked),
        shown=shown_takeover(asked, request.actor),
    )


def _answering() -> Deed:
    return Deed(
        title=_("Take this case over?"),
        submit=_("Give this answer"),
        done=_("Your answer is recorded."),
        consequences=[
            _("After a yes you get the whole file, and you are responsible from today on."),
            _("After a no nothing changes: the other party keeps the case."),
        ],
    )
