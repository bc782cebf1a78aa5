"""A hundred thousand candidates, and a way to read how the database went about a question."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.utils import timezone

from municipalities.models import IntroductionArea
from pact.agreement.models import Municipality, Party
from tests.database import arranging
from tests.factories import DwellingFactory, area

MANY = 100_000
ONE_IN_A_HUNDRED = MANY / 100
TABLES = [
    f"placements_{name}"
    for name in ("candidate", "uitstromer", "identity", "card", "need", "preferredarea")
]

# Our caseworker has one in fifty, in rows of fifty, and the others are of other care parties. Names as
# they come, in the letters A to F and digits; birth years over sixty years, initials over the alphabet.
CROWD = """
select setval('placements_candidate_id_seq', (last_value / 50 + 1) * 50)
from placements_candidate_id_seq;
insert into placements_candidate (public_id, reference, status, status_at, status_code, version,
    care_party_id, caseworker_id, created_at, days_on_hold)
select gen_random_uuid(), 'K-' || lpad(n::text, 6, '0'),
    case when n / 50 %% 50 = 0 then 'submitted' else %(others)s end, now(), '', 1,
    case when n / 50 %% 50 = 0 then %(party)s else (%(care_parties)s)[1 + n %% %(care)s] end,
    case when n / 50 %% 50 = 0 then %(caseworker)s else -1 - n %% 400 end, now(), 0
from generate_series(1, %(many)s) n;
insert into placements_uitstromer (public_id, number, candidate_id, caseworker_id)
select gen_random_uuid(), 1, id, caseworker_id from placements_candidate;
-- Known to be many before they are joined: else each is sought among all of them.
analyze placements_candidate, placements_uitstromer;
insert into placements_identity (uitstromer_id, candidate_id, caseworker_id, last_name, name_key,
    birth_date, telephone, email, care_party_id)
select u.id, c.id, c.caseworker_id, '', upper(md5(c.id::text)), '1990-01-01', '', '', care_party_id
from placements_candidate c join placements_uitstromer u on u.candidate_id = c.id;
insert into placements_card (uitstromer_id, candidate_id, caseworker_id, first_name, initials,
    birth_year, agreed_contact, call_first)
select id, candidate_id, caseworker_id, '', chr(65 + (candidate_id / 60 %% 26)::int) || '.',
    1940 + (candidate_id %% 60)::int, '', false from placements_uitstromer;
insert into placements_need (candidate_id, caseworker_id, adults, children, co_parenting, bedrooms,
    accessibility, wants_quiet, max_rent)
select id, caseworker_id, 1, 0, false, 1, 'none', false, 700 from placements_candidate;
insert into placements_preferredarea (candidate_id, caseworker_id, area_id)
select id, caseworker_id, (%(areas)s)[1 + id %% %(wished)s] from placements_candidate;
"""


# A long history: of each hundred two still run. The homes are a corporation's own by one in fifty.
ROAD = """
insert into placements_guidance (public_id, status_at, status_code, version, status, opened_on,
    light, uitstromer_id, candidate_id, care_party_id, caseworker_id, responsible_id, ended_on)
select gen_random_uuid(), now(), case when c.id %% 50 = 1 then '' else 'by_decision' end, 1,
    case when c.id %% 50 = 1 then 'running' else 'ended' end, '2020-01-01', 'unknown', u.id, c.id,
    care_party_id, c.caseworker_id, c.caseworker_id,
    case when c.id %% 50 <> 1 then date '2024-01-01' end
from placements_candidate c join placements_uitstromer u on u.candidate_id = c.id;
insert into placements_contactmoment (kind, planned_on, from_norm, light, guidance_id)
select 'visit', current_date + (id %% 365)::int, true, 'unknown', id from placements_guidance
where status = 'running';
insert into placements_contactmoment (kind, planned_on, held_on, from_norm, light, guidance_id,
    held_by_id)
select 'visit', date '2023-12-01', date '2023-12-01', true, 'unknown', id, caseworker_id
from placements_guidance where status = 'ended';
insert into placements_introduction (public_id, status_at, status_code, version, status, planned_on,
    first_contact_on, area_id, candidate_id, care_party_id, caseworker_id, party_id, worker_id)
select gen_random_uuid(), now(), '', 1,
    case id %% 50 when 1 then 'planned' when 2 then 'started' else 'moved' end, '2026-01-01',
    case when id %% 50 <> 1 then date '2026-01-01' + (id %% 100)::int end, %(area)s, id,
    care_party_id, caseworker_id, %(welfare)s,
    case when id %% 50 < 25 then %(worker)s else -1 - id %% 400 end
