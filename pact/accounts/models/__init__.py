"""Who works with the agreement, and the mails about their own accounts."""

from pact.accounts.models.mails import LinkKind, LinkMail
from pact.accounts.models.people import Absence, Membership, User

__all__ = ["Absence", "LinkKind", "LinkMail", "Membership", "User"]
