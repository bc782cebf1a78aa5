"""The second wall: what the database gives, whatever the code asks."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from pact.access.actor import Actor, acting_as, current_actor
from pact.accounts.models import User
from pact.audit.models import Deed
from pact.audit.record import record
from pact.common.rowsecurity import planned_once
from placements.candidates.models import (
    AvoidedDistrict,
    Candidate,
    Card,
    Care,
    Need,
    PreferredArea,
    Support,
    Uitstromer,
)
from placements.introductions.models import Introduction, Request
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    add_uitstromer,
    area,
    district,
)

WITHOUT_A_WALL = {
    # what was agreed, and who works with it: no person who seeks a home
    *(f"agreement_{name}" for name in (
        "district", "document", "documentevent", "municipality", "norm", "normevent",
        "officebasis", "officebasisevent", "participation", "participationevent", "party",
        "partyalias", "partyaliasevent", "partyevent", "reason", "reasonevent", "succession",
        "successionevent",
    )),
    *(f"municipalities_{name}" for name in (
        "areadistrict", "areadistrictevent", "areawork", "areaworkevent", "decision", "exchange",
        "introductionarea", "introductionareaevent", "ledgerentry", "pactyear", "pactyearevent",
        "place", "share", "shareevent",
    )),
    *(f"accounts_{name}" for name in (
        "absence", "absenceevent", "linkmail", "membership", "membershipevent", "user",
    )),
    # of the libraries, and of the machine
    "access_submission", "account_emailaddress", "account_emailconfirmation", "auth_group",
    "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations",
    "django_session", "mfa_authenticator", "pghistory_context", "pact_cache",
}  # fmt: skip


def asked(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def tables(*, walled: bool) -> set[str]:
    rows = asked(
        "select relname, relrowsecurity and relforcerowsecurity from pg_class"
        " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    )
    return {name for name, has_wall in rows if has_wall == walled}


@pytest.fixture
def scene(people):
    """One of everything, of our own people."""
    introduction = IntroductionFactory(
        candidate__caseworker=people.caseworker, worker=people.worker
    )
    GuidanceFactory(candidate=introduction.candidate)
    return PlacementFactory(candidate=introduction.candidate, dwelling__offered_by=people.agent)


# The role, and the tables


def test_the_tests_run_as_a_role_that_cannot_get_around_a_wall(db):
    (row,) = asked(
        "select current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " from pg_roles where rolname = current_user"
    )

    assert row == ("pact_app", False, False, False, False)


def test_the_servers_log_repeats_no_statement_of_the_runtime_role(db):
    """The embedded server's log itself is read in tests/setup."""
    ((said,),) = asked("select rolconfig from pg_roles where rolname = 'pact_app'")

    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(said)


def test_no_session_sees_what_another_one_asks(db):
    """The list of what runs holds whole statements, with whatever was typed, and has no wall."""
    ((said,),) = asked("select rolconfig from pg_roles where rolname = 'pact_app'")

    assert "track_activities=off" in said


def test_the_runtime_role_owns_nothing(db):
    assert asked("select relname from pg_class where relowner = 'pact_app'::regrole") == []


def test_a_table_without_a_wall_is_on_the_list(db):
    assert tables(walled=False) <= WITHOUT_A_WALL


def test_every_table_of_the_road_has_a_wall(db):
    walled = tables(walled=True)

    assert {name for name in tables(walled=False) if name.startswith("placements_")} == set()
    assert {"audit_step", "audit_deed", "audit_look", "outbox_message"} <= walled


def test_no_policy_is_planned_both_ways(db):
    """Twice the time of every statement; a new policy says it with ``planned_once``."""
    rules = asked(
        "select polname, rule from pg_policy, lateral (values"
        " (pg_get_expr(polqual, polrelid)), (pg_get_expr(polwithcheck, polrelid))) as rules (rule)"
        " where rule is not null"
    )

    assert sum("EXISTS (" in rule for _name, rule in rules) > 20
    assert [name for name, rule in rules if planned_once(rule) != rule] == []


