"""A district to avoid that is ticked after the proposal: nothing goes on, and nobody reads why."""

import re

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.outbox.models import Message
from placements.candidates.actions import save_application
from placements.candidates.application import AVOIDED, answers_of
from placements.candidates.models import AvoidedDistrict, Care, PreferredArea
from placements.overview.work import work_of
from placements.proposals import actions
from placements.proposals.heldback import HeldBack
from placements.proposals.models import Question
from placements.tenancies.actions import end_lease, hand_over_keys
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, area, district
from tests.placements.candidates.filled import filled_in
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, TODAY
from tests.placements.tenancies.test_actions import START_DAY

ALARM = "Deze woning ligt in een wijk die gemeden moet worden."


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    """With a whole application, so that it can be saved again."""
    journey = Journey(people)
    about = {"candidate": journey.candidate, "caseworker": people.caseworker}
    with arranging():
        Care.objects.update(municipality_of_origin=journey.dwelling.municipality)
        PreferredArea.objects.create(area=area("Velserbroek"), **about)
    return journey


def avoid(journey: Journey, *names: str) -> None:
    """Ticked by its caseworker, by default the district of the home."""
    wanted = [district(name).pk for name in names] or [journey.dwelling.district_id]
    with acting_as(journey.as_("caseworker")) as by:
        candidate = journey.now(journey.candidate)
        before = answers_of(candidate)
        save_application(
            candidate=candidate,
            answers=before | {AVOIDED: [*before[AVOIDED], *wanted]},
            version=candidate.version,
            by=by,
            at=AT,
        )


def run(sql: str, *values: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def _the_agents_yes(journey):
    journey.answer(actions.answer_profile, by="agent")


def _the_candidates_yes(journey):
    journey.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY)


def _the_definite_yes(journey):
    journey.answer(actions.answer_definite, by="agent")


def _the_keys(journey):
    journey.do(hand_over_keys, by="agent", placement=journey.placement, on=TODAY)


ROUTES = {
    "release, the corporation last": ("proposed", _the_candidates_yes, _the_agents_yes),
    "release, the candidate last": ("proposed", _the_agents_yes, _the_candidates_yes),
    "definite": ("released", Journey.checks_pass, _the_definite_yes),
    "signing": ("agreed", None, Journey.sign),
    "keys": ("leased", None, _the_keys),
    "start": ("leased", None, lambda journey: journey.start(at=START_DAY)),
}


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_goes_on_and_each_does_once_the_districts_are_corrected(journey, route):
    stop, before, deed = ROUTES[route]
    journey.to(stop)
    if before:
        before(journey)
    avoid(journey)
    as_it_was = journey.now(journey.placement)

    with translation.override("en"), pytest.raises(HeldBack, match="looks at this proposal first"):
        deed(journey)

    now = journey.now(journey.placement)
    assert (now.status, now.released_at, now.version) == (
        as_it_was.status,
        as_it_was.released_at,
        as_it_was.version,
    )
    with acting_as(journey.as_("caseworker")):
        AvoidedDistrict.objects.all().delete()
    deed(journey)


LEASE = (
    "insert into placements_lease (placement_id, form, signed_on, starts_on, introduction_id,"
    " months_required, contacts_required, contacts_held, postponements, end_code)"
    " select id, 'regular', '2026-11-23', '2026-12-15', %s, 6, 3, 3, 0, ''"
    " from placements_placement"
)
IN_SQL = {
    "release": ("proposed", "update placements_placement set released_at = now()"),
    "definite": ("released", "update placements_placement set status = 'agreed', lease_by = now()"),
    "lease": ("agreed", LEASE),
    "signing": ("agreed", "update placements_placement set status = 'leased'"),
    "keys": ("leased", "update placements_lease set keys_on = '2026-12-14'"),
    "start of the lease": (
        "leased",
        "update placements_lease set started_on = '2026-12-15', started_by_id = %s",
    ),
    "start": ("leased", "update placements_placement set status = 'moved_in'"),
}


