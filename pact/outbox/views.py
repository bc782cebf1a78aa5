"""What was told to whom and what became of it; in the demonstration, the mails themselves."""

import uuid

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pact.access.attempts import attempt
from pact.access.deeds import asks
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.common.answers import UNREADABLE
from pact.common.keyset import page_of
from pact.outbox import actions
from pact.outbox.demonstration import kept_mails
from pact.outbox.failures import failure_in_words
from pact.outbox.filters import MessageFilter
from pact.outbox.kinds import subject_of
from pact.outbox.models import Message, MessageState

TONES = {
    MessageState.WAITING: "plain",
    MessageState.SENT: "ok",
    MessageState.DEAD: "bad",
    MessageState.DROPPED: "plain",
}


@require_safe
@needs(Permission.MESSAGES_READ)
def messages(request: Request) -> HttpResponse:
    narrowed = MessageFilter(request.GET or None)
    visible = Message.objects.visible_to(request.actor).select_related("recipient__user")
    page = page_of(request, narrowed.narrow(visible))
    context = {
        "filter": narrowed,
        "page": page,
        "rows": [_shown(row) for row in page.rows],
    }
    status = UNREADABLE if narrowed.errors else 200
    return render(request, "outbox/messages.html", context, status=status)


def _shown(message: Message) -> dict[str, object]:
    return {
        "message": message,
        "subject": subject_of(message.kind),
        "tone": TONES[MessageState(message.state)],
        "why": failure_in_words(message.last_error),
    }


@asks
@needs(Permission.MESSAGES_SEND)
def resend(request: Request, public_id: uuid.UUID) -> HttpResponse:
    visible = Message.objects.visible_to(request.actor).select_related("recipient__user")
    message = get_object_or_404(visible, public_id=public_id)
    if request.method == "POST":
        return attempt(
            request,
            lambda: actions.resend(message=message, by=request.actor, at=timezone.now()),
            done=_("The message is sent again within a minute."),
            back=reverse("outbox:messages"),
        )
    return render(request, "outbox/resend.html", _shown(message))


@require_safe
@needs(Permission.OWN_WORK)
def demo_mails(request: Request) -> HttpResponse:
    """Only where everything is made up: in service, a mail is its reader's."""
    if not getattr(settings, "DEMONSTRATION", False):
        raise Http404
    mails, older = kept_mails(before=request.GET.get("before", ""))
    context = {"mails": mails, "older": f"{request.path}?before={older}" if older else None}
    return render(request, "outbox/demo_mails.html", context)