def test_no_view_looks_around_a_wall(db):
    views = asked(
        "select relname from pg_class where relkind in ('v', 'm')"
        " and relnamespace = 'public'::regnamespace"
        " and not coalesce(reloptions::text like '%security_invoker=true%', false)"
    )

    assert views == []


ANYBODYS_TO_ASK = {
    "municipalities_apply_decision", "municipalities_apply_exchange", "municipalities_open_year",
    "municipalities_same_person", "placements_entered_elsewhere", "placements_of_same_person",
    "placements_coached", "placements_introduced", "placements_met_at_home",
    "placements_considered", "placements_released",
    "municipalities_introduced_in", "municipalities_leases_that_wait",
}  # fmt: skip
"""What runs as the owner, around every wall, and the runtime role may call: each checks who asks."""


def test_what_looks_around_the_walls_is_on_the_list(db):
    rows = asked(
        "select proname, 'search_path=public, pg_temp' = any(proconfig),"
        " has_function_privilege('pact_app', oid, 'execute'),"
        " has_function_privilege('pact_backup', oid, 'execute')"
        " from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
    )

    assert [name for name, is_pinned, *_rest in rows if not is_pinned] == []
    # Nor that of a trigger: whoever may could hang it on a table of their own.
    assert {name for name, _pinned, is_ours, _all in rows if is_ours} == ANYBODYS_TO_ASK
    assert [name for name, _pinned, _ours, is_anybodys in rows if is_anybodys] == []


def test_no_guard_looks_in_a_table_that_somebody_made_for_themselves(db):
    """PostgreSQL looks in temporary tables first, unless a function says where to look."""
    rows = asked(
        "select proname from pg_proc join pg_language l on l.oid = prolang"
        " where lanname = 'plpgsql' and pronamespace = 'public'::regnamespace"
        " and proname not like 'pgtrigger%'"
        " and not coalesce('search_path=public, pg_temp' = any(proconfig), false)"
    )

    assert rows == []


def test_no_trigger_tells_of_a_number_that_somebody_made_up(people, actor_of):
    """On a table of one's own, whether somebody was entered elsewhere, or holds a home."""
    triggers = asked(
        "select proname from pg_proc where prosecdef and prorettype = 'trigger'::regtype"
        " and pronamespace = 'public'::regnamespace"
    )
    told = {}
    with acting_as(actor_of(people.agent)), connection.cursor() as cursor:
        cursor.execute("create temp table mine (id bigint, candidate_id bigint, status text)")
        for (name,) in triggers:
            try:
                with transaction.atomic():
                    cursor.execute(
                        f"create trigger mine before insert on mine for each row execute function {name}()"
                    )
            except ProgrammingError as refusal:
                told[name] = refusal.__cause__.sqlstate

    assert len(triggers) > 20
    assert told == {name: "42501" for (name,) in triggers}


def test_the_coordinator_reads_no_table_of_a_draft(db, people, actor_of):
    draft = CandidateFactory(status="draft", submitted_at=None, caseworker=people.caseworker)
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=draft, caseworker=people.caseworker, district=district()
        )
        PreferredArea.objects.create(candidate=draft, caseworker=people.caseworker, area=area())
    read = [Need, Card, Care, Support, Uitstromer, AvoidedDistrict, PreferredArea]

    with acting_as(actor_of(people.coordinator)):
        assert [model for model in read if model.objects.exists()] == []
    with acting_as(actor_of(people.caseworker)):
        assert [model for model in read if not model.objects.exists()] == []


def test_no_corporation_reads_who_was_asked_along(scene, people, actor_of, now):
    """Of the introduction itself it does, once the person is released."""
    with arranging():
        introduction = scene.candidate.introductions.get()
        type(scene).objects.update(released_at=now)
        Request.objects.create(introduction=introduction, whom="youth_centre", asked_on=now.date())

    def reads(member) -> tuple[bool, bool]:
        with acting_as(actor_of(member)):
            return Introduction.objects.exists(), Request.objects.exists()

    assert reads(people.agent) == (True, False)
    assert reads(people.worker) == (True, True)


