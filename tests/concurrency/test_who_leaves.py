"""Work is given to somebody who leaves in the same second: one of the two is refused.

The control gives it without holding on to who gets it. Then both succeed, and somebody who no longer
works there is responsible: so the race is there to be lost.
"""

from collections.abc import Callable

import pytest
from django.utils import timezone, translation

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.common.refusals import Refused
from placements.guidance.actions import hand_over_case, transfer
from placements.introductions.actions import name_worker
from placements.overview.leaving.actions import close_account, end_role
from placements.proposals.actions import name_agent
from tests.concurrency.waiting import what_comes_of
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import MembershipFactory
from tests.placements.proposals.road import Journey

pytestmark = [pytest.mark.django_db(transaction=True)]


def _ends_the_role(leaver: Membership, by: Membership) -> None:
    actor = actor_for(by)
    end_role(membership=leaver, by=by, actor=actor, at=timezone.now())


def _closes_the_account(leaver: Membership, by: Membership) -> None:
    actor = actor_for(by)
    close_account(user=leaver.user, by=by, actor=actor, at=timezone.now())


def while_leaving(
    leave: Callable[..., None], leaver: Membership, by: Membership, give: Callable[[], object]
) -> str:
    """What whoever gave the work heard: they asked when the leaving was done, and not yet committed."""
    heard = what_comes_of(give, while_=lambda: leave(leaver, by), by=by)
    assert heard is None or isinstance(heard, Refused), heard
    return "refused" if heard else "given"


class Work:
    """A case on its road, and what somebody can get of it."""

    def __init__(self, people) -> None:
        self.people, self.journey = people, Journey(people)

    def give(self, what: str) -> tuple[Membership, Callable[[], object]]:
        """Who gets it, and the deed by which they do."""
        return getattr(self, f"_{what}")()

    def holders(self) -> set[int]:
        journey = self.journey
        with arranging():
            guidance, case = journey.now(journey.guidance), journey.now(journey.candidate)
            introduction = journey.now(journey.introduction)
            held = {guidance.responsible_id, case.caseworker_id, introduction.worker_id}
            return held | (
                {journey.now(journey.placement).agent_id} if journey.placement else set()
            )

    def _guidance(self):
        return self._deed(self.people.colleague, transfer, guidance=self.journey.guidance)

    def _case(self):
        return self._deed(self.people.colleague, hand_over_case, candidate=self.journey.candidate)

    def _home(self):
        self.journey.to("proposed")
        agent, placement = self.people.other_agent, self.journey.placement
        return self._deed(agent, name_agent, "agent", "agent", placement=placement)

    def _introduction(self):
        worker = MembershipFactory(role="neighbourhood_worker", party=self.people.worker.party)
        introduction = self.journey.introduction
        return self._deed(worker, name_worker, "worker", introduction=introduction)

    def _deed(self, who, action, named: str = "to", by: str = "caseworker", **about):
        actor = actor_for(getattr(self.people, by))

        def give() -> None:
            with translation.override("en"), acting_as(actor):
                action(by=actor, at=timezone.now(), **about, **{named: who})

        return who, give


@pytest.mark.parametrize("what", ["guidance", "case", "home", "introduction"])
def test_nobody_gets_work_in_the_second_in_which_they_leave(people, what):
    work = Work(people)
    leaver, give = work.give(what)
    assert while_leaving(_ends_the_role, leaver, people.administrator, give) == "refused"
    assert leaver.pk not in work.holders()


def test_nor_when_their_account_is_closed(people):
    work = Work(people)
    leaver, give = work.give("guidance")
    assert while_leaving(_closes_the_account, leaver, people.administrator, give) == "refused"
    assert leaver.pk not in work.holders()


def test_who_is_not_held_on_to_is_gone_and_responsible(people, monkeypatch):
    work = Work(people)
    leaver, give = work.give("guidance")
    monkeypatch.setattr(
        "placements.guidance.actions.people.is_there_to_stay",
        lambda colleagues, member: colleagues.filter(pk=member).exists(),
    )
    assert while_leaving(_ends_the_role, leaver, people.administrator, give) == "given"
    assert leaver.pk in work.holders()
