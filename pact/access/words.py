"""The words around what is done to somebody's account or work."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed
from pact.accounts.models import Membership, User


def give_role(user: User) -> Deed:
    return Deed(
        title=_("Give another role"),
        submit=_("Give this role"),
        done=_("The role holds from the next page this person opens."),
        lead=_("%(name)s acts in one role at a time, and chooses which.") % {"name": user.name},
    )


def remove_second_factor(user: User) -> Deed:
    return Deed(
        title=_("Remove the second factor of %(name)s?") % {"name": user.name},
        submit=_("Remove the second factor"),
        done=_("It is removed. This person hears so by mail, and sets up a new one."),
        lead=user.email,
        consequences=[
            _("Make sure first that it is really them: ring the number at work that you know."),
            _("Wherever they are signed in, they are signed out."),
            _("With their password they sign in once more, and set up a new second factor."),
        ],
        danger=True,
    )


def name_substitute(absent: Membership, *, is_own: bool) -> Deed:
    own = _("On these days a colleague has all of your work, and gets your messages.")
    theirs = _("On these days a colleague has all the work of %(name)s, and gets the messages.")
    return Deed(
        title=_("Name who stands in"),
        submit=_("Name this colleague"),
        done=_("On these days your colleague has all of this work too."),
        lead=own if is_own else theirs % {"name": absent.user.name},
    )