def _both_want_it(journey) -> None:
    with arranging():
        wanted = Question.objects.filter(kind__in=["profile", "candidate"])
        wanted.update(answer=True, answered_at=AT, answered_by=journey.people.caseworker)


def _is_signed(journey) -> None:
    with arranging():
        run(LEASE, journey.introduction.pk)


def _has_started(journey) -> None:
    with arranging():
        run(IN_SQL["start of the lease"][1], journey.people.agent.pk)


GOES_BEFORE = {"release": _both_want_it, "signing": _is_signed, "start": _has_started}


@pytest.mark.parametrize("route", IN_SQL)
def test_nor_does_any_in_plain_sql_of_the_agent(journey, route):
    """The control comes first: nothing else refuses it."""
    stop, sql = IN_SQL[route]
    journey.to(stop)
    if route in GOES_BEFORE:
        GOES_BEFORE[route](journey)
    values = [journey.introduction.pk] if sql == LEASE else [journey.people.agent.pk]
    values = values if "%s" in sql else []
    with acting_as(journey.as_("agent")):
        point = transaction.savepoint()
        assert run(sql, *values) == 1
        transaction.savepoint_rollback(point)

    avoid(journey)

    refused = pytest.raises(IntegrityError, match="looks at this placement first")
    with acting_as(journey.as_("agent")), refused:
        run(sql, *values)


# Finding out about others


def test_the_agent_asks_the_database_about_nobody(journey):
    """No call, no trigger on a table of their own, no other household or home in their placement."""
    journey.to("proposed")
    avoid(journey)
    other, home = CandidateFactory(), DwellingFactory(offered_by=journey.people.agent)
    with acting_as(journey.as_("agent")):
        run("create temp table mine (id bigint)")
        for denied in [
            "select placements_is_to_be_avoided(1)",
            "create trigger mine after insert on mine execute function placements_hold_back('id')",
        ]:
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(denied)
        for column, value in [("candidate_id", other.pk), ("dwelling_id", home.pk)]:
            with pytest.raises(IntegrityError, match="keeps its household and its home"):
                run(f"update placements_placement set {column} = %s", value)


def test_nor_by_moving_the_home_from_district_to_district(journey):
    """Also after its status was turned back for a moment."""
    journey.to("proposed")
    elsewhere = district("Europawijk").pk
    with acting_as(journey.as_("agent")):
        run("update placements_dwelling set status = 'offered'")
        with pytest.raises(IntegrityError, match="Somebody is proposed for this home"):
            run("update placements_dwelling set district_id = %s", elsewhere)


def test_nor_by_proposing_somebody(journey):
    """An agent proposes nobody, and hears the same about a pair that is possible and one that is not."""
    copied = "candidate_id, care_party_id, caseworker_id, municipality_id, agent_id, proposed_by_id"
    said = []
    journey.to("proposed")
    for is_avoided in [False, True]:
        if is_avoided:
            avoid(journey)
        with acting_as(journey.as_("agent")), pytest.raises(ProgrammingError) as refused:
            run(
                "insert into placements_placement (public_id, status, status_at, status_code,"
                f" version, dwelling_id, corporation_id, {copied}, year, holder, counts,"
                " not_counting, proposed_at, choice_code, facts) select gen_random_uuid(),"
                f" 'proposed', now(), '', 1, dwelling_id, corporation_id, {copied}, year, holder,"
                " false, 'x', now(), '', '[]' from placements_placement"
            )
        said.append(str(refused.value))
    assert said[0] == said[1]
    assert "row-level security" in said[0]


# Who reads what


def page_of(journey: Journey, signed_in, who: str) -> str:
    address = reverse("proposals:placement", args=[journey.placement.public_id])
    text = signed_in(getattr(journey.people, who)).get(address).content.decode()
    return re.sub(r'(?:token"?|nonce=|name="form_key" value=)[^>]*', "", text)


