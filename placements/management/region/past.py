"""Who moved in the past years, written in bulk, each table by whoever would have written it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from municipalities.models import POOL, Place
from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.agreement.norms import norm
from pact.common.dates import months_after, months_before
from placements.candidates.application import write_answers
from placements.candidates.models import Candidate, Uitstromer
from placements.candidates.person import write_person
from placements.candidates.references import new_reference
from placements.dwellings.models import Dwelling
from placements.introductions.models import Contact, Introduction
from placements.management.region.guided import guide, stop
from placements.management.region.inventing import Inventor
from placements.management.region.staff import actor, at_noon
from placements.management.region.story import Story, stories_until
from placements.proposals.models import Placement
from placements.tenancies.models import Lease
from placements.tenancies.querysets import TRANSFER

WAITED = 9
INTRODUCED = 7
GUIDED_MONTHS = 24
END_ONE_IN = 25


def tell_the_past(inventor: Inventor, *, today: date) -> int:
    """Write every household that moved before today; the answer is how many."""
    stories = stories_until(today, inventor)
    _each(stories, lambda story: story.caseworker, _write_as_caseworker)
    _each(stories, lambda story: story.spot.agent, _offer)
    with acting_as(actor(inventor.staff.coordinator)):
        _place(stories, proposed_by=inventor.staff.coordinator)
    _each(stories, lambda story: story.spot.agent, _sign)
    with acting_as(actor(inventor.staff.coordinator)):
        for story in stories:
            _move_in(story)
    return len(stories)


def _each(
    stories: list[Story], whose: Callable[[Story], Membership], write: Callable[[list[Story]], None]
) -> None:
    """Let each person write what is theirs."""
    of: dict[int, list[Story]] = defaultdict(list)
    members = {}
    for story in stories:
        member = whose(story)
        members[member.pk] = member
        of[member.pk].append(story)
    for pk, theirs in of.items():
        with acting_as(actor(members[pk])):
            write(theirs)


def _write_as_caseworker(stories: list[Story]) -> None:
    for story in stories:
        submitted = at_noon(months_before(story.moved_on, WAITED + 1))
        admitted = submitted + timedelta(days=12)
        story.candidate = Candidate.objects.create(
            reference=new_reference(),
            care_party_id=story.caseworker.party_id,
            caseworker=story.caseworker,
            status="admitted",
            status_at=admitted,
            created_at=submitted,
            submitted_at=submitted,
            admitted_at=admitted,
            waiting_since=admitted.date(),
        )
        write_answers(story.candidate, story.answers)
        if story.other:
            _write_other(story)
        _introduce(story)
        story.tracks = [
            guide(story.candidate, each, moved_on=story.moved_on)
            for each in story.candidate.uitstromers.all()
        ]


def _write_other(story: Story) -> None:
    person = Uitstromer.objects.create(
        candidate=story.candidate, caseworker=story.caseworker, number=2
    )
    write_person(person, story.other, care_party=story.candidate.care_party_id)


def _introduce(story: Story) -> None:
    began = months_before(story.moved_on, INTRODUCED)
    story.introduction = Introduction.objects.create(
        candidate=story.candidate,
        care_party_id=story.candidate.care_party_id,
        caseworker=story.caseworker,
        area=story.spot.area,
        party_id=story.spot.worker.party_id,
        worker=story.spot.worker,
        status="started",
        status_at=at_noon(began),
        planned_on=began,
        first_contact_on=began,
    )
    kinds = ["meeting", "walk", "activity", "district_team"]
    Contact.objects.bulk_create(
        Contact(
            introduction=story.introduction,
            on=began + timedelta(days=45 * index),
            kind=kind,
            is_held=True,
        )
        for index, kind in enumerate(kinds)
    )


def _offer(stories: list[Story]) -> None:
    for story in stories:
        offered = at_noon(story.moved_on - timedelta(days=50))
        story.dwelling = Dwelling.objects.create(
            **story.home,
            district=story.spot.district,
            municipality_id=story.spot.district.municipality_id,
            corporation_id=story.spot.agent.party_id,
            offered_by=story.spot.agent,
            offered_at=offered,
            status="let",
            status_at=offered + timedelta(days=20),
        )


def _place(stories: list[Story], *, proposed_by: Membership) -> None:
    free = {
        year: iter(Place.objects.filter(year=year, holder=POOL, taken=False).order_by("number"))
        for year in {story.moved_on.year for story in stories}
    }
    for story in stories:
        proposed = at_noon(story.moved_on - timedelta(days=40))
        agreed = proposed + timedelta(days=15)
        story.placement = Placement.objects.create(
            candidate=story.candidate,
            dwelling=story.dwelling,
            care_party_id=story.candidate.care_party_id,
            caseworker=story.caseworker,
            corporation_id=story.dwelling.corporation_id,
            municipality_id=story.dwelling.municipality_id,
            agent=story.spot.agent,
            worker=story.spot.worker,
            year_id=story.moved_on.year,
            holder=POOL,
            place=next(free[story.moved_on.year]),
            status_at=proposed,
            proposed_by=proposed_by,
            proposed_at=proposed,
            expected_on=story.moved_on,
            rank=1,
            introduced_since=story.introduction.first_contact_on,
            released_at=proposed + timedelta(days=4),
        )
        story.placement.move_to(
            "agreed", at=agreed, agreed_at=agreed, lease_by=_signed_on(story.moved_on)
        )


def _signed_on(moved_on: date) -> date:
    return moved_on - timedelta(days=14)


def _sign(stories: list[Story]) -> None:
    """Every letting agent has one lease left that is to come in the tenant's own name by now."""
    due = [story for story in stories if _transferred_on(story) and not _leaves(story)]
    waits = max(due, key=lambda story: story.moved_on, default=None)
    Lease.objects.bulk_create(
        Lease(
            placement=story.placement,
            form=story.dwelling.contract_form,
            signed_on=_signed_on(story.moved_on),
            starts_on=story.moved_on,
            introduction=story.introduction,
            keys_on=story.moved_on,
            started_on=story.moved_on,
            started_by=story.spot.agent,
            transferred_on=None if story is waits else _transferred_on(story),
        )
        for story in stories
    )
    for story in stories:
        signed = at_noon(_signed_on(story.moved_on))
        story.placement.move_to("leased", at=signed, leased_at=signed)


