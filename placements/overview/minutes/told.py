"""What the minutes tell: each step and each deed of the table, in which section and which words."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import ReasonKind as K
from placements.candidates.states import CandidateStatus as C
from placements.dwellings.states import DwellingStatus as D
from placements.proposals.states import PlacementStatus as P


class Section(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ANSWERED = "answered", _("Answers that came in")
    STOPPED = "stopped", _("Proposals that stopped")
    HOMES = "homes", _("Homes that left the table")
    CASES = "cases", _("Applications")
    EXCEPTIONS = "exceptions", _("Exceptions to the time of introduction")


@dataclass(frozen=True)
class Told:
    """One kind of line. ``no`` are the words for an answer that came with a reason to refuse."""

    section: Section
    words: Promise
    reasons: K | None = None
    no: Promise | None = None


STOPPED = Told(Section.STOPPED, _("Proposal withdrawn"), K.PLACEMENT_WITHDRAWAL)
LAPSED = Told(Section.STOPPED, _("Proposal lapsed"), K.LAPSE)
LEFT = Told(Section.CASES, _("Application withdrawn"), K.WITHDRAWAL)

STEPS: dict[tuple[str, str, str], Told] = {
    ("placement", "", P.PROPOSED): Told(Section.PROPOSED, _("Proposed"), K.OTHER_CANDIDATE),
    ("placement", P.PROPOSED, P.WITHDRAWN): STOPPED,
    ("placement", P.AGREED, P.WITHDRAWN): STOPPED,
    ("placement", P.PROPOSED, P.LAPSED): LAPSED,
    ("placement", P.LEASED, P.CANCELLED): Told(
        Section.STOPPED, _("The signed lease does not start"), K.CANCELLATION
    ),
    ("dwelling", D.OFFERED, D.RETURNED): Told(
        Section.HOMES, _("Given back to the corporation"), K.DWELLING_RETURN
    ),
    ("dwelling", D.OFFERED, D.WITHDRAWN): Told(
        Section.HOMES, _("Taken back by the corporation"), K.DWELLING_WITHDRAWAL
    ),
    ("dwelling", D.OFFERED, D.EXPIRED): Told(
        Section.HOMES, _("The offer expired"), K.DWELLING_RETURN
    ),
    ("candidate", C.SUBMITTED, C.ADMITTED): Told(Section.CASES, _("Admitted")),
    ("candidate", C.SUBMITTED, C.RETURNED): Told(
        Section.CASES, _("Given back to complete"), K.RETURN_ITEM
    ),
    ("candidate", C.SUBMITTED, C.REJECTED): Told(Section.CASES, _("Rejected"), K.REJECTION),
    ("candidate", C.REJECTED, C.SUBMITTED): Told(Section.CASES, _("The rejection is reconsidered")),
    ("candidate", C.ADMITTED, C.ON_HOLD): Told(Section.CASES, _("Set aside for a while"), K.HOLD),
    ("candidate", C.ON_HOLD, C.ADMITTED): Told(Section.CASES, _("Waits again for a home")),
    ("candidate", C.HOUSED, C.ADMITTED): Told(Section.CASES, _("Looks for another home")),
    **{
        ("candidate", was, C.WITHDRAWN): LEFT
        for was in [C.SUBMITTED, C.RETURNED, C.ADMITTED, C.ON_HOLD]
    },
    ("candidate", C.ADMITTED, C.SUBMITTED): Told(
        Section.CASES, _("The admission was taken back"), K.CORRECTION
    ),
    **{
        ("candidate", C.WITHDRAWN, becomes): Told(
            Section.CASES, _("The withdrawal was taken back"), K.CORRECTION
        )
        for becomes in [C.SUBMITTED, C.RETURNED, C.ADMITTED, C.ON_HOLD]
    },
}
"""By what it was about, what it was and what it became. Who refuses tells so by an answer, below."""

ANSWERED = Section.ANSWERED
DEEDS: dict[str, Told] = {
    "answer_profile": Told(
        ANSWERED,
        _("The corporation agrees in principle"),
        K.CORPORATION_REFUSAL,
        no=_("The corporation refuses the profile"),
    ),
    "answer_care": Told(
        ANSWERED, _("The care party agrees"), K.CARE_REFUSAL, no=_("The care party refuses")
    ),
    "answer_candidate": Told(
        ANSWERED, _("The candidate says yes"), K.CANDIDATE_REFUSAL, no=_("The candidate says no")
    ),
    "answer_viewing": Told(
        ANSWERED,
        _("The viewing was held"),
        K.CORPORATION_REFUSAL,
        no=_("The corporation refuses after the viewing"),
    ),
    "answer_income": Told(
        ANSWERED,
        _("The income test was passed"),
        K.CORPORATION_REFUSAL,
        no=_("The income test was not passed"),
    ),
    "answer_permit": Told(
        ANSWERED,
        _("The housing permit is there"),
        K.CORPORATION_REFUSAL,
        no=_("There is no housing permit"),
    ),
    "answer_definite": Told(
        ANSWERED,
        _("The corporation agrees definitely"),
        K.CORPORATION_REFUSAL,
        no=_("The corporation refuses definitely"),
    ),
    "take_back_answer": Told(ANSWERED, _("An answer was taken back")),
    "extend_term": Told(ANSWERED, _("More time to answer")),
    "exemption.granted": Told(Section.EXCEPTIONS, _("Exception granted"), K.EXCEPTION),
    "exemption.denied": Told(Section.EXCEPTIONS, _("Exception denied"), K.EXCEPTION),
    "exemption.revoked": Told(Section.EXCEPTIONS, _("Exception revoked"), K.CORRECTION),
}
"""By the name of the action. The database lets the coordinator read these deeds and no others."""

REASONS = {told.reasons for told in [*STEPS.values(), *DEEDS.values()] if told.reasons}

OUR_STEPS = reduce(or_, (Q(kind=kind, was=was, becomes=to) for kind, was, to in STEPS))
OUR_DEEDS = Q(action__in=DEEDS)