@pytest.mark.parametrize("stop", ["proposed", "leased"])
def test_caseworker_and_coordinator_are_alarmed_and_others_read_the_same_page(
    journey, signed_in, stop
):
    journey.to(stop)
    others = ["agent", "other_agent", "worker", "privacy_officer", "pact_privacy_officer"]
    before = {who: page_of(journey, signed_in, who) for who in others}
    avoid(journey)

    assert {who: page_of(journey, signed_in, who) for who in others} == before
    for who in ["caseworker", "lead", "coordinator"]:
        assert ALARM in page_of(journey, signed_in, who)


def test_what_is_over_alarms_nobody(journey, signed_in):
    journey.to("proposed")
    avoid(journey)
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    assert ALARM not in page_of(journey, signed_in, "caseworker")


def test_the_agent_is_refused_in_words_that_say_nothing_of_it(journey, signed_in):
    journey.to("proposed")
    _the_candidates_yes(journey)
    avoid(journey)
    address = reverse("proposals:answer_profile", args=[journey.placement.public_id])
    answer = signed_in(journey.people.agent).post(address, {"answer": "yes"})
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "De coördinator kijkt eerst naar dit voorstel" in text
    assert not re.search(r"mijd|meden|veilig|wijk", text)


# Who is told


def told(kind: str = "look_first") -> list[tuple[int, str]]:
    with arranging():
        return sorted(Message.objects.filter(kind=kind).values_list("recipient_id", "reference"))


def texts(journey: Journey, who: str) -> list[str]:
    with acting_as(journey.as_(who)) as actor, translation.override("en"):
        return [item.text for item in work_of(actor, TODAY).own]


AVOIDED_HOME = "This home lies in a district to be avoided."
AVOIDED_AREA = "This introduction is in an area to be avoided. Stop it, or correct the districts."


def test_the_coordinators_are_told_once_and_it_is_work_of_both(journey):
    people = journey.people
    coordinators = {people.coordinator.pk, people.deputy.pk}
    journey.to("proposed")
    avoid(journey, "Europawijk")
    assert told() == []
    avoid(journey)
    avoid(journey, "Molenwijk")

    assert told() == [(pk, journey.candidate.reference) for pk in sorted(coordinators)]
    for who in ["caseworker", "coordinator"]:
        assert AVOIDED_HOME in texts(journey, who)
    for who in ["agent", "worker"]:
        assert AVOIDED_HOME not in texts(journey, who)


def test_an_introduction_where_no_district_is_left_is_told_too(journey):
    parts = ["Europawijk", "Boerhaavewijk", "Molenwijk", "Meerwijk"]
    assert journey.introduction.area == area()
    avoid(journey, *parts[:3])
    assert AVOIDED_AREA not in texts(journey, "coordinator")
    avoid(journey, parts[3])

    assert AVOIDED_AREA in texts(journey, "coordinator")
    assert AVOIDED_AREA in texts(journey, "caseworker")
    assert AVOIDED_AREA not in texts(journey, "worker")


def test_of_who_lives_there_already_nothing_is_refused(journey):
    journey.to("moved_in")
    avoid(journey)
    journey.do(
        end_lease,
        by="agent",
        at=START_DAY,
        placement=journey.placement,
        on=START_DAY.date(),
        code="moved_on",
    )
    assert told() != []


def test_whoever_saves_it_reads_it_at_once(journey, signed_in):
    journey.to("proposed")
    client = signed_in(journey.people.caseworker)
    address = reverse("candidates:edit", args=[journey.candidate.public_id])
    form = client.get(address).context["form"]
    filled = {field.html_name: field.value() for field in form}
    filled = {name: value for name, value in filled.items() if value not in (None, False, "")}

    answer = client.post(address, filled | _whole(journey), follow=True)

    assert "mogen wonen" in answer.content.decode()


def _whole(journey: Journey) -> dict[str, object]:
    with arranging():
        version = journey.now(journey.candidate).version
    here = [str(journey.dwelling.district_id)]
    asks_no_more = {"children": "0", "bedrooms": "1", "accessibility": "none"}
    asks_no_more |= {"max_rent": "700,00", "earliest_month": None}
    return filled_in(avoided=here, version=version, **asks_no_more)