def test_a_privacy_officer_reads_the_deeds_of_their_own_party(db, people, actor_of, now):
    for member in [people.caseworker, people.stranger]:
        with acting_as(actor_of(member)):
            record("tried", member, at=now)

    def read_by(member) -> int:
        with acting_as(actor_of(member)):
            return Deed.objects.filter(action="tried").count()

    assert read_by(people.privacy_officer) == 1
    assert read_by(people.pact_privacy_officer) == 2


def test_where_nobody_acts_there_are_no_rows(db, scene):
    walled = tables(walled=True)
    seen = {name: asked(f'select count(*) from "{name}"')[0][0] for name in walled}

    with arranging():
        there = {name for name in walled if asked(f'select count(*) from "{name}"')[0][0]}
    assert seen == dict.fromkeys(walled, 0)
    assert {"placements_candidate", "placements_identity", "placements_placement"} <= there


def test_where_nobody_acts_nothing_is_written(db):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into placements_note (candidate_id, caseworker_id, text) values (1, 1, 'x')"
        )


def test_where_nobody_acts_no_table_takes_a_row(db):
    """The wall is asked before what a row may lack; only of a lease a trigger is, still earlier."""
    refused = {}
    for name in tables(walled=True):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            asked(f'insert into "{name}" default values returning 1')
        refused[name] = error.value.__cause__.sqlstate

    assert refused == dict.fromkeys(refused, "42501") | {"placements_lease": "23514"}
    assert len(refused) > 30


def test_whoever_acts_is_refused_for_what_the_row_lacks(people, actor_of):
    with (
        acting_as(actor_of(people.coordinator)),
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
    ):
        asked("insert into placements_question default values returning 1")

    assert error.value.__cause__.sqlstate == "23502"


@pytest.mark.parametrize("deed", ["drop table {}", "alter table {} disable row level security"])
def test_the_runtime_role_changes_no_table(db, deed):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format("placements_candidate"))


OF_A_PERSON = {
    f"placements_{name}" for name in ("card", "fingerprint", "identity", "support", "uitstromer")
}
"""Somebody added by mistake is taken out of a draft again."""


@pytest.mark.parametrize(
    ("status", "removed"), [("draft", 1), ("returned", 1), ("submitted", 0), ("admitted", 0)]
)
@pytest.mark.parametrize("who", ["caseworker", "colleague", "coordinator"])
def test_only_a_draft_loses_somebody_and_never_its_first(people, actor_of, who, status, removed):
    candidate = CandidateFactory(caseworker=people.caseworker, status=status)
    second = add_uitstromer(candidate)

    with acting_as(actor_of(getattr(people, who))), connection.cursor() as cursor:
        gone = {}
        for name in ("card", "identity", "support", "uitstromer"):
            cursor.execute(f"delete from placements_{name} where candidate_id = %s", [candidate.pk])
            gone[name] = cursor.rowcount

    assert gone == dict.fromkeys(gone, removed if who == "caseworker" else 0)
    with arranging():
        left = set(candidate.uitstromers.values_list("number", flat=True))
    assert left == ({1} if sum(gone.values()) else {1, second.number})


def test_no_row_about_a_person_is_removed(db, people, scene, actor_of):
    kept = {name for name in tables(walled=True) if name.startswith("placements_")} - {
        "placements_avoideddistrict",
        "placements_preferredarea",
        *OF_A_PERSON,
    }
    for name in kept:
        with (
            acting_as(actor_of(people.caseworker)),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f'delete from "{name}"')


# Who acts


def test_a_stranger_sees_nothing_through_plain_sql(people, scene, actor_of):
    with acting_as(actor_of(people.stranger)):
        assert asked("select count(*) from placements_candidate") == [(0,)]
        assert asked("select count(*) from placements_identity") == [(0,)]


def test_a_stranger_changes_no_row_of_another(people, scene, actor_of):
    with acting_as(actor_of(people.stranger)), connection.cursor() as cursor:
        cursor.execute("update placements_candidate set reference = 'K-XXXXXX'")
        assert cursor.rowcount == 0


