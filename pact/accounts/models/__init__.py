"""Who works with the agreement, and the mails about their own accounts."""

from pact.accounts.models.mails import AccountMail, LinkKind, LinkMail, NoticeKind, NoticeMail
from pact.accounts.models.people import Absence, Membership, User

__all__ = [
    "Absence",
    "AccountMail",
    "LinkKind",
    "LinkMail",
    "Membership",
    "NoticeKind",
    "NoticeMail",
    "User",
]
