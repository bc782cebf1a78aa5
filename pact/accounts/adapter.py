"""How allauth behaves here: nobody registers, an administrator invites."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """The door for people who were invited; there is no other."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
