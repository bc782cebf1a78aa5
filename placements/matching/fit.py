"""How a household and a home fit, criterion by criterion, each in a sentence.

Software explains and people decide: there is no score.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.common.dates import months_after
from pact.common.shown import amount_in_euros, day_in_words
from placements.candidates.models import Accessibility, IncomeClass
from placements.dwellings.disclosure import floor_in_words
from placements.matching.criterion import Criterion, Key, Verdict
from placements.matching.facts import Home, Household
from placements.matching.terms import Terms

ASKS = list(Accessibility.values)


def criteria(household: Household, home: Home, terms: Terms) -> list[Criterion]:
    """Everything there is to say about this household in this home."""
    found = [rule(household, home, terms) for rule in RULES]
    return [each for each in found if each is not None]


Rule = Callable[[Household, Home, Terms], Criterion | None]


def _district(household: Household, home: Home, terms: Terms) -> Criterion | None:
    """A district that the household avoids. Why is on record nowhere, and nobody is told."""
    if home.district_id not in household.avoided:
        return None
    return Criterion(Key.DISTRICT, Verdict.NOT, _("not possible in this district"))


def _rooms(household: Household, home: Home, terms: Terms) -> Criterion:
    short = household.bedrooms - home.bedrooms
    words = {"rooms": _bedrooms(home.bedrooms), "people": _people(household.people)}
    sentence = _("%(rooms)s for %(people)s") % words
    if short <= 0:
        roomy = home.bedrooms >= household.people + terms.bedrooms_spare
        return Criterion(Key.ROOMS, Verdict.MIND if roomy else Verdict.FITS, sentence)
    verdict = Verdict.MIND if short <= terms.bedrooms_short else Verdict.NOT
    wanted = _("They ask for %(rooms)s.") % {"rooms": _bedrooms(household.bedrooms)}
    return Criterion(Key.ROOMS, verdict, sentence, wanted)


def _bedrooms(number: int) -> str:
    return ngettext("%(n)s bedroom", "%(n)s bedrooms", number) % {"n": number}


def _people(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _rent(household: Household, home: Home, terms: Terms) -> Criterion:
    """Above what they can pay is too dear; above the limit for their income is to be thought over.

    Appropriate allocation is a share of a corporation's lettings in a year, not a ban on one.
    """
    if home.rent > household.max_rent:
        most = {"most": amount_in_euros(household.max_rent)}
        return Criterion(
            Key.RENT, Verdict.NOT, _("rent too high"), _("At most %(most)s is possible.") % most
        )
    if household.income_class is None:
        return Criterion(
            Key.RENT, Verdict.UNKNOWN, _("income unknown"), _("The income class is not entered.")
        )
    if household.income_class == IncomeClass.ABOVE:
        return Criterion(Key.RENT, Verdict.MIND, _("income above the limit for social housing"))
    if household.income_class == IncomeClass.APPROPRIATE and home.rent > terms.rent_limit:
        limit = {"limit": amount_in_euros(terms.rent_limit)}
        remedy = _("For this income the limit is %(limit)s.") % limit
        return Criterion(Key.RENT, Verdict.MIND, _("rent above the limit for this income"), remedy)
    return Criterion(Key.RENT, Verdict.FITS, _("rent fits the income"))


def _introduction(household: Household, home: Home, terms: Terms) -> Criterion:
    if home.area_id is None:
        remedy = _("The district belongs to no introduction area yet.")
        return Criterion(Key.INTRODUCTION, Verdict.UNKNOWN, _("introduction area unknown"), remedy)
    found = household.introduction_in(home.area_id)
    if found is None or found.first_contact_on is None:
        return _not_introduced(household, home, is_planned=found is not None)
    earliest = months_after(found.first_contact_on, terms.introduction_months)
    if earliest > home.starts_on:
        return _introduced_too_short(household, home, earliest)
    if found.contacts < terms.introduction_contacts:
        words = {"held": found.contacts, "asked": terms.introduction_contacts}
        return Criterion(
            Key.INTRODUCTION,
            Verdict.MIND,
            _("introduction long enough, %(held)s of %(asked)s contacts held") % words,
            _("The others have to be held before the lease is signed."),
        )
    return Criterion(Key.INTRODUCTION, Verdict.FITS, _("introduction long enough"))


def _not_introduced(household: Household, home: Home, *, is_planned: bool) -> Criterion:
    words = {"area": home.area}
    sentence = _("no introduction in %(area)s") % words
    if is_planned:
        sentence = _("introduction in %(area)s not begun") % words
    return _too_early(household, home, sentence, _("An exception is needed, or another home."))


def _introduced_too_short(household: Household, home: Home, earliest: date) -> Criterion:
    words = {"day": day_in_words(earliest)}
    return _too_early(
        household,
        home,
        _("introduction long enough from %(day)s") % words,
        _("Let the lease start on %(day)s or later, or have an exception asked.") % words,
    )


def _too_early(household: Household, home: Home, sentence: str, remedy: str) -> Criterion:
    if household.exempt_until is not None and household.exempt_until >= home.starts_on:
        granted = _("An exception has been granted.")
        return Criterion(Key.INTRODUCTION, Verdict.MIND, sentence, granted)
    return Criterion(Key.INTRODUCTION, Verdict.NOT, sentence, remedy)


def earliest_start(household: Household, home: Home, terms: Terms) -> date | None:
    """From when the introduction in the area of this home is long enough; None: not begun."""
    found = household.introduction_in(home.area_id)
    if found is None or found.first_contact_on is None:
        return None
    return months_after(found.first_contact_on, terms.introduction_months)


def _access(household: Household, home: Home, terms: Terms) -> Criterion:
    without_stairs = home.floor <= 0 or home.has_lift
    sentence = floor_in_words(home.floor, has_lift=home.has_lift)
    if household.accessibility == Accessibility.NONE:
        return Criterion(Key.ACCESS, Verdict.FITS, sentence)
    asked = ASKS.index(household.accessibility)
    offered = max(ASKS.index(home.accessibility), ASKS.index(Accessibility.GROUND_FLOOR))
    if without_stairs and offered >= asked:
        return Criterion(Key.ACCESS, Verdict.FITS, sentence)
    need = {"need": Accessibility(household.accessibility).label}
    return Criterion(Key.ACCESS, Verdict.NOT, sentence, _("Needed: %(need)s.") % need)


def _quiet(household: Household, home: Home, terms: Terms) -> Criterion | None:
    if not household.wants_quiet:
        return None
    if home.is_quiet is None:
        remedy = _("Ask the corporation how quiet the home is.")
        return Criterion(Key.QUIET, Verdict.UNKNOWN, _("quiet: unknown"), remedy)
    if home.is_quiet:
        return Criterion(Key.QUIET, Verdict.FITS, _("quiet home"))
    return Criterion(Key.QUIET, Verdict.MIND, _("not a quiet home"), _("Quiet was asked for."))


def _area(household: Household, home: Home, terms: Terms) -> Criterion | None:
    if not household.preferred:
        return None
    if home.area_id is None:
        return Criterion(Key.AREA, Verdict.UNKNOWN, _("area unknown"))
    if home.area_id in household.preferred:
        return Criterion(Key.AREA, Verdict.FITS, _("in an area asked for"))
    return Criterion(Key.AREA, Verdict.MIND, _("outside the areas asked for"))


def _month(household: Household, home: Home, terms: Terms) -> Criterion | None:
    month = household.earliest_month
    if month is None or month <= home.starts_on:
        return None
    words = {"month": day_in_words(month, "F Y")}
    return Criterion(Key.MONTH, Verdict.MIND, _("can move from %(month)s on") % words)


def _guidance(household: Household, home: Home, terms: Terms) -> Criterion:
    if household.guidance_is_named:
        return Criterion(Key.GUIDANCE, Verdict.FITS, _("guidance by a named person"))
    remedy = _("The care party has to name who guides.")
    return Criterion(Key.GUIDANCE, Verdict.MIND, _("nobody named for guidance"), remedy)


def _complex(household: Household, home: Home, terms: Terms) -> Criterion:
    """What the corporation told of the complex; what is not known, or is too old, is not green."""
    if home.complex_lettings is None or home.complex_priority is None:
        remedy = _(
            "The corporation has not told how many homes in this complex were let with priority."
        )
        return Criterion(Key.COMPLEX, Verdict.UNKNOWN, _("number in this complex: unknown"), remedy)
    words = {"priority": home.complex_priority, "lettings": home.complex_lettings}
    sentence = _("%(priority)s of %(lettings)s lettings in this complex with priority") % words
    if 100 * home.complex_priority < terms.complex_percent * home.complex_lettings:
        return Criterion(Key.COMPLEX, Verdict.FITS, sentence)
    if not home.complex_lettings:
        return Criterion(Key.COMPLEX, Verdict.FITS, _("nothing let in this complex in a year"))
    limit = {"percent": terms.complex_percent}
    remedy = _("From %(percent)s percent on it asks attention.") % limit
    return Criterion(Key.COMPLEX, Verdict.MIND, sentence, remedy)


RULES: list[Rule] = [
    _district,
    _rooms,
    _rent,
    _introduction,
    _access,
    _quiet,
    _area,
    _month,
    _guidance,
    _complex,
]
"""In the order in which they are shown."""
