"""What the pages about parties say: what is asked, what follows."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed
from pact.agreement.models import Participation, Party


def _everybody_reads_it() -> str:
    return _("Everybody reads it under the agreement.")


def _stays() -> str:
    return _("It stays on record as you enter it: look at it once more before you send it.")


def enter_party() -> Deed:
    return Deed(
        title=_("A new party"),
        submit=_("Enter the party"),
        done=_("Entered. Now put its signature under a document."),
        consequences=[
            _everybody_reads_it(),
            _("People can be given a role in this party from now on."),
            _("It counts for a document only once its signature is entered."),
            _stays(),
        ],
    )


def name_also(party: Party) -> Deed:
    return Deed(
        title=_("Another name"),
        lead=party.name,
        submit=_("Enter the name"),
        done=_("Entered. Everybody reads it beside the party's own name."),
        consequences=[
            _("The party is shown under the name it has; this one stands beside it."),
            _("No other party can get this name."),
            _stays(),
        ],
    )


def correct_name(party: Party) -> Deed:
    return Deed(
        title=_("Correct the name"),
        lead=party.name,
        submit=_("Correct the name"),
        done=_("Corrected. Everybody reads the name as it is now."),
        consequences=[
            _(
                "Only for a mistake in writing. A party that is called otherwise from now on gets "
                "another name, or hands over to a new party."
            ),
            _everybody_reads_it(),
            _("What was written before stays in its history, and in reports that are final."),
        ],
    )


def sign(party: Party) -> Deed:
    return Deed(
        title=_("A signature under a document"),
        lead=party.name,
        submit=_("Enter the signature"),
        done=_("Entered. The document counts one party more from that date on."),
        consequences=[
            _("The document counts one party more from that date on."),
            _("A signature can be ended later, from a date on."),
        ],
    )


def end_signature(signature: Participation) -> Deed:
    return Deed(
        title=_("End this signature?"),
        lead=f"{signature.party} · {signature.document}",
        submit=_("End it on that date"),
        done=_("It ends on that date."),
        consequences=[
            _("The document counts one party less from that date on."),
            _("That the party signed stays on record, with both dates."),
            _("It ends no case: what runs at this party goes on."),
        ],
        danger=True,
    )


def hand_over(party: Party) -> Deed:
    return Deed(
        title=_("Handed over to another party"),
        lead=party.name,
        submit=_("Put on record"),
        done=_("On record. Everybody reads it under the agreement."),
        consequences=[
            _everybody_reads_it(),
            _("It moves no case and no home: whoever has them hands them over, one by one."),
            _stays(),
        ],
    )


def enter_document() -> Deed:
    return Deed(
        title=_("A new document"),
        submit=_("Put on record"),
        done=_("On record. Now enter which parties signed it."),
        consequences=[
            _everybody_reads_it(),
            _("It changes no number by itself: norms, shares and decisions are entered apart."),
            _("How many parties it has is counted from their signatures."),
            _stays(),
        ],
    )


def end_party(party: Party) -> Deed:
    return Deed(
        title=_("End this party?"),
        lead=party.name,
        submit=_("End the party on that date"),
        done=_("On record. Until that day everything goes on; it can be taken back until then."),
        consequences=[
            _("From today nothing new begins there; what runs is finished or handed over by then."),
            _("From that day on its people cannot come in, and get no more messages."),
            _("It cannot be chosen any more, and stands no longer under the agreement."),
            _("What it did and signed stays on record."),
            _("To whom it hands over what, you enter on the page of the party."),
        ],
        danger=True,
    )


def keep_party(party: Party) -> Deed:
    return Deed(
        title=_("Let this party go on?"),
        lead=party.name,
        submit=_("Let it go on"),
        done=_("It goes on. Signatures and areas that were ended stay ended: enter them anew."),
        consequences=[
            _("Its people can go on working after that day."),
            _("What you ended of it for that day, a signature or an area, stays ended."),
        ],
    )
