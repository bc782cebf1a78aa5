"""A region in which every clock has something to do, about people whose every word can be recognised."""

from datetime import UTC, date, datetime, timedelta

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from municipalities.models import Exchange, PactYear, Place, Share
from pact.access.actor import acting_as
from pact.accounts.invitations import ask_for_link
from pact.accounts.models import LinkKind, Membership, User
from placements.dwellings.models import Dwelling
from placements.guidance.models import ContactMoment, Takeover
from placements.proposals.models import Question
from placements.reporting.actions import ask_report
from placements.signals.models import Signal
from placements.tenancies.models import Lease
from tests.cast import Cast
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
)
from tests.municipalities.test_cap import municipality
from tests.placements.proposals.road import Journey

NOW = datetime(2026, 12, 17, 10, 0, tzinfo=UTC)
CANARY = "zqxkanarie"
BIRTH_DATE, TELEPHONE = date(1961, 8, 19), "06-18273645"
A_MONTH_AGO = NOW.date() - timedelta(days=30)
LONG_AGO = NOW.date() - timedelta(weeks=10)
RECOGNISABLE = [CANARY, TELEPHONE, "1961-08-19", "19 augustus 1961"]


def make_late_region(people: Cast) -> None:
    """Leases that should have been signed and started, answers, introductions, moments and offers that are late."""
    Journey(people).to("leased")
    _late_applications(people)
    CandidateFactory(caseworker=people.caseworker, status="on_hold", held_since=LONG_AGO)
    Journey(people).to("agreed")
    _late_signal(people)
    _late_transfer(people)
    _late_exchange(people)
    _late_year()
    GuidanceFactory(candidate=CandidateFactory(caseworker=people.caseworker))
    _late_answers(people)
    _late_introductions(people)
    _late_moments(people)
    DwellingFactory(offered_by=people.agent, answer_by=NOW.date() - timedelta(days=1))
    DwellingFactory(offered_by=people.agent, answer_by=A_MONTH_AGO, asked_on=A_MONTH_AGO)
    with acting_as(actor_for(people.coordinator)) as coordinator:
        ask_report(year=2026, by=coordinator, at=NOW)
    people.deputy, people.lead  # noqa: B018 (they are there to be told)
    ask_for_link(people.lead.user, LinkKind.INVITATION, at=NOW)
    Session.objects.create(session_key="over", session_data="", expire_date=NOW - timedelta(days=1))
    _make_recognisable()


def _late_year() -> None:
    """Nobody thought of the year that begins in two weeks."""
    with arranging():
        for model in (Place, Share, PactYear):
            model.objects.filter(year=NOW.year + 1).delete()


def _late_answers(people: Cast) -> None:
    yesterday = NOW.date() - timedelta(days=1)
    for answer_by, warned_on in [
        (yesterday, yesterday),
        (yesterday, None),
        (NOW.date() + timedelta(days=3), None),
    ]:
        dwelling = DwellingFactory(offered_by=people.agent, status="reserved", answer_by=answer_by)
        placement = PlacementFactory(
            candidate=CandidateFactory(caseworker=people.caseworker),
            dwelling=dwelling,
            warned_on=warned_on,
        )
        with arranging():
            Question.objects.create(
                placement=placement,
                kind="profile",
                party=placement.corporation,
                asked_at=placement.proposed_at,
                due_on=NOW.date() - timedelta(days=2),
            )


def _late_applications(people: Cast) -> None:
    for status in ("submitted", "returned"):
        CandidateFactory(
            caseworker=people.caseworker,
            status=status,
            submitted_at=NOW - timedelta(days=60),
            admitted_at=None,
            answer_by=A_MONTH_AGO,
        )
    candidate = CandidateFactory(caseworker=people.caseworker)
    with arranging():
        Takeover.objects.create(
            candidate=candidate,
            caseworker=people.caseworker,
            asked_by=people.caseworker,
            from_party=candidate.care_party,
            to_party=people.stranger.party,
            to=people.stranger,
            asked_at=NOW - timedelta(days=30),
            answer_by=A_MONTH_AGO + timedelta(days=7),
            reference=candidate.reference,
            guided_since=A_MONTH_AGO,
            status_at=NOW - timedelta(days=30),
        )


def _late_signal(people: Cast) -> None:
    with arranging():
        Signal.objects.create(
            placement=Journey(people).to("moved_in").placement,
            fact="nuisance",
            happened_on=A_MONTH_AGO,
            side="corporation",
            corporation_view="serious",
            given_by=people.agent,
            given_at=NOW - timedelta(days=30),
            status_at=NOW - timedelta(days=30),
            due_on=A_MONTH_AGO + timedelta(days=7),
        )


def _late_transfer(people: Cast) -> None:
    with arranging():
        Lease.objects.filter(placement=Journey(people).to("moved_in").placement).update(
            form="intermediary",
            transfer_look_on=NOW.date(),
            transfer_code="agreed_later",
        )


def _late_exchange(people: Cast) -> None:
    with arranging():
        Exchange.objects.create(
            year_id=NOW.year,
            asking=municipality("Velsen"),
            giving=people.municipal_officer.party.municipality,
            asked_by=people.coordinator,
            asked_at=NOW - timedelta(days=30),
            answer_by=A_MONTH_AGO + timedelta(days=2),
        )


def _late_introductions(people: Cast) -> None:
    IntroductionFactory(
        candidate=CandidateFactory(caseworker=people.caseworker),
        worker=people.worker,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )
    CandidateFactory(caseworker=people.caseworker)


def _late_moments(people: Cast) -> None:
    guidance = GuidanceFactory(candidate=CandidateFactory(caseworker=people.caseworker))
    with arranging():
        for days in (-5, 0, 8, 15, 30):
            ContactMoment.objects.create(
                guidance=guidance, kind="visit", planned_on=NOW.date() - timedelta(days=days)
            )


def _make_recognisable() -> None:
    """Put the canary in every text about a person or a home, and in everybody's own name."""
    about_people = [
        model
        for model in apps.get_app_config("placements").get_models()
        if any(field.name == "candidate" for field in model._meta.fields) or model is Dwelling
    ]
    with arranging():
        for model in about_people:
            model.objects.update(**_canaries(model))
        User.objects.update(name=f"{CANARY} Medewerker")
        Membership.objects.update(telephone=TELEPHONE)


def _canaries(model: type[models.Model]) -> dict[str, object]:
    words: dict[str, object] = {}
    for field in model._meta.fields:
        if field.name == "birth_date":
            words[field.name] = BIRTH_DATE
        elif field.name == "telephone":
            words[field.name] = TELEPHONE
        elif isinstance(field, models.EmailField):
            words[field.name] = f"{CANARY}@voorbeeld.example"
        elif _is_free_text(field):
            words[field.name] = f"{CANARY}-{field.name}"[: field.max_length]
    return words


def _is_free_text(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    is_code = field.name.endswith("code") or field.name in (
        "reference",
        "not_counting",
        "agreed_on",
    )
    return is_text and not is_code and (field.max_length or 0) >= len(CANARY)
