"""A hundred thousand of everything: a page asks few questions, and each of them walks an index."""

from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import LedgerEntry
from pact.access.actor import acting_as
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.introductions.tasks import remind_introducers
from tests import database
from tests.cast import Cast
from tests.database import arranging
from tests.factories import area
from tests.placements.crowd import (
    HOME_TABLES,
    OFFICE_TABLES,
    ONE_IN_A_HUNDRED,
    ROAD_TABLES,
    TABLES,
    YEAR_TABLES,
    let_some_be_admitted,
    nodes,
    plan_of_sql,
    walk,
)
from tests.placements.proposals.road import Journey
from tests.queries import own_statements

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Everybody of the cast, and behind them the crowd with its years; made once for this file."""
    with django_db_blocker.unblock():
        people = Cast()
        walk(people)
        yield people
        database.restore_baseline()


@pytest.fixture
def people(db, region) -> Cast:
    """The same people, to whom a test may add: whoever it brings leaves with it."""
    return copy(region)


def test_no_page_and_no_sweep_reads_it_all(people, signed_in, actor_of, subtests):
    """One test, because whoever runs a part of it has to make the crowd."""
    parts = [
        *(partial(the_list_of_candidates, reader=reader) for reader in READS_CANDIDATES),
        no_list_reads_it_all,
        no_choice_among_candidates_reads_it_all,
        no_page_reads_the_years_before,
        the_table_reads_who_can_move_and_nobody_else,
        a_sweep_asks_as_much_for_two_thousand_as_for_none,
    ]
    for part in parts:
        with subtests.test(str(part)), transaction.atomic():
            part(copy(people), signed_in, actor_of)
            transaction.set_rollback(True)


READS_CANDIDATES = ["caseworker", "colleague", "coordinator"]


def the_list_of_candidates(people, signed_in, actor_of, *, reader: str) -> None:
    member = getattr(people, reader)
    client, address = signed_in(member), reverse("candidates:list")
    statements = own_statements(client, address)
    assert len(statements) <= 4

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"] for query in captured.captured_queries]
    with acting_as(actor_of(member)):
        plans = [
            plan_of_sql(sql) for sql in asked if sql.startswith("SELECT") and _names(sql, TABLES)
        ]
    scans = [node for plan in plans for node in nodes(plan) if node.get("Relation Name") in TABLES]
    assert scans
    assert [node["Relation Name"] for node in scans if "Seq Scan" in node["Node Type"]] == []
    assert all(node.get("Rows Removed by Filter", 0) < ONE_IN_A_HUNDRED for node in scans)


GROWING = [*ROAD_TABLES, *YEAR_TABLES, *OFFICE_TABLES, *HOME_TABLES]
LISTS = {
    "candidates:list": READS_CANDIDATES,
    "accounts:people": ["administrator"],
    "decisions:list": ["oversight"],
    "exchanges:list": ["coordinator", "municipal_officer"],
    "guidance:list": ["caseworker", "coordinator"],
    "introductions:list": ["caseworker", "coordinator", "worker"],
    "dwellings:list": ["agent", "coordinator"],
    "proposals:list": ["caseworker", "coordinator", "agent", "worker"],
    "outbox:messages": ["coordinator"],
    "audit:looks": ["privacy_officer", "pact_privacy_officer"],
}


def narrowed_lists(people) -> list[tuple[str, str]]:
    """Lists that are narrowed to a few, or to what lies deep in the past."""
    person, colleagues = people.caseworker.public_id, people.caseworker.party_id
    ago = f"{timezone.localdate() - timedelta(days=60):%d-%m-%Y}"
    asked = {
        "accounts:people": [f"party={colleagues}", "role=administrator", "role=caseworker"],
        "audit:looks": ["only=refused", f"member={person}", "reference=K-000049", f"to_day={ago}"],
    }
    reader = {"accounts:people": "administrator", "audit:looks": "privacy_officer"}
    return [
        (reader[name], f"{reverse(name)}?{narrow}")
        for name, narrows in asked.items()
        for narrow in narrows
    ]


def a_sweep_asks_as_much_for_two_thousand_as_for_none(people, _signed_in, _actor_of) -> None:
    let_some_be_admitted(people)
    asked = []
    for made in (2 * ONE_IN_A_HUNDRED, 0):
        with CaptureQueriesContext(connection) as captured:
            assert remind_introducers() == made
        asked.append(len(captured))
    assert asked == [16, 16]


def no_list_reads_it_all(people, signed_in, actor_of) -> None:
    let_some_be_admitted(people)
    lists = [(reader, reverse(name)) for name, readers in LISTS.items() for reader in readers]
    tabs = [(reader, f"{where}?show=start") for reader, where in lists if reader == "worker"]
    further = list(second_pages(signed_in, people, lists + tabs))
    assert {address.partition("?")[0] for _reader, address in further} == {
        address for _reader, address in lists
    }
    addresses = [*lists, *tabs, *narrowed_lists(people), *further]
    assert too_much_of(addresses, people, signed_in, actor_of) == {}


def too_much_of(addresses, people, signed_in, actor_of) -> dict[tuple[str, str], list[str]]:
    """Of each page that reads more than it needs, what."""
    found = {}
    for reader, address in addresses:
        member = getattr(people, reader)
        found[reader, address] = read_of(signed_in(member), address, as_actor=actor_of(member))
    return {page: too_much for page, too_much in found.items() if too_much}


def second_pages(signed_in, people, lists) -> Iterator[tuple[str, str]]:
    """Where each list goes on after its first page, by a cursor that has to be found as well."""
    for reader, address in lists:
        context = signed_in(getattr(people, reader)).get(address).context
        page = context["planner"].page if "planner" in context else context["page"]
        if page.older:
            yield reader, page.older


def no_choice_among_candidates_reads_it_all(people, signed_in, actor_of) -> None:
    """By status, by an area, all of one's party; and the coordinator's search for who is alike."""
    let_some_be_admitted(people)
    address = reverse("candidates:list")
    asked = [
        *("status=admitted", "status=submitted"),
        *(f"area={area().pk}", f"area={area().pk}&status=admitted", "whose=party"),
    ]
    readers = ("coordinator", "caseworker")
    chosen = [(reader, f"{address}?{choice}") for choice in asked for reader in readers]
    chosen.append(("colleague", f"{address}?whose=party"))
    addresses = [*chosen, *second_pages(signed_in, people, chosen)]
    assert len(addresses) > len(chosen) + len(asked)
    assert too_much_of(addresses, people, signed_in, actor_of) == {}

    member = people.coordinator
    for initials in ("", "J."):
        alike = {"birth_year": "1971", "initials": initials}
        read = partial(read_of, signed_in(member), reverse("overview:search_alike"), data=alike)
        assert read(as_actor=actor_of(member)) == []


HAVE_WORK = [
    *("caseworker", "coordinator", "agent", "worker"),
    *("municipal_officer", "oversight", "privacy_officer", "administrator"),
]


def one_of_each(people) -> list[tuple[str, str]]:
    """Who opens which page; those about one case are of one who moved in among the crowd."""
    journey = Journey(people).to("moved_in")
    case, placement = journey.candidate.public_id, journey.placement.public_id
    with arranging():
        home = Dwelling.objects.filter(status="offered").order_by("-answer_by", "-pk").first()
        lines = LedgerEntry.objects.filter(year=timezone.localdate().year)
        deep = lines.order_by("-on", "-pk")[900].pk
    return [
        *((reader, reverse("overview:work")) for reader in HAVE_WORK),
        ("coordinator", reverse("proposals:table")),
        ("coordinator", reverse("proposals:table_of", args=[home.public_id])),
        ("coordinator", reverse("proposals:room", args=[home.public_id])),
        ("municipal_officer", reverse("reporting:quota")),
        ("coordinator", reverse("reporting:quota")),
        ("coordinator", reverse("reporting:movements")),
        ("coordinator", f"{reverse('reporting:movements')}?after={deep}"),
        ("agent", reverse("dwellings:complexes")),
        ("coordinator", reverse("dwellings:complexes")),
        ("caseworker", reverse("candidates:file", args=[case])),
        ("coordinator", reverse("candidates:file", args=[case])),
        ("caseworker", reverse("proposals:placement", args=[placement])),
        ("agent", reverse("proposals:placement", args=[placement])),
        ("coordinator", reverse("proposals:placement", args=[placement])),
        ("caseworker", reverse("guidance:track", args=[journey.guidance.public_id])),
    ]


def no_page_reads_the_years_before(people, signed_in, actor_of) -> None:
    let_some_be_admitted(people)
    found = {}
    for reader, address in one_of_each(people):
        member = getattr(people, reader)
        asks = {"as_actor": actor_of(member), "most": 5}
        found[reader, address] = read_of(signed_in(member), address, **asks)

    assert {page: too_much for page, too_much in found.items() if too_much} == {}


def the_table_reads_who_can_move_and_nobody_else(people, signed_in, actor_of) -> None:
    """Everybody who can move has a place in the order; they are a queue, and not all there were."""
    let_some_be_admitted(people)
    with arranging():
        admitted = Candidate.objects.filter(status="admitted").count()
    statements = own_statements(signed_in(people.coordinator), reverse("proposals:table"))
    (of_households,) = [sql for sql in statements if '"placements_need"' in sql]
    with acting_as(actor_of(people.coordinator)):
        plan = list(nodes(plan_of_sql(of_households)))

    read = [node for node in plan if node.get("Relation Name") == "placements_candidate"]
    assert "candidates_waiting" in {node.get("Index Name") for node in plan}
    assert max(node["Actual Rows"] for node in read) <= admitted < 3 * ONE_IN_A_HUNDRED
    assert sum(node.get("Rows Removed by Filter", 0) for node in read) == 0


FETCHED_IN_PIECES = " NO SCROLL CURSOR FOR "


def read_of(client, address: str, *, as_actor, most: int = 3, data=None) -> list[str]:
    """Where a page reads more than it needs, in words; four statements are all it may ask."""
    statements = own_statements(client, address, data)
    assert len(statements) <= 4, (address, *statements)
    with acting_as(as_actor):
        asked = [sql.partition(FETCHED_IN_PIECES)[2] or sql for sql in statements]
        plans = [plan_of_sql(sql) for sql in asked if _reads_what_grows(sql)]
    assert plans, address
    return [_in_words(node) for plan in plans for node in _too_much(plan, most)]


def _reads_what_grows(sql: str) -> bool:
    return sql.startswith(("SELECT", "(SELECT")) and _names(sql, GROWING)


def _names(sql: str, tables: list[str]) -> bool:
    return any(f'"{table}"' in sql for table in tables)


def _too_much(plan: dict, most: int) -> list[dict]:
    """Where more was read of a table than what one reader has, or than what runs."""
    return [
        node
        for node in nodes(plan)
        if node.get("Relation Name") in GROWING
        and node["Actual Loops"]
        and (
            "Seq Scan" in node["Node Type"]
            or node["Actual Rows"] * node["Actual Loops"] > most * ONE_IN_A_HUNDRED
            or node.get("Rows Removed by Filter", 0) > most * ONE_IN_A_HUNDRED
        )
    ]


def _in_words(node: dict) -> str:
    gone, why = node.get("Rows Removed by Filter", 0), node.get("Filter", "")
    read = f"{node['Node Type']} of {node['Relation Name']}: {node['Actual Rows']} rows"
    return f"{read}, {gone} gone: {why}"
