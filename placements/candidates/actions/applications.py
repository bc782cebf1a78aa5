"""An application as its caseworker has it in hand. Guidance submits it, and opens along with it."""

from contextlib import suppress
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.accounts.staying import is_there_to_stay
from pact.agreement.ends import check_takes_on
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.actions.doubles import RingFirst
from placements.candidates.actions.locks import (
    locked,
    refuse_gaps_for_others,
    refuse_what_is_closed,
    refuse_what_is_incomplete,
)
from placements.candidates.actions.news import (
    tell_about,
    tell_household_changed,
    tell_under_way,
    term,
    who_may_decide,
)
from placements.candidates.application import (
    AVOIDED,
    LABELS,
    Answers,
    answers_of,
    gaps_in,
    write_answers,
)
from placements.candidates.avoided import under_way
from placements.candidates.counted_on import said_when_counted_on
from placements.candidates.doubles import note_rung, or_else
from placements.candidates.models import Candidate
from placements.candidates.references import new_reference
from placements.candidates.states import CandidateStatus as S
from placements.candidates.wording import in_words

TRIES = 3


@transaction.atomic
def start_application(*, answers: Answers, by: Actor, at: datetime) -> Candidate:
    """Open a draft for a household, handled by whoever enters it."""
    check_takes_on(by.party_id)
    candidate = _with_a_new_reference(by=by, at=at)
    write_answers(candidate, answers)
    record("application_started", candidate, at=at)
    return candidate


@transaction.atomic
def save_application(
    *, candidate: Candidate, answers: Answers, version: int, by: Actor, at: datetime
) -> Candidate:
    """Write down other answers; what somebody else changed in the meantime is never lost."""
    candidate = locked(candidate, by=by)
    before = answers_of(candidate)
    changed = [field for field in answers if answers[field] != before[field]]
    theirs = {str(LABELS[field]): in_words(field, before[field]) for field in changed}
    candidate.check_version(version, theirs=theirs)
    refuse_what_is_closed(candidate)
    refuse_gaps_for_others(candidate, gaps_in(answers))
    _refuse_too_few_adults(candidate, answers)
    with said_when_counted_on():
        _write_and_tell(candidate, answers, changed, by=by, at=at)
    candidate.save_with()
    record("application_saved", candidate, at=at, fields=changed)
    return candidate


@transaction.atomic
def mark_submitted(
    *, candidate: Candidate, by: Actor, at: datetime, has_rung: bool = False
) -> Candidate:
    """Hand a complete application to the coordinator, who answers within the agreed term.

    ``has_rung``: the coordinator was rung, because somebody in it may have been entered already.
    """
    candidate = locked(candidate, by=by)
    refuse_what_is_incomplete(candidate)
    if has_rung:
        note_rung(candidate, at=at)
        record("coordinator_rung", candidate, at=at)
    with or_else(lambda: RingFirst(candidate, on=local_date(at))):
        candidate.move_to(
            S.SUBMITTED,
            at=at,
            submitted_at=candidate.submitted_at or at,
            answer_by=term("term_admission", local_date(at)),
        )
    record("application_submitted", candidate, at=at)
    tell_about(candidate, "application_submitted", who_may_decide(candidate, at=at), at=at)
    return candidate


@transaction.atomic
def hand_over(*, candidate: Candidate, to: Membership, by: Actor, at: datetime) -> Candidate:
    """Give a case to a colleague; every table about the candidate follows by its foreign key.

    It ends as a consequence, because the row leaves the sight of whoever gives it away.
    """
    candidate = locked(candidate, by=by)
    if not _may_take(to, candidate, local_date(at)):
        raise Refused(
            _(
                "This colleague cannot take over the case: it must be another caseworker of your "
                "own party who works there today. Choose somebody else."
            )
        )
    with acting_as(by.consequence()):
        candidate.save_with(caseworker=to)
        record("case_handed_over", candidate, at=at)
    return candidate


def _write_and_tell(
    candidate: Candidate, answers: Answers, changed: list[str], *, by: Actor, at: datetime
) -> None:
    """Whoever looked at the household looks again, and where it is led to where it must not live."""
    if AVOIDED in changed:
        _write_avoided(candidate, answers, by=by, at=at)
    else:
        write_answers(candidate, answers)
    tell_household_changed(candidate, changed, by=by, at=at)


def _write_avoided(candidate: Candidate, answers: Answers, *, by: Actor, at: datetime) -> None:
    """What was under way already may now lead where the household must not live."""
    before = under_way(candidate, on=local_date(at))
    write_answers(candidate, answers)
    hit = [each for each in under_way(candidate, on=local_date(at)) if each not in before]
    tell_under_way(candidate, hit, by=by, at=at)


def _with_a_new_reference(*, by: Actor, at: datetime) -> Candidate:
    """Other parties' references cannot be seen, so only the database knows which are taken."""
    for _attempt in range(TRIES):
        with suppress(IntegrityError), transaction.atomic():
            return Candidate.objects.create(
                reference=new_reference(),
                care_party_id=by.party_id,
                caseworker_id=by.membership_id,
                created_at=at,
                status_at=at,
            )
    raise Refused(_("No free reference was found, so nothing was saved. Save again."))


def _refuse_too_few_adults(candidate: Candidate, answers: Answers) -> None:
    guided, adults = candidate.uitstromers.count(), answers["adults"]
    if adults is not None and adults < guided:
        raise Refused(
            _(
                "%(guided)s people of this household are guided themselves, so it has at least "
                "%(guided)s adults. Change the number of adults."
            )
            % {"guided": guided}
        )


def _may_take(to: Membership, candidate: Candidate, on: date) -> bool:
    colleagues = Membership.objects.open(on).of(Role.CASEWORKER)
    return to.pk != candidate.caseworker_id and is_there_to_stay(
        colleagues.filter(party_id=candidate.care_party_id), to.pk
    )