from placements_candidate;
insert into placements_dwelling (public_id, status_at, status_code, version, status, offered_at,
    street, house_number, addition, postcode, city, rooms, bedrooms, rent, floor, has_lift,
    accessibility, complex_reference, available_from, answer_by, contract_form, corporation_id,
    district_id, municipality_id, offered_by_id)
select gen_random_uuid(), now(), '', 1, case when n %% 200 = 0 then 'offered' else 'let' end, now(),
    'Verzonnenlaan', n, '', '2035ZZ', 'Haarlem', 2, 1, 612.40, 0, false, 'none', '', '2026-12-01',
    '2026-12-15', 'regular', case when n %% 50 = 0 then %(corporation)s
        else (%(corporations)s)[1 + n %% %(letting)s] end,
    %(district)s, %(municipality)s, %(agent)s
from generate_series(1, %(many)s) n;
analyze placements_dwelling;
insert into placements_placement (public_id, status_at, status_code, version, status, holder,
    counts, not_counting, proposed_at, choice_code, facts, agent_id, candidate_id, care_party_id,
    caseworker_id, corporation_id, dwelling_id, municipality_id, proposed_by_id, worker_id, year)
select gen_random_uuid(), now(), '', 1, case when c.n %% 50 = 1 then 'moved_in' else 'ended' end, 0,
    false, 'outside_pact', now(), '', '[]', %(agent)s, c.id, c.care_party_id, c.caseworker_id,
    d.corporation_id, d.id, %(municipality)s, %(coordinator)s, %(worker)s, %(year)s - c.n %% 50
from (select *, row_number() over (order by id) n from placements_candidate) c
join (select *, row_number() over (order by id) n from placements_dwelling) d using (n);
insert into outbox_message (public_id, kind, object_kind, object_id, reference, path, due_on,
    is_late, state, not_before, tries, last_error, created_at, sent_at,
    recipient_id)
select gen_random_uuid(), 'moment_due', 'guidance', gen_random_uuid(), 'K-000000', '/', current_date,
    false, case when n %% 100 = 0 then 'dead' else 'sent' end, now(), 1, '', now(),
    case when n %% 100 <> 0 then now() end,
    case when n %% 50 = 0 then %(caseworker)s else -1 - n %% 400 end
from generate_series(1, %(many)s) n;
insert into audit_look (public_id, at, role, purpose, page, kind, outcome, membership_id, candidate_id,
    care_party_id)
select gen_random_uuid(), now() - n * interval '1 minute', 'caseworker', '', 'candidates:file', 'candidate',
    case when n %% 500 = 0 then 'refused' else 'shown' end, %(caseworker)s, n,
    case when n %% 50 = 0 then %(party)s else -1 - n %% 7 end
from generate_series(1, %(many)s) n;
"""
ROAD_TABLES = [
    *TABLES,
    *(
        f"placements_{name}"
        for name in ("guidance", "contactmoment", "introduction", "dwelling", "placement")
    ),
    "outbox_message",
    "audit_look",
]


# What the years left behind: of each hundred movements one is of this year; the complexes are a
# corporation's own by one in fifty, and what was asked about who lives there now waits for an answer.
YEARS = """
insert into municipalities_ledgerentry (at, "on", year, corporation_id, movement, reserved, realised,
    placement, place_number, code, municipality_id)
select now(), make_date(%(year)s - n %% 100, 1, 1 + n %% 28), %(year)s - n %% 100, %(corporation)s,
    'reserve', 1, 0, gen_random_uuid(), null, '', %(municipality)s
from generate_series(1, %(many)s) n;
insert into placements_complexload (public_id, reference, until, lettings, priority, entered_at,
    corporation_id, entered_by_id)
select gen_random_uuid(), 'C' || lpad(n::text, 6, '0'), date '2026-09-30', 10, 3, now(),
    case when n %% 50 = 0 then %(corporation)s else -1 - n %% 7 end, %(agent)s
from generate_series(1, %(many)s) n;
insert into placements_question (placement_id, kind, party_id, asked_at, due_on, answer, answered_at,
    answered_by_id, code, judgement)
select id, 'profile', corporation_id, now(), current_date,
    case when status <> 'moved_in' then true end, case when status <> 'moved_in' then now() end,
    case when status <> 'moved_in' then agent_id end, '', ''
