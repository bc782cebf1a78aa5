"""The words around each deed on a proposal: what is asked, and what follows from it."""

from django.utils.translation import gettext as _

from pact.access.deeds import Deed
from pact.common.shown import day_in_words
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.page.possible import CHECK_LABELS


def answering_profile() -> Deed:
    return _answer(
        _("Do you agree in principle on this profile?"),
        yes=_("With your yes and the candidate's yes, the letting agent learns who it is."),
    )


def answering_for_care() -> Deed:
    return _answer(
        _("Does your party agree to guide in this home?"),
        yes=_("With your yes, guidance goes on in this home for at least the agreed time."),
    )


def answering_for_candidate() -> Deed:
    return _answer(
        _("What does the candidate say?"),
        yes=_(
            "With this yes and that of the corporation, the letting agent learns name and telephone."
        ),
        no=_("A refusal has no consequence by itself; the coordinator looks at it."),
    )


def checking(kind: QuestionKind) -> Deed:
    return _answer(str(CHECK_LABELS[kind]))


def answering_definitively() -> Deed:
    return _answer(
        _("Do you agree definitively?"),
        yes=_("With your yes the placement is agreed and the lease can be signed."),
    )


def refusing_after_all(placement: Placement) -> Deed:
    return Deed(
        title=_("Does the candidate say no after all?"),
        submit=_("Record this refusal"),
        done=_("The refusal is on record; home and candidate are free again."),
        lead=_("The candidate had said yes. That stays on record beside this no."),
        consequences=[
            *what_is_released(placement),
            _("A refusal has no consequence by itself; the coordinator looks at it."),
        ],
        danger=True,
    )


def taking_back(kind: QuestionKind) -> Deed:
    return Deed(
        title=_("Take back this answer: %(question)s?") % {"question": kind.label},
        submit=_("Take this answer back"),
        done=_("The answer was taken back. It is asked again."),
        lead=_("For an answer that was recorded by mistake, or with a wrong date."),
        consequences=[
            _("That it was taken back, by whom and why, is on record."),
            _("The question is open again, with the same last day. You answer it anew."),
        ],
    )


def agreeing_payment() -> Deed:
    return Deed(
        title=_("Who pays the guidance after the move?"),
        submit=_("Record"),
        done=_("It is on record whether it is agreed who pays the guidance."),
        lead=_(
            "The candidate moves to another municipality. This is asked before the definite yes."
        ),
    )


def naming_agent(placement: Placement) -> Deed:
    known = _(
        "From now on this colleague reads who it is; who let the home until now no longer does."
    )
    return Deed(
        title=_("Let another colleague let this home"),
        submit=_("Name this colleague"),
        done=_("This colleague lets the home from now on, and hears of it by mail."),
        lead=_(
            "One letting agent at a time signs the lease, confirms its start and records its end."
        ),
        consequences=[known] if placement.released_at else [],
    )


def extending(question: Question, home: Dwelling) -> Deed:
    return Deed(
        title=_("More time for: %(question)s") % {"question": question.get_kind_display()},
        submit=_("Extend"),
        done=_("The term was extended, and the party was told."),
        lead=_(
            "The term ends on %(day)s. It can be extended to %(last)s at the latest: until "
            "then the corporation waits. The corporation itself can wait longer."
        )
        % {
            "day": day_in_words(question.due_on),
            "last": day_in_words(home.answer_by),
        },
    )


def waiting_longer(placement: Placement) -> Deed:
    return Deed(
        title=_("Until when do you wait for the answers?"),
        submit=_("Wait longer"),
        done=_("The later date is on record, and everybody concerned was told."),
        lead=_("You wait until %(day)s now. After that day this proposal lapses by itself.")
        % {"day": day_in_words(placement.dwelling.answer_by)},
        consequences=[
            _("An answer that had less time because of your date gets its whole term."),
            _("A day before the new date everybody is warned again."),
        ],
    )


def releasing(placement: Placement) -> Deed:
    return Deed(
        title=_("Release this placement because no answer came?"),
        submit=_("Release"),
        done=_("The placement lapsed; home and candidate are free again."),
        consequences=what_is_released(placement),
        danger=True,
    )


def withdrawing(placement: Placement) -> Deed:
    return Deed(
        title=_("Stop this placement?"),
        submit=_("Stop this placement"),
        done=_("The placement was stopped; home and candidate are free again."),
        consequences=what_is_released(placement),
        danger=True,
    )


def judging() -> Deed:
    return Deed(
        title=_("How do you see this refusal?"),
        submit=_("Record"),
        done=_("It is on record how you see this refusal."),
        consequences=[
            _("Nothing follows from it by itself: waiting time and introduction stay."),
            _("The care party reads it on the page of the placement."),
        ],
    )


def giving_back(home: Dwelling) -> Deed:
    return Deed(
        title=_("No candidate for %(address)s?") % {"address": home.address},
        submit=_("Give the home back"),
        done=_("The home went back to the corporation."),
        lead=_("Return the home to the corporation, with the reason."),
        consequences=[
            _("The corporation is told today, with the reason."),
            _("The home leaves the table and cannot be proposed any more."),
            _("It counts as offered and not used in the annual report."),
        ],
        danger=True,
    )


def what_is_released(placement: Placement) -> list[str]:
    """What every exit gives back, told before it happens."""
    words = {"year": placement.year_id}
    return [
        _("The home can be proposed to another candidate."),
        _("The candidate waits on, with the same waiting time and the same introduction."),
        _("The place of %(year)s is free again.") % words,
        _("All parties are told today. The corporation can no longer open this placement."),
    ]


def _answer(title: str, *, yes: str = "", no: str = "") -> Deed:
    ends = _("With a no this proposal ends: home, candidate and place are free, and all are told.")
    return Deed(
        title=title,
        submit=_("Send the answer"),
        done=_("Your answer is on record."),
        consequences=[sentence for sentence in [yes, ends, no] if sentence],
    )
