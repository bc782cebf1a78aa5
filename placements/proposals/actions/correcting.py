"""A home is put right while somebody is proposed for it, as far as that changes nothing of the match."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import amount_in_euros, day_in_words
from placements.candidates.models import Candidate
from placements.dwellings.actions import one_address
from placements.dwellings.disclosure import shown_offer
from placements.dwellings.models import Dwelling
from placements.dwellings.offer import Correction
from placements.matching.criterion import LABELS, Key, Verdict
from placements.matching.facts import home_of, households, with_area, with_load
from placements.matching.rank import match
from placements.matching.terms import Terms
from placements.proposals import news
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement
from placements.proposals.states import BEFORE_THE_LEASE

OF_THE_HOME = [Key.ACCESS, Key.QUIET]
"""What of the match can change without another district, another size or a higher rent."""

HOW_BAD = {Verdict.FITS: 0, Verdict.UNKNOWN: 1, Verdict.MIND: 1, Verdict.NOT: 2}


@transaction.atomic
def correct_dwelling(
    *, dwelling: Dwelling, correction: Correction, version: int, by: Actor, at: datetime
) -> Dwelling:
    """Put right what was typed wrong. Caseworker and coordinator hear that they have to look again."""
    locked = _locked(dwelling, by=by)
    home = locked.dwelling
    home.check_version(version, theirs=shown_offer(home))
    given = vars(correction)
    changes = {name: new for name, new in given.items() if getattr(home, name) != new}
    if not changes:
        return home
    _check_terms(home, correction, starts_on=locked.placement.expected_on)
    before = _fit(locked, by=by, today=local_date(at))
    with one_address():
        home.save_with(**changes)
    _check_no_worse(before, _fit(locked, by=by, today=local_date(at)))
    record("dwelling.corrected", home, at=at, fields=list(changes))
    with acting_as(by.consequence()):
        news.tell_corrected(locked.placement, at=at)
    return home


def _locked(dwelling: Dwelling, *, by: Actor) -> Locked:
    open_ones = Placement.objects.visible_to(by).filter(status__in=BEFORE_THE_LEASE)
    placement = open_ones.filter(dwelling=dwelling).first()
    locked = lock_placement(placement, by=by) if placement else None
    if locked is None or locked.placement.status not in BEFORE_THE_LEASE:
        raise Refused(
            _(
                "This home is “%(status)s”, so that it is not corrected here. Open the page again to "
                "see how it stands."
            )
            % {"status": dwelling.get_status_display()}
        )
    return locked


def _check_terms(home: Dwelling, correction: Correction, *, starts_on: date | None) -> None:
    if correction.rent > home.rent:
        raise Refused(
            _(
                "Everybody counts on a rent of %(rent)s. For a higher rent, take the home back and "
                "offer it anew."
            )
            % {"rent": amount_in_euros(home.rent)}
        )
    latest = max(home.available_from, starts_on or home.available_from)
    if correction.available_from > latest:
        raise Refused(
            _(
                "The lease is expected to start on %(day)s, so the home is available by then. For a "
                "later date, ask the coordinator for another expected start first."
            )
            % {"day": day_in_words(latest)}
        )


def _fit(locked: Locked, *, by: Actor, today: date) -> dict[Key, Verdict]:
    """How the home suits this household now, as far as it is the home that suits."""
    terms = Terms.on_day(today)
    with acting_as(by.consequence()):
        about = households(Candidate.objects.filter(pk=locked.candidate.pk))
        rows = Dwelling.objects.filter(pk=locked.dwelling.pk)
        home = home_of(with_load(with_area(rows, today=today), terms).get())
    found = [each for household in about for each in match(household, home, terms).criteria]
    return {each.key: each.verdict for each in found if each.key in OF_THE_HOME}


def _check_no_worse(before: dict[Key, Verdict], after: dict[Key, Verdict]) -> None:
    worse = [key for key in after if HOW_BAD[after[key]] > HOW_BAD[before[key]]]
    if worse:
        raise Refused(
            _(
                "With this the home suits the proposed household less: %(what)s. Take the home back "
                "and offer it anew; then the coordinator looks again who fits."
            )
            % {"what": ", ".join(str(LABELS[key]) for key in worse)}
        )
