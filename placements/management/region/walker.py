"""One household of today, walked along the road with the actions that a browser calls."""

from collections.abc import Callable
from datetime import date, timedelta

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.common.dates import months_before, working_days_after
from placements.candidates import actions as candidates
from placements.candidates.models import Candidate
from placements.dwellings.actions import offer_dwelling
from placements.dwellings.models import Dwelling
from placements.dwellings.offer import Offer
from placements.guidance.actions import submit_application
from placements.introductions import actions as introductions
from placements.introductions.models import Exemption, Introduction
from placements.management.region.inventing import Inventor, Spot
from placements.management.region.staff import actor, at_noon
from placements.proposals import actions as proposals
from placements.proposals.models import Placement
from placements.tenancies import actions as tenancies

LONG_AGO, LATELY = 8, 3
"""Months since the first contact: long enough to move, and not yet."""
CLOCK = Actor.system("chase")
ANSWER_IN = 12
"""So many working days from now a corporation wants its answer, unless a walk says otherwise."""


class Walker:
    """Walks one household along the road, each step by whose step it is, on its own day.

    Who is in a hurry is proposed before the half year is over, with an exception.
    """

    def __init__(
        self, inventor: Inventor, today: date, *, wished_in: int = 4, is_hurried: bool = False
    ) -> None:
        self.inventor = inventor
        self.today = today
        self.is_hurried = is_hurried
        self.spot: Spot = inventor.spot()
        self.caseworker = inventor.caseworker()
        self.coordinator = inventor.staff.coordinator
        wished = today + timedelta(days=30 * wished_in)
        self.answers = inventor.answers(self.spot, wished=wished)
        self.other = inventor.other_person(self.answers)
        self.candidate: Candidate
        self.introduction: Introduction
        self.dwelling: Dwelling
        self.exemption: Exemption
        self.placement: Placement

    def by(self, member: Membership, verb: Callable, *, ago: int = 0, **arguments: object):
        who = actor(member)
        with acting_as(who):
            return verb(by=who, at=at_noon(self.today - timedelta(days=ago)), **arguments)

    def clock(self, verb: Callable, *, ago: int, **arguments: object) -> None:
        """What happens by itself when a date has passed."""
        with acting_as(CLOCK):
            verb(at=at_noon(self.today - timedelta(days=ago)), **arguments)

    def about(self, member: Membership, verb: Callable, *, ago: int, **details: object):
        """What somebody does about the candidate, as ``answer`` is what they say of a placement."""
        return self.by(member, verb, ago=ago, candidate=self.candidate, **details)

    def answer(
        self, member: Membership, verb: Callable, *, ago: int, yes: bool = True, **details: object
    ) -> None:
        self.by(member, verb, ago=ago, placement=self.placement, yes=yes, **details)

    def draft(self, *, ago: int, **unknown: object) -> "Walker":
        answers = self.answers | unknown
        self.candidate = self.by(
            self.caseworker, candidates.start_application, ago=ago, answers=answers
        )
        if self.other:
            self.about(self.caseworker, candidates.add_person, ago=ago, answers=self.other)
        return self

    def submitted(self, *, ago: int) -> "Walker":
        self.draft(ago=ago)
        self.about(self.caseworker, submit_application, ago=ago)
        return self

    def admitted(self, *, ago: int) -> "Walker":
        self.submitted(ago=ago + 10)
        self.about(self.coordinator, candidates.admit, ago=ago)
        return self

    def planned(self, *, ago: int) -> "Walker":
        self.admitted(ago=ago + 7)
        day = self.today - timedelta(days=ago)
        self.introduction = self.about(
            self.caseworker,
            introductions.plan_introduction,
            ago=ago,
            area=self.spot.area,
            worker=self.spot.worker,
            planned_on=day + timedelta(days=7),
        )
        return self

    def introduced(self, *, months: int) -> "Walker":
        first = months_before(self.today, months) - timedelta(days=5)
        ago = (self.today - first).days
        self.planned(ago=ago + 7)
        meet = {"introduction": self.introduction}
        self.by(
            self.spot.worker,
            introductions.record_first_contact,
            ago=ago,
            on=first,
            kind="meeting",
            **meet,
        )
        for index, kind in enumerate(["walk", "activity", "district_team"], start=1):
            on = first + timedelta(days=25 * index)
            if on <= self.today:
                self.by(
                    self.spot.worker,
                    introductions.add_contact,
                    ago=(self.today - on).days,
                    on=on,
                    kind=kind,
                    is_held=True,
                    **meet,
                )
        return self

    def asked_exception(self, *, ago: int) -> "Walker":
        self.exemption = self.about(
            self.caseworker,
            introductions.ask_exemption,
            ago=ago,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=self.today + timedelta(days=240),
        )
        return self

    def decided(self, *, ago: int, is_granted: bool) -> "Walker":
        self.by(
            self.coordinator,
            introductions.decide_exemption,
            ago=ago,
            exemption=self.exemption,
            is_granted=is_granted,
        )
        return self

    def offer(self, *, ago: int, starts_in: int = 30, answer_by: date | None = None) -> Dwelling:
        home = self.inventor.home(
            self.spot,
            free_on=self.today + timedelta(days=starts_in - 6),
            answer_by=answer_by or working_days_after(self.today, ANSWER_IN),
        )
        self.dwelling = self.by(
            self.spot.agent,
            offer_dwelling,
            ago=ago,
            offer=Offer(district=self.spot.district, **home),
        )
        return self.dwelling

    def proposed(self, *, ago: int, starts_in: int = 30, answer_by: date | None = None) -> "Walker":
        self.introduced(months=LATELY if self.is_hurried else LONG_AGO)
        if self.is_hurried:
            self.asked_exception(ago=ago + 3).decided(ago=ago + 2, is_granted=True)
        self.offer(ago=ago + 2, starts_in=starts_in, answer_by=answer_by)
        self.placement = self.about(
            self.coordinator,
            proposals.propose,
            ago=ago,
            dwelling=self.dwelling,
            agent=self.spot.agent,
            starts_on=self.today + timedelta(days=starts_in),
            rank=1,
        )
        return self

    def released(self, *, ago: int, starts_in: int = 30) -> "Walker":
        self.proposed(ago=ago + 3, starts_in=starts_in)
        day = self.today - timedelta(days=ago)
        self.answer(self.spot.agent, proposals.answer_profile, ago=ago)
        self.answer(self.caseworker, proposals.answer_care, ago=ago)
        self.answer(self.caseworker, proposals.answer_candidate, ago=ago, spoke_on=day)
        return self

    def agreed(self, *, ago: int, starts_in: int = 30) -> "Walker":
        self.released(ago=ago + 5, starts_in=starts_in)
        day = self.today - timedelta(days=ago)
        for kind in ["viewing", "income", "permit"]:
            self.answer(self.spot.agent, proposals.answer_check, ago=ago, kind=kind, on=day)
        self.answer(self.spot.agent, proposals.answer_definite, ago=ago)
        return self

    def leased(self, *, ago: int, starts_in: int = 20) -> "Walker":
        self.agreed(ago=ago + 3, starts_in=starts_in)
        self.by(
            self.spot.agent,
            tenancies.sign_lease,
            ago=ago,
            placement=self.placement,
            form=self.placement.dwelling.contract_form,
            signed_on=self.today - timedelta(days=ago),
            starts_on=self.today + timedelta(days=starts_in),
        )
        return self

    def moved(self, *, ago: int) -> "Walker":
        self.leased(ago=ago + 5, starts_in=-ago)
        self.by(
            self.spot.agent,
            tenancies.confirm_start,
            ago=ago,
            placement=self.placement,
            started_on=self.today - timedelta(days=ago),
        )
        return self

    def refused(self, *, ago: int) -> "Walker":
        self.proposed(ago=ago + 2)
        self.answer(
            self.spot.agent, proposals.answer_profile, ago=ago, yes=False, code="rent_income"
        )
        return self


Walk = Callable[..., Walker]
"""Begins a walk with another household."""
