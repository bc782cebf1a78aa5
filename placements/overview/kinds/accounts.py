"""Colleagues: who looked where they may not, who has not come in yet."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.access.actor import Actor
from pact.accounts.models import User
from pact.audit.models import Look, Outcome
from placements.overview.items import FETCHED, Item

A_WEEK = timedelta(days=7)


def refused_looks(actor: Actor, _today: date) -> Iterator[Item]:
    """People who tried to open what their role does not give them, in the last week."""
    since = timezone.now() - A_WEEK
    looks = Look.objects.visible_to(actor).filter(outcome=Outcome.REFUSED, at__gte=since)
    count = looks.count()
    if count:
        yield Item(
            title=_("Refused looks"),
            text=ngettext(
                "%(n)s page was refused to a member this week. See whether there is a reason.",
                "%(n)s pages were refused to members this week. See whether there is a reason.",
                count,
            )
            % {"n": count},
            address=f"{reverse('audit:looks')}?only={Outcome.REFUSED}",
        )


def open_invitations(_actor: Actor, _today: date) -> Iterator[Item]:
    """People who were invited and have not set a password; their link works for one day."""
    waiting = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    for user in waiting.order_by("invited_at", "pk")[:FETCHED]:
        yield Item(
            title=user.name,
            text=_("Has not set a password yet. Invite again when the link is older than a day."),
            address=reverse("accounts:person", args=[user.public_id]),
        )