def _transferred_on(story: Story) -> date | None:
    """When a lease of the care party came in the tenant's own name, as was agreed."""
    today = timezone.localdate()
    day = months_after(story.moved_on, norm(TRANSFER, today))
    return day if story.home["contract_form"] == "intermediary" and day <= today else None


def _move_in(story: Story) -> None:
    moved = at_noon(story.moved_on)
    with acting_as(Actor.of(story.spot.agent).consequence()):
        story.placement.move_to("moved_in", at=moved, moved_in_at=moved)
        story.candidate.move_to("housed", at=moved)
        story.introduction.move_to("moved", at=moved)
    over = months_after(story.moved_on, GUIDED_MONTHS)
    with acting_as(actor(story.caseworker).consequence()):
        if over < timezone.localdate() - timedelta(days=30):
            for guidance in story.tracks:
                stop(guidance, on=over, at=at_noon(over), code="goals_met")
            story.placement.move_to("completed", at=at_noon(over))
        elif _leaves(story):
            _leave(story)


def _leaves(story: Story) -> bool:
    return story.candidate.pk % END_ONE_IN == 0


def _leave(story: Story) -> None:
    """Some leave again: the lease ends, and guidance with it."""
    left = story.moved_on + (timezone.localdate() - story.moved_on) / 2
    at = at_noon(left)
    Lease.objects.filter(placement=story.placement).update(ended_on=left, end_code="moved_on")
    story.placement.move_to("ended", at=at, code="moved_on", closed_at=at)
    story.candidate.move_to("ended", at=at, code="moved_on")
    for guidance in story.tracks:
        stop(guidance, on=left, at=at, code="departed")
