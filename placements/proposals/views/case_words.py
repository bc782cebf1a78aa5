"""The words around each deed on a case: what is asked, and what follows from it."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed


def holding() -> Deed:
    return Deed(
        title=_("Put this case on hold?"),
        submit=_("Put on hold"),
        done=_("The case is on hold. You can let it go on at any moment."),
        consequences=[
            _("The waiting time pauses. What was waited stays."),
            _("A proposal that runs is withdrawn; its home and its place are free again."),
        ],
    )


def resuming() -> Deed:
    return Deed(
        title=_("Let this case go on?"),
        submit=_("Go on"),
        done=_("The case goes on, with the time it had waited."),
        consequences=[_("The candidate waits again. The days on hold do not count.")],
    )


def withdrawing(*, was_submitted: bool) -> Deed:
    return Deed(
        title=_("Withdraw this application?"),
        submit=_("Withdraw"),
        done=_("The application is withdrawn. Nobody is reminded of it any more."),
        consequences=[
            _("Introductions, guidance and a proposal that runs stop today."),
            _("A home that is released can go to somebody else. The waiting time stays on record."),
            _after_a_mistake(was_submitted=was_submitted),
        ],
        danger=True,
    )


def taking_withdrawal_back() -> Deed:
    return Deed(
        title=_("Take this withdrawal back?"),
        submit=_("Take the withdrawal back"),
        done=_("The application goes on where it was. Look at what has to be taken up again."),
        consequences=[
            _("It gets the status that it had, and waits as if it had never been withdrawn."),
            _("Guidance goes on, by the person who was named."),
            _("Introductions that stopped are taken up again one by one, each on its own page."),
            _("A proposal or a takeover that ended does not come back. Ask it anew."),
        ],
    )


def taking_admission_back() -> Deed:
    return Deed(
        title=_("Take this admission back?"),
        submit=_("Take the admission back"),
        done=_("The admission is taken back. Decide on the application anew."),
        consequences=[
            _("The application waits for a decision again. Its waiting time begins when admitted."),
            _("The care party gets a message."),
        ],
    )


def _after_a_mistake(*, was_submitted: bool) -> str:
    if was_submitted:
        return _("Was it a mistake? You or the coordinator can take it back, except after a death.")
    return _("Was it a mistake? Then you enter the candidate again: a draft does not come back.")
