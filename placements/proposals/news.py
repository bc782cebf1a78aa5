"""Who is told what about a placement: a reference and a link."""

from datetime import date, datetime

from django.urls import reverse

from pact.access.actor import Actor
from pact.accounts.office import coordinators, deputies
from pact.common.dates import local_date
from pact.outbox.queue import About, drop, tell
from placements.candidates.models import Candidate
from placements.dwellings.agents import agent_or_colleagues
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement
from placements.proposals.states import EXITS, LIVE, PlacementStatus

KIND_OF_NEWS: dict[str, str] = {
    PlacementStatus.PROPOSED: "placement_proposed",
    PlacementStatus.AGREED: "placement_agreed",
    PlacementStatus.LEASED: "placement_leased",
    PlacementStatus.MOVED_IN: "placement_moved",
    PlacementStatus.COMPLETED: "placement_news",
    PlacementStatus.ENDED: "placement_news",
    **dict.fromkeys(EXITS, "placement_exit"),
}


def path_of(placement: Placement) -> str:
    return reverse("proposals:placement", args=[placement.public_id])


def ask(placement: Placement, *, member: int, due_on: date, at: datetime) -> None:
    """Tell somebody that their answer is wanted before a date."""
    _tell("answer_wanted", placement, [member], at=at, act_by=due_on)


def announce(placement: Placement, *, at: datetime, kind: str = "") -> None:
    """Tell all parties to a placement that it took a step, or of what else happened to it."""
    kind, members = kind or KIND_OF_NEWS[placement.status], {placement.caseworker_id}
    members |= set(coordinators(local_date(at)))
    if placement.status in LIVE:
        members |= {placement.agent_id, placement.worker_id, *_coaches(placement)} - {None}
    else:
        _tell_whom_it_left(kind, placement, at=at)
    _tell(kind, placement, sorted(members), at=at)


def _coaches(placement: Placement) -> list[int]:
    """Who guides somebody here at this moment; whose guidance ended along with it is told of that."""
    return Placement.objects.values_list("coaches", flat=True).get(pk=placement.pk)


def tell_taken_back(placement: Placement, *, at: datetime) -> None:
    """Tell all parties that the lease did not start after all, or on another day."""
    announce(placement, at=at, kind="placement_corrected")


def tell_end_corrected(placement: Placement, *, at: datetime) -> None:
    """Tell all parties that an end was a mistake; the agent who no longer sees it, at the home."""
    if placement.status in LIVE:
        announce(placement, at=at, kind="placement_goes_on")
        return
    members = {placement.caseworker_id, *coordinators(local_date(at))}
    _tell("placement_goes_on", placement, sorted(members), at=at)
    _tell("placement_goes_on", placement, [placement.agent_id], at=at, path=_home_of(placement))


def _tell_whom_it_left(kind: str, placement: Placement, *, at: datetime) -> None:
    """Who no longer sees the placement: the agent reads the reason at the home, and the worker, who
    is not to read it, goes to their own list. So does a coach, whose guidance may end along with it.
    """
    _tell(kind, placement, [placement.agent_id], at=at, path=_home_of(placement))
    if placement.worker_id is not None:
        path = reverse("introductions:list")
        _tell("placement_left", placement, [placement.worker_id], at=at, path=path)
    coaches = set(_coaches(placement)) - {placement.caseworker_id}
    if coaches:
        _tell(kind, placement, sorted(coaches), at=at, path=reverse("guidance:list"))


def _home_of(placement: Placement) -> str:
    home = Dwelling.objects.values_list("public_id", flat=True).get(pk=placement.dwelling_id)
    return reverse("dwellings:detail", args=[home])


def tell_released(placement: Placement, *, at: datetime) -> None:
    """Tell the named letting agent that the viewing can be arranged now."""
    _tell("placement_news", placement, [placement.agent_id], at=at)


def tell_other_agent(placement: Placement, *, before: int, at: datetime) -> None:
    """Whoever lets the home now, and whoever did until now, each in their own words."""
    _tell("placement_yours", placement, [placement.agent_id], at=at)
    _tell("placement_given", placement, [before], at=at)


def tell_guidance_ended(placement: Placement, *, by: Actor, at: datetime) -> None:
    """Nobody is guided any more while there is a lease: before its start the corporation decides what
    to do with it, after that it goes on and the caseworker completes the placement.
    """
    members = {placement.agent_id, placement.caseworker_id, *coordinators(local_date(at))}
    _tell("placement_news", placement, sorted(members - {by.membership_id}), at=at)


def chase(placement: Placement, *, members: list[int], due_on: date, at: datetime) -> None:
    """Tell that an answer did not come in time."""
    _tell("answer_overdue", placement, members, at=at, act_by=due_on, due_on=due_on)


def chase_lease(placement: Placement, *, members: list[int], at: datetime) -> None:
    """Tell that an agreed placement has no signed lease yet; once for each last day."""
    due_on = placement.lease_by
    _tell("signing_overdue", placement, members, at=at, act_by=due_on, due_on=due_on)


def warn(placement: Placement, *, answer_by: date, at: datetime) -> None:
    """Tell that a proposal is about to release itself."""
    members = [placement.agent_id, placement.caseworker_id, *deputies(local_date(at))]
    _tell("placement_lapses", placement, members, at=at, act_by=answer_by)


def tell_waits_longer(placement: Placement, *, answer_by: date, at: datetime) -> None:
    """Tell that the corporation chose a later date; what was not yet told of the old one is dropped."""
    drop(placement.public_id, ["placement_lapses"])
    members = [placement.agent_id, placement.caseworker_id, *coordinators(local_date(at))]
    _tell("placement_waits", placement, members, at=at, act_by=answer_by)


def tell_corrected(placement: Placement, *, at: datetime) -> None:
    """Tell who looked at the home that the corporation put something of it right."""
    members = [placement.caseworker_id, *coordinators(local_date(at))]
    _tell("home_corrected", placement, members, at=at)


def tell_appointment(placement: Placement, *, members: list[int], at: datetime) -> None:
    """Tell that an appointment was made or cancelled; the page says which, and no mail when it is."""
    _tell("appointment_news", placement, members, at=at)


def ask_about_start(
    placement: Placement, *, members: list[int], starts_on: date, at: datetime
) -> None:
    """Ask whether a lease started on the day it was to start; once for each such day.

    The mail does not tell it: when somebody moves stands on the page only.
    """
    _tell("lease_overdue", placement, members, at=at, due_on=starts_on)


def ask_about_transfer(placement: Placement, *, due_on: date, at: datetime) -> None:
    """Ask for the lease in the tenant's own name; once for each day on which it is looked at again.

    After the guidance nobody is named any more: once that agent has left, a colleague does it.
    """
    path = "" if placement.status in LIVE else _home_of(placement)
    _tell(
        "transfer_due",
        placement,
        agent_or_colleagues(placement.agent_id, placement.corporation_id, on=local_date(at)),
        at=at,
        act_by=due_on,
        due_on=due_on,
        path=path,
    )


def no_longer_asked_to_transfer(placement: Placement) -> None:
    drop(placement.public_id, ["transfer_due"])


def _tell(
    kind: str,
    placement: Placement,
    members: list[int],
    *,
    at: datetime,
    act_by: date | None = None,
    due_on: date | None = None,
    path: str = "",
) -> None:
    reference = Candidate.objects.values_list("reference", flat=True).get(pk=placement.candidate_id)
    tell(
        kind,
        about=About("placement", placement.public_id, reference),
        path=path or path_of(placement),
        recipients=members,
        due_on=due_on or local_date(at),
        at=at,
        act_by=act_by,
    )
