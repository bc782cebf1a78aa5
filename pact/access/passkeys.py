"""The forms of passkeys and security keys, in our words: allauth speaks of a code here."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOT_YOURS = _("This key does not fit this account. Take another key, or come in in another way.")


class AddKey(AddWebAuthnForm):
    """A passkey, whose name allauth asks for in English only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")


class KeyAfterPassword(AuthenticateWebAuthnForm):
    """A key that does not fit is told to be one."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except ValidationError as refusal:
            if refusal.code != "incorrect_code":
                raise
            raise ValidationError(NOT_YOURS) from refusal


class KeyInsteadOfPassword(KeyAfterPassword, LoginWebAuthnForm):
    """A passkey that is all that signing in takes."""


class KeyOnceMore(KeyAfterPassword, ReauthenticateWebAuthnForm):
    """A key that shows once more who is there."""
