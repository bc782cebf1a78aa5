"""The request as our views know it: somebody is acting."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pact.access.actor import Actor
from pact.accounts.models import Membership


class Request(HttpRequest):
    actor: Actor
    membership: Membership
    htmx: HtmxDetails