def test_acting_ends_with_the_block_and_gives_back_who_acted_before(people, actor_of):
    CandidateFactory(caseworker=people.caseworker)
    caseworker, stranger = actor_of(people.caseworker), actor_of(people.stranger)

    assert (current_actor(), Candidate.objects.count()) == (None, 0)
    with acting_as(caseworker):
        assert Candidate.objects.count() == 1
        with acting_as(stranger):
            assert (current_actor(), Candidate.objects.count()) == (stranger, 0)
        assert (current_actor(), Candidate.objects.count()) == (caseworker, 1)
    assert (current_actor(), Candidate.objects.count()) == (None, 0)


def test_acting_ends_after_a_failure_too(people, actor_of):
    CandidateFactory(caseworker=people.caseworker)

    with pytest.raises(ZeroDivisionError), acting_as(actor_of(people.caseworker)):
        1 / 0  # noqa: B018

    assert (current_actor(), Candidate.objects.count()) == (None, 0)


def test_a_consequence_keeps_who_did_it(people, actor_of):
    consequence = actor_of(people.agent).consequence()

    assert (consequence.role, consequence.purpose) == ("system", "consequence")
    assert consequence.user_id == people.agent.user_id


def test_the_machine_acts_for_a_purpose_or_not_at_all():
    with pytest.raises(ValueError, match="purpose"):
        Actor.system("")


def test_a_purpose_that_nobody_wrote_a_policy_for_sees_nothing(db, scene):
    with acting_as(Actor.system("curious")):
        assert Candidate.objects.count() == 0


# A request


def test_what_a_failed_request_wrote_is_undone(people, signed_in, monkeypatch):
    def writes_and_fails(*_args, **_kwargs):
        User.objects.filter(pk=people.caseworker.user_id).update(name="Half")
        raise ZeroDivisionError

    monkeypatch.setattr("placements.overview.views.work_of", writes_and_fails)
    client = signed_in(people.caseworker)
    client.raise_request_exception = False

    answer = client.get("/")

    assert answer.status_code == 500
    assert b"Traceback" not in answer.content
    people.caseworker.user.refresh_from_db()
    assert people.caseworker.user.name == "Voorbeeld Begeleider"


def test_after_a_request_nobody_acts_on_the_connection(people, signed_in):
    CandidateFactory(caseworker=people.caseworker)
    signed_in(people.caseworker).get("/")

    assert Candidate.objects.count() == 0
    assert asked("select coalesce(current_setting('app.user', true), '')") == [("",)]


def test_a_member_of_a_party_that_ended_gets_no_further(people, signed_in):
    client = signed_in(people.caseworker)
    with arranging():
        type(people.caseworker.party).objects.filter(pk=people.caseworker.party_id).update(
            ended_on=timezone.localdate()
        )

    assert client.get("/").status_code == 403


def test_a_member_of_a_party_that_will_end_works_until_then(people, signed_in):
    client = signed_in(people.caseworker)
    with arranging():
        type(people.caseworker.party).objects.filter(pk=people.caseworker.party_id).update(
            ended_on=timezone.localdate() + timedelta(days=1)
        )

    assert client.get("/").status_code == 200


def test_no_state_changes_by_opening_a_page(people, signed_in):
    """Every page of four menus is opened: only looks are added."""
    counted = [
        name
        for name in tables(walled=True) | {"accounts_user", "accounts_membership"}
        if name != "audit_look"
    ]
    members = [people.caseworker, people.coordinator, people.agent, people.administrator]
    PlacementFactory()
    clients = [signed_in(member) for member in members]
    before = checksums(counted)
    for client in clients:
        menu = [entry.url for entry in client.get("/").context["menu"]]
        for address in {*menu, "/zoeken/", "/mensen/ik/", "/mensen/ik/afwezig/"}:
            client.get(address)

    assert checksums(counted) == before


def checksums(names: list[str]) -> dict[str, str]:
    with arranging():
        return {
            name: asked(f"select md5(string_agg(t::text, ',' order by t::text)) from \"{name}\" t")
            for name in names
        }


def test_a_form_without_its_token_is_refused(people, signed_in):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.caseworker.user)

    answer = client.post(f"/mensen/ik/rol/{people.caseworker.public_id}/")

    assert answer.status_code == 403
