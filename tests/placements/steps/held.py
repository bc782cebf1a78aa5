"""What a case still holds, and what still waits to be told about it."""

from collections.abc import Callable
from datetime import date, time, timedelta

from django.db import models

from municipalities.models import Place
from pact.outbox.models import Message
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.dwellings.states import DwellingStatus
from placements.guidance.models import ContactMoment, Guidance, Responsibility, Takeover
from placements.introductions.models import Exemption, Introduction
from placements.introductions.states import OPEN as BEING_INTRODUCED
from placements.proposals.models import Placement
from placements.proposals.states import EXITS, LIVE, PlacementStatus
from placements.signals.models import Signal
from placements.signals.states import SignalStatus
from placements.tenancies.models import Appointment
from tests.database import arranging
from tests.placements.steps.walk import Walk

REMINDERS = {
    Placement: ["answer_overdue", "signing_overdue", "lease_overdue", "transfer_due"],
    Introduction: ["introduction_due", "introduction_overdue", "first_contact_missing"],
    ContactMoment: ["moment_due", "moment_overdue"],
    Takeover: ["takeover_asked", "takeover_overdue"],
    Signal: ["signal_overdue"],
    Candidate: [
        "application_overdue",
        "application_incomplete",
        "hold_review",
        "exemption_overdue",
    ],
    Dwelling: ["offer_expiring"],
}


def wait_to_be_told(walk: Walk) -> None:
    """Every kind of reminder waits about everything that goes on, until tomorrow morning.

    And whoever would come to the home tomorrow expects to.
    """
    tomorrow = walk.at + timedelta(days=1)
    with arranging():
        Appointment.objects.bulk_create(
            (
                _appointment(live, on=tomorrow.date())
                for live in Placement.objects.filter(status__in=LIVE)
            ),
            ignore_conflicts=True,
        )
        Message.objects.filter(state="waiting").update(state="dropped")
        Message.objects.bulk_create(
            Message(
                kind=kind,
                object_kind=row._meta.model_name,
                object_id=row.public_id,
                reference=walk.candidate.reference,
                path="/",
                recipient=walk.people.caseworker,
                due_on=tomorrow.date(),
                not_before=tomorrow,
                created_at=walk.at,
            )
            for row in _going_on(walk)
            for kind in REMINDERS[type(row)]
        )


def _appointment(placement: Placement, *, on: date) -> Appointment:
    details = {"kind": "viewing", "on": on, "at_time": time(10), "made_by_id": placement.agent_id}
    return Appointment(placement=placement, **details)


def _going_on(walk: Walk) -> list[models.Model]:
    return [
        walk.candidate,
        walk.dwelling,
        *Placement.objects.filter(status__in=[*LIVE, PlacementStatus.COMPLETED]),
        *Introduction.objects.filter(status__in=BEING_INTRODUCED, candidate=walk.candidate),
        *ContactMoment.objects.filter(held_on=None, dropped_at=None),
        *Takeover.objects.asked(),
        *Signal.objects.exclude(status=SignalStatus.DECIDED),
    ]


def still_held(walk: Walk, steps: frozenset[str]) -> list[str]:
    """What is held by what ended with these steps, in words; nothing, when all was released."""
    ended = [step.split(" ")[0] + ">" + step.split(">")[1] for step in steps]
    with arranging():
        checks = {check for end in ended for check in ENDS.get(end, [])}
        return sorted(check.__name__ for check in checks if check(walk))


def a_place_of_the_year(walk: Walk) -> bool:
    kept = Placement.objects.filter(place__isnull=False)
    free = Place.objects.filter(year=2026, taken=False)
    return kept.exists() or not free.exists()


def the_home(walk: Walk) -> bool:
    held = [DwellingStatus.RESERVED, DwellingStatus.LET]
    live = Placement.objects.filter(dwelling=walk.dwelling, status__in=LIVE)
    return live.exists() or walk.dwelling.status in held


def the_household(walk: Walk) -> bool:
    return Placement.objects.filter(candidate=walk.candidate, status__in=LIVE).exists()


def a_date_of_moving(walk: Walk) -> bool:
    of_case = Introduction.objects.filter(candidate=walk.candidate)
    return of_case.filter(move_on__isnull=False, status__in=BEING_INTRODUCED).exists()


def an_appointment_to_come(walk: Walk) -> bool:
    to_come = Appointment.objects.filter(dropped_at=None, on__gt=walk.at.date())
    return to_come.filter(placement__status__in=EXITS).exists()


def an_introduction(walk: Walk) -> bool:
    of_case = Introduction.objects.filter(candidate=walk.candidate)
    return of_case.filter(status__in=BEING_INTRODUCED).exists()


def an_exception_that_waits(walk: Walk) -> bool:
    return Exemption.objects.filter(candidate=walk.candidate, verdict="open").exists()


def guidance(walk: Walk) -> bool:
    return Guidance.objects.running().filter(candidate=walk.candidate).exists()


def a_moment_to_come(walk: Walk) -> bool:
    of_case = ContactMoment.objects.filter(guidance__candidate=walk.candidate)
    return of_case.filter(held_on=None, dropped_at=None).exists()


def somebody_responsible(walk: Walk) -> bool:
    of_case = Responsibility.objects.filter(guidance__candidate=walk.candidate)
    return of_case.filter(to_day=None).exists()


def a_question_to_another_party(walk: Walk) -> bool:
    return Takeover.objects.asked().filter(candidate=walk.candidate).exists()


def reminders_of(model: type[models.Model]) -> Callable[[Walk], bool]:
    """Whether something still waits to be told about what ended; the scene has one of each."""

    def check(_walk: Walk) -> bool:
        waiting = Message.objects.filter(state="waiting", object_kind=model._meta.model_name)
        return waiting.filter(kind__in=REMINDERS[model]).exists()

    check.__name__ = f"reminders_of_{model.__name__}"
    return check


PLACEMENT, INTRODUCTION = [reminders_of(Placement)], [reminders_of(Introduction)]
GUIDED = [guidance, a_moment_to_come, somebody_responsible, reminders_of(ContactMoment)]
NO_HOME = [
    *[a_place_of_the_year, the_home, the_household, a_date_of_moving, an_appointment_to_come],
    *PLACEMENT,
]
CASE = [
    the_household,
    an_introduction,
    an_exception_that_waits,
    *GUIDED,
    a_question_to_another_party,
    reminders_of(Candidate),
]

ENDS: dict[str, list[Callable[[Walk], bool]]] = {
    **{f"placement>{side}": NO_HOME for side in EXITS},
    "placement>completed": [*GUIDED, the_household],
    "placement>ended": [the_household, *PLACEMENT],
    "candidate>on_hold": [the_household, a_place_of_the_year],
    "candidate>withdrawn": [*CASE, *INTRODUCTION],
    "candidate>ended": CASE,
    "candidate>rejected": [a_question_to_another_party],
    "dwelling>withdrawn": [the_home, reminders_of(Dwelling)],
    "dwelling>returned": [the_home, reminders_of(Dwelling)],
    "dwelling>expired": [the_home, reminders_of(Dwelling)],
    "introduction>stopped": INTRODUCTION,
    "introduction>moved": INTRODUCTION,
    "guidance>ended": GUIDED,
    "takeover>accepted": [reminders_of(Takeover)],
    "takeover>refused": [reminders_of(Takeover)],
    "takeover>taken_back": [reminders_of(Takeover)],
    "signal>decided": [reminders_of(Signal)],
}
"""By what something becomes: what it may not hold any more. A lease that was lived in keeps its place."""
