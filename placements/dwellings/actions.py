"""What is done with an offered home: offer, change, hold and release it, take it off the table."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.ends import check_takes_on
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason, norm
from pact.audit.record import record
from pact.common.constraints import broken_constraint
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused
from placements.dwellings import news
from placements.dwellings.disclosure import shown_offer
from placements.dwellings.models import Dwelling
from placements.dwellings.offer import Offer
from placements.dwellings.states import DwellingStatus

NO_CANDIDATE = "no_candidate"


@transaction.atomic
def offer_dwelling(*, offer: Offer, by: Actor, at: datetime) -> Dwelling:
    """Offer a home to the pact, once per vacancy."""
    check_takes_on(by.party_id)
    _check_dates(offer, at)
    with one_address():
        dwelling = Dwelling.objects.create(
            **offer.fields(),
            corporation_id=by.party_id,
            offered_by_id=by.membership_id,
            offered_at=at,
            status_at=at,
        )
    record("dwelling.offered", dwelling, at=at)
    return dwelling


@transaction.atomic
def change_dwelling(
    *, dwelling: Dwelling, offer: Offer, version: int, by: Actor, at: datetime
) -> Dwelling:
    """Correct an offer while nobody is proposed for it. A later date asks the corporation anew."""
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    dwelling.check_version(version, theirs=shown_offer(dwelling))
    _check_offered(dwelling)
    _check_dates(offer, at)
    before = vars(dwelling)
    changes = {name: new for name, new in offer.fields().items() if before[name] != new}
    if "answer_by" in changes:
        changes["asked_on"] = None
    if changes:
        with one_address():
            dwelling.save_with(**changes)
        record("dwelling.changed", dwelling, at=at, fields=list(changes))
    return dwelling


def _check_dates(offer: Offer, at: datetime) -> None:
    if offer.answer_by < local_date(at):
        raise Refused(
            _(
                "The date for an answer has passed. Choose a date from today on, so that there is time."
            )
        )


def _check_offered(dwelling: Dwelling) -> None:
    if dwelling.status != DwellingStatus.OFFERED:
        raise Refused(
            _(
                "This home is “%(status)s”, so that its offer can no longer be changed. Open the "
                "page again to see how it stands."
            )
            % {"status": dwelling.get_status_display()}
        )


@contextmanager
def _offered_once(refusal: Callable[[], Refused]) -> Iterator[None]:
    """The database refuses a second offer of an address by a corporation, also when both come in the
    same second. Of what others offer nobody learns anything.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if broken_constraint(error) != "corporation_offers_once":
            raise
        raise refusal() from error


def one_address() -> AbstractContextManager[None]:
    """Say in words that an address is on offer already."""
    return _offered_once(
        lambda: Refused(
            _("Your corporation offers this address already. Look it up in the list of dwellings.")
        )
    )


def _offered_anew(dwelling: Dwelling) -> Refused:
    """A home that was let may have been offered anew; both can't be on offer."""
    own = Dwelling.objects.filter(corporation=dwelling.corporation_id)
    other = own.beside(dwelling).first()
    return Refused(
        _(
            "This address was offered again meanwhile, as %(reference)s, so that this home "
            "can't be on offer beside it. Withdraw that offer first, and then try again."
        )
        % {"reference": other.reference if other else dwelling.address}
    )


def reserve(dwelling: Dwelling, *, at: datetime) -> None:
    """Hold a home for one candidate."""
    _locked(dwelling)
    dwelling.move_to(DwellingStatus.RESERVED, at=at)


def free(dwelling: Dwelling, *, at: datetime) -> None:
    """Put a home back on offer. Past its date, the corporation is asked what to do."""
    _locked(dwelling)
    with _offered_once(lambda: _offered_anew(dwelling)):
        dwelling.move_to(DwellingStatus.OFFERED, at=at, asked_on=None)


def let(dwelling: Dwelling, *, at: datetime) -> None:
    """The lease of a home is signed."""
    _locked(dwelling)
    dwelling.move_to(DwellingStatus.LET, at=at)


@transaction.atomic
def withdraw_offer(*, dwelling: Dwelling, code: str, by: Actor, at: datetime) -> Dwelling:
    """The corporation takes back a home that nobody is proposed for."""
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    if dwelling.status != DwellingStatus.OFFERED:
        raise Refused(
            _("This home is “%(status)s” and can't be withdrawn.")
            % {"status": dwelling.get_status_display()}
        )
    check_reason(ReasonKind.DWELLING_WITHDRAWAL, code, on=local_date(at))
    dwelling.move_to(DwellingStatus.WITHDRAWN, at=at, code=code)
    record("dwelling.withdrawn", dwelling, at=at, code=code)
    news.no_longer_asked(dwelling)
    return dwelling


@transaction.atomic
def return_dwelling(*, dwelling: Dwelling, code: str, by: Actor, at: datetime) -> Dwelling:
    """The coordinator gives a home back: there is no candidate for it."""
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    if dwelling.status == DwellingStatus.RESERVED:
        raise Refused(
            _("A candidate is proposed for this home. Withdraw the proposal first, then return it.")
        )
    check_reason(ReasonKind.DWELLING_RETURN, code, on=local_date(at))
    dwelling.move_to(DwellingStatus.RETURNED, at=at, code=code)
    record("dwelling.returned", dwelling, at=at, code=code)
    news.no_longer_asked(dwelling)
    news.tell_corporation("dwelling_returned", dwelling, at=at)
    return dwelling


@transaction.atomic
def ask_or_expire(*, dwelling: Dwelling, at: datetime) -> Dwelling:
    """Past its date: ask the corporation once, and without an answer within the term, let it expire.

    A clock that jumps ahead asks, and expires nothing.
    """
    today = local_date(at)
    dwelling = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    if dwelling.status != DwellingStatus.OFFERED or dwelling.answer_by >= today:
        return dwelling
    if dwelling.asked_on is None:
        dwelling.save_with(asked_on=today)
        news.tell_corporation("offer_expiring", dwelling, at=at, act_by=expires_on(dwelling))
    elif expires_on(dwelling) < today:
        dwelling.move_to(DwellingStatus.EXPIRED, at=at, code=NO_CANDIDATE)
        record("dwelling.expired", dwelling, at=at, code=NO_CANDIDATE)
        news.no_longer_asked(dwelling)
        news.tell_corporation("offer_expired", dwelling, at=at)
    return dwelling


def expires_on(dwelling: Dwelling) -> date:
    """The last day on which the corporation can still extend an offer it was asked about."""
    return working_days_after(dwelling.asked_on, norm("term_expiry", dwelling.asked_on))


def _locked(dwelling: Dwelling) -> None:
    """Read the row again under its lock, into the object that the caller holds."""
    dwelling.refresh_from_db(from_queryset=Dwelling.objects.select_for_update())
