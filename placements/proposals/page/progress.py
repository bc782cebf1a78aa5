"""The facts of the road, taken from the rows, with the names that the reader may know."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pact.common.dates import local_date, months_after
from placements.proposals.models import Placement
from placements.proposals.page.loading import Whole
from placements.proposals.page.road import Asked, RoadFacts
from placements.proposals.readers import Reader
from placements.proposals.states import EXITS, SIGNED, PlacementStatus


def road_facts(whole: Whole, reader: Reader, *, today: date) -> RoadFacts:
    placement = whole.placement
    return RoadFacts(
        status=placement.status,
        today=today,
        corporation=placement.corporation.name,
        care=care_name(placement, reader),
        admitted_on=whole.candidate.waiting_since,
        introduced_since=_introduced_since(whole),
        introduction_by_month=reader == Reader.AGENT_BEFORE_RELEASE,
        proposed_on=local_date(placement.proposed_at),
        released_on=_day(placement.released_at),
        agreed_on=_day(placement.agreed_at),
        closed_on=_day(placement.closed_at),
        **_expected(whole, reader),
        **(_terms(whole) if reader.takes_part else {}),
    )


def _expected(whole: Whole, reader: Reader) -> dict[str, Any]:
    """The days of the lease, and until there is one when it is expected to start.

    A colleague of the letting agent reads that it was signed and started, not when: the walls keep
    the lease itself from them.
    """
    lease, takes_part = whole.lease, reader.takes_part
    if lease is None:
        is_to_come = whole.placement.status not in SIGNED
        return {"expected_on": whole.starts_on} if takes_part and is_to_come else {}
    return {
        "leased_on": lease.signed_on if takes_part else None,
        "starts_on": lease.starts_on,
        "started_on": lease.started_on,
        "keys_on": lease.keys_on if takes_part else None,
        "transfer_due": whole.transfer_due if takes_part else None,
    }


def _introduced_since(whole: Whole) -> date | None:
    """As it is now, for whoever may read the introduction; as it was proposed for the others."""
    found = whole.introduction
    if found and found["first"]:
        return date.fromisoformat(found["first"])
    return whole.placement.introduced_since


def _terms(whole: Whole) -> dict[str, Any]:
    """What the parties wait for; whoever takes no part sees the stage and no terms."""
    return {
        "lease_by": whole.placement.lease_by,
        "guidance_until": guidance_until(whole),
        "nobody_is_guided": whole.nobody_is_guided,
        "payment_is_open": payment_is_open(whole),
        "asked": {row["kind"]: _asked(row) for row in whole.placement.questions_asked},
    }


def care_name(placement: Placement, reader: Reader) -> str:
    """The name of a care party tells about health, so before release a corporation has none."""
    if reader == Reader.AGENT_BEFORE_RELEASE:
        return _("The care party")
    return placement.care_party.name


def guidance_until(whole: Whole) -> date | None:
    """At least until when there is guidance, of whoever is guided longest: as planned, or two years
    from the expected start. Where nobody is guided any more, when that ended; after an exit that
    start will not come, and the day is not known yet."""
    if not whole.tracks:
        return None
    if whole.nobody_is_guided:
        return max(each.ended_on for each in whole.tracks)
    moved = [each for each in whole.tracks if each.runs_until is not None]
    days = [each.extended_until or each.runs_until for each in moved]
    if days or whole.starts_on is None or whole.placement.status in EXITS:
        return max(days, default=None)
    return months_after(whole.starts_on, whole.placement.guidance_months)


def payment_is_open(whole: Whole) -> bool:
    """Whether the move crosses a border and nobody recorded who pays the guidance then."""
    return is_payment_asked(whole) and whole.placement.guidance_paid is None


def is_payment_asked(whole: Whole) -> bool:
    """Whether it has to be on record who pays, and can still change."""
    care = getattr(whole.candidate, "care", None)
    crosses = care is not None and care.crosses_a_border_to(whole.placement.municipality_id)
    return crosses and whole.placement.status == PlacementStatus.PROPOSED


def _asked(row: dict) -> Asked:
    due_on, is_judged = date.fromisoformat(row["due_on"]), bool(row["judged_dutch"])
    return Asked(due_on=due_on, answer=row["answer"], is_judged=is_judged)


def _day(moment) -> date | None:
    return local_date(moment) if moment else None