from placements_placement;
"""
YEAR_TABLES = [
    "municipalities_ledgerentry",
    "placements_complexload",
    "placements_question",
]


# Who works with it, and what was asked about the years: a hundredth of the decisions waits for
# somebody. Exchanges are a tenth: there is one open question at most between two municipalities.
OFFICES = """
insert into accounts_user (id, password, public_id, email, name, language, is_active, invited_at)
select -n, case when n %% 100 = 0 then '!' else 'x' end, gen_random_uuid(),
    'verzonnen' || n || '@voorbeeld.test', 'Verzonnen ' || md5(n::text), 'nl', true, now()
from generate_series(1, %(many)s) n;
insert into accounts_membership (id, public_id, user_id, party_id, role, is_lead, is_deputy,
    is_current, telephone, started_on)
select -n, gen_random_uuid(), -n,
    case when n %% 2000 = 0 then %(party)s else (%(parties)s)[1 + n %% 20] end,
    case when n %% 20 = 0 then 'oversight' else 'caseworker' end, false, false, true, '',
    date '2026-01-01'
from generate_series(1, %(many)s) n;
insert into municipalities_decision (kind, year, placement, value, document, asked_by_id, asked_at,
    decided_by_id, decided_at, applied_at)
select 'counts', %(year)s, gen_random_uuid(), 1, 'verzonnen besluit', %(coordinator)s,
    now() - n * interval '1 minute', case when n %% 100 <> 0 then -n end,
    case when n %% 100 <> 0 then now() end, case when n %% 100 <> 0 then now() end
from generate_series(1, %(many)s) n;
insert into municipalities_exchange (public_id, year, asking_id, giving_id, asked_by_id, asked_at,
    answer_by, answer, answered_by_id, answered_at)
select gen_random_uuid(), %(year)s,
    case when n %% 100 = 0 then %(municipality)s else (%(municipalities)s)[1 + n %% 3] end,
    case when n %% 100 = 50 then %(municipality)s else (%(municipalities)s)[4 + n %% 3] end,
    %(coordinator)s,
    now() - n * interval '1 minute', current_date, false, -n, now()
from generate_series(1, %(many)s / 10) n;
"""
OFFICE_TABLES = [
    "accounts_user",
    "accounts_membership",
    "municipalities_decision",
    "municipalities_exchange",
]


# What was signed, seen and made up for in the homes of who lives there now, and of a tenth of those
# who lived there: all of it is still to be done for the first, and nothing for the others.
HOMES = """
insert into placements_exemption (candidate_id, care_party_id, caseworker_id, code, catch_up,
    catch_up_by, asked_by_id, asked_at, decide_by, verdict, decided_by_id, decided_at, is_used,
    caught_up_on, caught_up_by_id)
select candidate_id, care_party_id, caseworker_id, 'urgent', 'after_move_monthly',
    current_date + 300, caseworker_id, date '2019-12-01', current_date, 'granted', %(coordinator)s,
    now(), true, case when status <> 'moved_in' then date '2024-01-01' end,
    case when status <> 'moved_in' then caseworker_id end
from placements_placement where status = 'moved_in' or id %% 10 = 0;
insert into placements_lease (placement_id, form, signed_on, starts_on, exemption_id,
    months_required, contacts_required, contacts_held, started_on, started_by_id, postponements,
    transferred_on, ended_on, end_code)
select p.id, 'intermediary', date '2020-01-01', date '2020-01-01', e.id, 6, 1, 0,
    date '2020-01-01', agent_id, 0, case when status <> 'moved_in' then date '2024-01-01' end,
    case when status <> 'moved_in' then date '2024-01-01' end,
    case when status <> 'moved_in' then 'left' else '' end
from placements_placement p join placements_exemption e using (candidate_id);
insert into placements_appointment (placement_id, kind, "on", at_time, agent_comes,
    caseworker_comes, worker_comes, made_by_id)
select id, 'keys', case when status = 'moved_in' then current_date + 1 else date '2020-01-01' end,
    time '10:00', true, true, true, agent_id
from placements_placement where status = 'moved_in' or id %% 10 = 0;
insert into placements_signal (public_id, status_at, status_code, version, status, placement_id,
    fact, happened_on, side, given_by_id, given_at, due_on, care_view, corporation_view, decision,
    decided_on, decided_by_id)
