"""The people of an application beside the first: entering, changing and removing one of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.refusals import Refused
from placements.candidates.actions.locks import (
    UNSUBMITTED,
    locked,
    refuse_gaps_for_others,
    refuse_what_is_closed,
)
from placements.candidates.models import Candidate, Card, Fingerprint, Need, Safety, Uitstromer
from placements.candidates.person import (
    LABELS_OF_PERSON,
    TABLES,
    Answers,
    answers_about,
    gaps_of,
    write_person,
)
from placements.candidates.wording import in_words

MOST = 9


@transaction.atomic
def add_person(*, candidate: Candidate, answers: Answers, by: Actor, at: datetime) -> Uitstromer:
    """Enter somebody else of the household who is guided too: one more adult, if need be."""
    candidate = locked(candidate, by=by)
    _refuse_what_is_submitted(candidate)
    taken = set(candidate.uitstromers.values_list("number", flat=True))
    if len(taken) == MOST:
        raise Refused(_("A household has at most nine people who are guided themselves."))
    count = len(taken) + 1
    Need.objects.filter(candidate=candidate, adults__lt=count).update(adults=count)
    person = Uitstromer.objects.create(
        candidate=candidate,
        caseworker_id=candidate.caseworker_id,
        number=min(set(range(1, MOST + 1)) - taken),
    )
    write_person(person, answers, care_party=candidate.care_party_id)
    flagged = Safety.objects.filter(candidate=candidate, is_flagged=True).exists()
    Card.objects.filter(uitstromer=person).update(call_first=flagged)
    candidate.save_with()
    record("person_added", candidate, at=at)
    return person


@transaction.atomic
def save_person(
    *, person: Uitstromer, answers: Answers, version: int, by: Actor, at: datetime
) -> Uitstromer:
    """Write down other answers about one person; what somebody else changed is never lost."""
    candidate = locked(person.candidate, by=by)
    before = answers_about(_whole(person))
    changed = [field for field in answers if answers[field] != before[field]]
    theirs = {str(LABELS_OF_PERSON[field]): in_words(field, before[field]) for field in changed}
    candidate.check_version(version, theirs=theirs)
    refuse_what_is_closed(candidate)
    write_person(person, answers, care_party=candidate.care_party_id)
    person = _whole(person)
    refuse_gaps_for_others(candidate, gaps_of(person))
    candidate.save_with()
    record("person_saved", candidate, at=at, fields=changed)
    return person


@transaction.atomic
def remove_person(*, person: Uitstromer, by: Actor, at: datetime) -> Candidate:
    """Take somebody out of an application again, before anybody guides them.

    Later on nobody is removed: guidance of one person ends by a decision, and says why.
    """
    candidate = locked(person.candidate, by=by)
    _refuse_what_is_submitted(candidate)
    if person.number == 1:
        raise Refused(_("The first person stays. Change the answers, or withdraw the application."))
    if Uitstromer.objects.filter(pk=person.pk, guidance__isnull=False).exists():
        raise Refused(
            _(
                "Guidance of this person has begun, so they stay on record. "
                "End the guidance instead, with the reason."
            )
        )
    for model in (*TABLES, Fingerprint):
        model.objects.filter(uitstromer=person).delete()
    Uitstromer.objects.filter(pk=person.pk).delete()
    candidate.save_with()
    record("person_removed", candidate, at=at)
    return candidate


def _whole(person: Uitstromer) -> Uitstromer:
    return Uitstromer.objects.whole().get(pk=person.pk)


def _refuse_what_is_submitted(candidate: Candidate) -> None:
    if candidate.status not in UNSUBMITTED:
        raise Refused(
            _(
                "This application is “%(status)s”, so the people in it stay as they are. "
                "People are added and removed before it is submitted."
            )
            % {"status": candidate.get_status_display()}
        )
