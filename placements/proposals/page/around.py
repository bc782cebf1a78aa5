"""What stands around a placement, per reader: the person, the home, the appointments, the lease."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pact.access.actor import Actor
from pact.common.shown import amount_in_euros, day_in_words
from placements.candidates.household import is_known
from placements.candidates.models import Need
from placements.dwellings.disclosure import floor_in_words
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement
from placements.proposals.page.lines import AppointmentLine, Line, Rows, in_language
from placements.proposals.page.loading import Whole
from placements.proposals.readers import Reader
from placements.proposals.states import CLOSED, LIVE, SIGNED, PlacementStatus
from placements.proposals.table.lines import household_in_words

R, S = Reader, PlacementStatus
KNOWS_THE_DISTRICT = [S.AGREED, *SIGNED]
KNOWS_THE_ADDRESS = SIGNED
KNOWS_WHAT_IS_AVOIDED = {R.CASEWORKER, R.COORDINATOR}

TOO_EARLY = gettext_lazy(
    "It goes no further: no release, no definite yes, no lease. Caseworker and coordinator ring each "
    "other today; then withdraw this placement, or correct the districts to avoid."
)
ALARMS = {
    S.PROPOSED: TOO_EARLY,
    S.AGREED: TOO_EARLY,
    S.LEASED: gettext_lazy(
        "Neither the keys nor the start can be recorded. Caseworker and coordinator ring each other "
        "today, and then the corporation, which can cancel the lease."
    ),
    S.MOVED_IN: gettext_lazy(
        "They live there already, so nothing is stopped. Caseworker and coordinator ring each other "
        "today about what to do."
    ),
}


def person(whole: Whole, reader: Reader) -> Rows:
    """Who it is, as far as this reader may know, and whom to ring."""
    rows = [row for each in whole.people for row in _person(each, reader)]
    if reader == R.NEIGHBOUR and any(p.card.call_first for p in whole.people if hasattr(p, "card")):
        rows.append((_("Before anything"), _("ring the contact person first")))
    return [*rows, *_contact_person(whole.placement, reader)]


def _person(person: Any, reader: Reader) -> Rows:
    if reader in {R.CASEWORKER, R.AGENT_AFTER_RELEASE} and is_known(person):
        return [
            (_("Name"), f"{person.card.first_name} {person.identity.last_name}"),
            (_("Born on"), day_in_words(person.identity.birth_date)),
            (_("Telephone"), person.identity.telephone),
            (_("E-mail"), person.identity.email),
        ]
    if reader == R.NEIGHBOUR and hasattr(person, "card"):
        card = person.card
        return [(_("First name"), card.first_name), (_("Agreed contact"), card.agreed_contact)]
    if reader == R.COORDINATOR and hasattr(person, "card"):
        return [(_("Initials"), person.card.initials), (_("Year of birth"), person.card.birth_year)]
    return []


def _contact_person(placement: Placement, reader: Reader) -> Rows:
    if reader == R.AGENT_BEFORE_RELEASE:
        return []
    member = placement.caseworker
    return [
        (_("Care party"), placement.care_party.name),
        (_("Contact person"), f"{member.user.name} · {member.telephone}".rstrip(" ·")),
    ]


def need(whole: Whole, reader: Reader) -> Rows:
    """What home is needed; a neighbourhood worker needs to know for how many, and access."""
    found: Need | None = getattr(whole.candidate, "need", None)
    if reader == R.OFFICER or found is None:
        return []
    access = (_("Accessibility"), found.get_accessibility_display())
    if reader == R.NEIGHBOUR:
        return [(_("People"), found.people), access]
    household = household_in_words(found.adults, found.children)
    if found.co_parenting:
        household = _("%(household)s (co-parenting)") % {"household": household}
    rows: Rows = [(_("Household"), household), (_("Bedrooms needed"), found.bedrooms), access]
    if found.wants_quiet:
        rows.append((_("Quiet"), _("asked for")))
    rows.append((_("Rent at most"), amount_in_euros(found.max_rent)))
    if found.earliest_month:
        rows.append((_("Earliest month to move"), day_in_words(found.earliest_month, "F Y")))
    return [*rows, (_("Month wished for"), day_in_words(found.wished_month, "F Y"))]


def alarm(whole: Whole, reader: Reader) -> str:
    """What to do about a home in a district to be avoided, for who may know that it is in one.

    Whoever may not is left out here, and by the walls before.
    """
    if reader not in KNOWS_WHAT_IS_AVOIDED or whole.dwelling is None:
        return ""
    if not whole.dwelling.is_avoided or whole.placement.status not in LIVE:
        return ""
    return str(ALARMS[whole.placement.status])


def home(whole: Whole, reader: Reader) -> Rows:
    """The dwelling. A neighbourhood worker learns the district first, and the address by the lease."""
    dwelling, status = whole.dwelling, whole.placement.status
    if dwelling is None:
        return []
    if reader == R.NEIGHBOUR:
        district = [(_("District"), dwelling.district.name)]
        address = [(_("Address"), f"{dwelling.address}, {dwelling.city}")]
        if status in KNOWS_THE_ADDRESS:
            return [*address, *district]
        return district if status in KNOWS_THE_DISTRICT else []
    return _whole_home(dwelling)


def _whole_home(dwelling: Dwelling) -> Rows:
    reference = dwelling.complex_reference
    return [
        (_("Address"), f"{dwelling.address}, {dwelling.city}"),
        (_("District"), dwelling.district.name),
        *([(_("Complex"), reference)] if reference else []),
        (_("Rooms"), _size(dwelling)),
        (_("Rent"), amount_in_euros(dwelling.rent)),
        (_("Contract form"), dwelling.get_contract_form_display()),
        (_("Available from"), day_in_words(dwelling.available_from)),
    ]


def _size(dwelling: Dwelling) -> str:
    parts = [ngettext("%(n)s room", "%(n)s rooms", dwelling.rooms) % {"n": dwelling.rooms}]
    if dwelling.area_m2:
        parts.append(f"{dwelling.area_m2} m²")
    parts.append(floor_in_words(dwelling.floor, has_lift=dwelling.has_lift))
    return " · ".join(parts)


def appointments(whole: Whole, reader: Reader, actor: Actor) -> list[AppointmentLine]:
    """Kind, date, time and who comes; the walls leave a neighbourhood worker their own."""
    if reader == R.AGENT_BEFORE_RELEASE:
        return []
    handles = reader == R.CASEWORKER and actor.acts_for(whole.placement.caseworker_id)
    may_drop = handles or reader == R.AGENT_AFTER_RELEASE
    return [AppointmentLine(each.pk, _appointment(each), may_drop) for each in whole.appointments]


def _appointment(row: Any) -> Line:
    words = {"what": row.get_kind_display(), "time": f"{row.at_time:%H:%M}"}
    coming = [
        (row.agent_comes, _("the letting agent")),
        (row.caseworker_comes, _("the caseworker")),
        (row.worker_comes, _("the neighbourhood worker")),
    ]
    words["who"] = ", ".join(who for comes, who in coming if comes)
    text = _("%(what)s at %(time)s, with %(who)s") % words
    return Line(day_in_words(row.on), text[:1].upper() + text[1:])


def lease(whole: Whole, reader: Reader) -> Rows:
    """The lease; a neighbourhood worker needs its start only."""
    found = whole.lease
    if found is None or reader == R.AGENT_BEFORE_RELEASE:
        return []
    start = (_("Starts on"), day_in_words(found.starts_on))
    if reader == R.NEIGHBOUR:
        return [start]
    rows: Rows = [
        (_("Contract form"), found.get_form_display()),
        (_("Signed on"), day_in_words(found.signed_on)),
        start,
        *_begun(found, is_over=whole.placement.status in CLOSED),
    ]
    if found.transferred_on:
        rows.append((_("In the tenant's own name from"), day_in_words(found.transferred_on)))
    elif whole.transfer_due:
        rows.append((_("In the tenant's own name"), _transfer(whole)))
    if found.ended_on:
        rows.append((_("Ended on"), day_in_words(found.ended_on)))
    return rows


def _begun(lease: Any, *, is_over: bool) -> Rows:
    """The keys and the start; of a lease that is over only what came of it."""
    keys, started = day_in_words(lease.keys_on), day_in_words(lease.started_on)
    if is_over:
        return [row for row in [(_("Keys"), keys), (_("Started"), started)] if row[1]]
    no_keys = _("not recorded") if started else _("not yet")
    return [(_("Keys"), keys or no_keys), (_("Started"), started or _("not confirmed yet"))]


def _transfer(whole: Whole) -> str:
    """From when it is asked whether the lease comes in the tenant's own name; after a not-yet, why."""
    words = {
        "day": day_in_words(whole.transfer_due),
        "reason": in_language(whole.placement, "transfer"),
    }
    if words["reason"]:
        return _("not yet: %(reason)s; looked at again on %(day)s") % words
    return _("asked from %(day)s on") % words
