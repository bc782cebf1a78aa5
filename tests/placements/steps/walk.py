"""A case that people take along its road at their own doors, and the steps that were written down."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import models
from django.http import HttpResponse
from django.urls import reverse

from municipalities.models import Place
from pact.audit.models import Step
from placements.candidates.actions import start_application
from placements.guidance.models import Takeover
from placements.proposals.models import Placement
from placements.signals.models import Signal
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
)
from tests.placements.candidates.filled import answers
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT

A_MOMENT = timedelta(minutes=1)


class Walk:
    """The household of the actions' tests, walked by the pages.

    ``taken`` is what the last deed did, ``again`` does it once more, from a tab that was open before;
    ``offers`` are the deeds that were found by whoever did them, in which state of their row.
    """

    def __init__(self, people, signed_in, time_machine) -> None:
        self.people, self.signed_in, self.clock = people, signed_in, time_machine
        self.journey = Journey(people)
        self.taken: set[str] = set()
        self.offers: set[tuple[str, str, str]] = set()
        self.again: Callable[[], HttpResponse] | None = None
        self.go_to(AT)

    def go_to(self, moment: datetime) -> None:
        self.at = moment
        self.clock.move_to(moment, tick=False)

    def __getattr__(self, name: str) -> Any:
        """A row of the scene as it is now: ``walk.placement``, ``walk.candidate`` and so on."""
        row = vars(vars(self)["journey"])[name]
        return self.journey.now(row)

    @property
    def takeover(self) -> Takeover:
        with arranging():
            return Takeover.objects.latest("pk")

    @property
    def signal(self) -> Signal:
        with arranging():
            return Signal.objects.latest("pk")

    # What is there before anybody does anything

    def draft(self) -> None:
        """An application that is complete, and not submitted yet."""
        entered = {"answers": answers(today=AT.date())}
        self.journey.candidate = self.journey.do(start_application, by="caseworker", **entered)

    def not_met_yet(self) -> None:
        """Another case: its introduction is planned, and nobody was met."""
        self.journey.candidate = CandidateFactory(caseworker=self.people.caseworker)
        self.journey.guidance = GuidanceFactory(candidate=self.journey.candidate)
        self.journey.introduction = IntroductionFactory(
            candidate=self.journey.candidate,
            worker=self.people.worker,
            status="planned",
            first_contact_on=None,
            contacts=[],
        )

    def another_home(self) -> None:
        self.journey.dwelling = DwellingFactory(offered_by=self.people.agent)

    def one_place_left(self) -> None:
        """Whoever does not give a place back leaves none to the next."""
        with arranging():
            free = Place.objects.filter(year=2026, taken=False).order_by("pk")
            free.exclude(pk=free.first().pk).update(taken=True)

    def found_placement(self) -> None:
        """The placement that somebody just made."""
        with arranging():
            self.journey.placement = Placement.objects.latest("pk")

    # What people do

    def does(self, who: str, page: str, *arguments: object, **typed: object) -> HttpResponse:
        """Somebody sends the page of a deed; a minute passes before it."""
        self.go_to(self.at + A_MOMENT)
        client = self.signed_in(getattr(self.people, who))
        last = self._last_step()
        answer = client.post(reverse(page, args=arguments), {"form_key": uuid4(), **typed})
        self.taken = self._steps_after(last)
        self.again = partial(self.does, who, page, *arguments, **typed)
        return answer

    def let_the_clock(self, task, moment: datetime) -> None:
        """What the clock does at a moment, by itself."""
        self.go_to(moment)
        last = self._last_step()
        task()
        self.again = None
        self.taken = self._steps_after(last)

    def _last_step(self) -> int:
        with arranging():
            return Step.objects.aggregate(last=models.Max("pk"))["last"] or 0

    def _steps_after(self, last: int) -> set[str]:
        with arranging():
            new = Step.objects.filter(pk__gt=last).exclude(was="")
            return {f"{step.kind} {step.was}>{step.becomes}" for step in new}