select gen_random_uuid(), now(), '', 1,
    case when status = 'moved_in' then 'given' else 'decided' end, id, 'nuisance',
    date '2023-02-01', 'corporation', agent_id, now(), date '2023-03-01',
    case when status <> 'moved_in' then 'serious' else '' end, 'serious',
    case when status <> 'moved_in' then 'wait' else '' end,
    case when status <> 'moved_in' then date '2023-03-01' end,
    case when status <> 'moved_in' then caseworker_id end
from placements_placement where status = 'moved_in' or id %% 10 = 0;
"""
HOME_TABLES = [f"placements_{name}" for name in ("exemption", "lease", "appointment", "signal")]


def walk(people) -> None:
    """The crowd of ``gather``, with everything that happened to them on their road."""
    gather(people, others="housed")
    home = DwellingFactory(offered_by=people.agent)
    corporations = _all_but(Party, people.agent.party_id, kind="corporation")
    details = {
        "many": MANY,
        "year": timezone.localdate().year,
        "area": area().pk,
        "district": home.district_id,
        "municipality": home.municipality_id,
        "municipalities": _all_but(Municipality, home.municipality_id),
        "corporation": people.agent.party_id,
        "welfare": people.worker.party_id,
        **{
            who: getattr(people, who).pk for who in ("agent", "worker", "coordinator", "caseworker")
        },
        "party": people.caseworker.party_id,
        "parties": _all_but(Party, people.caseworker.party_id),
        "corporations": corporations,
        "letting": len(corporations),
    }
    tables = [*ROAD_TABLES, *YEAR_TABLES, *OFFICE_TABLES, *HOME_TABLES]
    with _filling([each for each in tables if each not in TABLES]) as cursor:
        cursor.execute(ROAD, details)
        cursor.execute(YEARS, details)
        cursor.execute(OFFICES, details)
        cursor.execute(HOMES, details)


@contextmanager
def _filling(tables: list[str]) -> Iterator[CursorWrapper]:
    """Put many rows in these tables: without triggers, and with each index made once at the end."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "set local session_replication_role = replica; set local statement_timeout = 0;"
            " set constraints all immediate"
        )
        cursor.execute(
            "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index"
            " where indrelid = any(%s::regclass[]) and not indisunique",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f"drop index {name}")
        yield cursor
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("analyze " + ", ".join(tables))
        cursor.execute("set local session_replication_role = origin; reset statement_timeout")


def _all_but(model: type[Model], one: int, **kind: str) -> list[int]:
    rows = model.objects.filter(**kind).exclude(pk=one)
    return list(rows.order_by("pk").values_list("pk", flat=True))


# Two of each hundred, with an introduction that must start within eight weeks: one reminder each.
ADMITTED = """
update placements_candidate set status = 'admitted', admitted_at = now(), status_at = now(),
    waiting_since = current_date - (id %% 300)::int,
    caseworker_id = %(caseworker)s where id %% 50 = 1;
update placements_introduction set worker_id = %(worker)s where status = 'planned';
update placements_need set wished_month = current_date + 235 where candidate_id %% 50 = 1;
analyze placements_candidate, placements_introduction, placements_need;
"""


def let_some_be_admitted(people) -> None:
    """Give the clock something to tell about the crowd of ``walk``."""
    details = {"caseworker": people.caseworker.pk, "worker": people.worker.pk}
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(ADMITTED, details)
        cursor.execute("set local session_replication_role = origin")


def gather(people, *, others: str = "submitted") -> None:
    """Put a crowd in the tables; our caseworker has one in fifty of it, and ``others`` the others."""
    care_parties = _all_but(Party, people.caseworker.party_id, kind="care")
    areas = list(IntroductionArea.objects.order_by("pk").values_list("pk", flat=True))
    details = {
        "many": MANY,
        "others": others,
        "party": people.caseworker.party_id,
        "caseworker": people.caseworker.pk,
        "care_parties": care_parties,
        "care": len(care_parties),
        "areas": areas,
        "wished": len(areas),
    }
    with _filling(TABLES) as cursor:
        cursor.execute(CROWD, details)


def plan_of(query) -> dict:
    (rows,) = [query.explain(format="json", analyze=True)]
    return json.loads(rows)[0]


def plan_of_sql(sql: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, format json) {sql}")
        (rows,) = cursor.fetchone()
    return (json.loads(rows) if isinstance(rows, str) else rows)[0]["Plan"]


def nodes(plan: dict):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
