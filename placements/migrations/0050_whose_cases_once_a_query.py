"""Which candidates an actor has a part in is asked once a query, not looked up for each row.

A policy that looks at another table brings that table's policy along, and the tables that one looks
at: a page of one household took PostgreSQL longer to plan than all the rest of it together. These
functions look around the walls, and therefore answer for whoever asks alone: the ids of the
candidates that this actor coaches, introduces, meets at home, is asked about, or was released.
"""

from importlib import import_module

from django.db import migrations

from pact.common.rowsecurity import PARTY, ROLE, STANDS_FOR

walls = import_module("placements.migrations.0004_walls")
people = import_module("placements.migrations.0010_uitstromers")
cases = import_module("placements.migrations.0047_who_reads_a_case")

AS_NEIGHBOUR = f"({walls.NEIGHBOUR} or care_party_id = {PARTY})"
THEIRS = {
    "coached": f"placements_guidance where status = 'running' and responsible_id = {STANDS_FOR}"
    f" and care_party_id = {PARTY}",
    "introduced": "placements_introduction where status in ('planned', 'started')"
    f" and worker_id = {STANDS_FOR} and {AS_NEIGHBOUR}",
    "met_at_home": f"placements_guidance where status = 'running' and worker_id = {STANDS_FOR}",
    "considered": f"placements_placement where status in {walls.LIVE} and corporation_id = {PARTY}",
    "released": f"placements_placement where status in {walls.LIVE}"
    f" and released_at is not null and agent_id = {STANDS_FOR}",
}
"""Of which rows the candidates are somebody's."""
ASKED_BY = {
    "coached": cases.CASEWORKER,
    "introduced": f"{ROLE} in ('neighbourhood_worker', 'caseworker')",
    "met_at_home": walls.NEIGHBOUR,
    "considered": walls.AGENT,
    "released": walls.AGENT,
}


def function(name: str) -> tuple[str, str]:
    """For the roles it is for; an empty list for anybody else who would call it."""
    return (
        f"""
        create function placements_{name}() returns bigint[]
        language sql stable parallel safe security definer
        set search_path = public, pg_temp as $$
            select coalesce(array_agg(candidate_id), '{{}}') from {THEIRS[name]}
            and {ASKED_BY[name]}
        $$;
        revoke all on function placements_{name}() from public;
        grant execute on function placements_{name}() to pact_app;
        """,
        f"drop function placements_{name}()",
    )


def theirs(name: str, candidate: str) -> str:
    """A candidate on that list; it is made once, and only for a role that has one."""
    mine = f"{candidate} = any((select placements_{name}())::bigint[])"
    return f"({ASKED_BY[name]} and {mine})"


def readers() -> dict[str, str]:
    """The same readers as before, table by table."""

    def own(name: str, table: str) -> str:
        return theirs(name, walls.own(table))

    def handled(table: str) -> str:
        return f"{people.MINE} or {own('coached', table)}"

    def office(table: str) -> str:
        return f"({walls.COORDINATOR} and {walls.of_visible('candidate', walls.own(table))})"

    def met(table: str) -> str:
        return f"{own('introduced', table)} or {own('met_at_home', table)}"

    worker = f"({walls.WORKER} and ({walls.NEIGHBOUR} or {walls.OWN_PARTY}))"
    machine = walls.MACHINE
    candidate = "placements_candidate.id"
    return {
        "candidate": f"({walls.COORDINATOR} and status <> 'draft') or {machine}"
        f" or ({cases.CASEWORKER} and {walls.OWN_PARTY}) or {walls.OFFICER_READS}"
        f" or {theirs('considered', candidate)} or ({walls.NEIGHBOUR}"
        f" and ({theirs('introduced', candidate)} or {theirs('met_at_home', candidate)}))",
        "need": f"{handled('need')} or {office('need')} or {machine}"
        f" or {own('considered', 'need')} or {met('need')}",
        "card": f"{handled('card')} or {office('card')} or {own('released', 'card')}"
        f" or {own('introduced', 'card')} or ({walls.NEIGHBOUR} and {people.GUIDED_WITH_ME})",
        "identity": f"{handled('identity')} or {own('released', 'identity')}",
        **{
            table: f"{handled(table)} or {office(table)} or {machine}"
            for table in ["care", "support", "avoideddistrict"]
        },
        **{table: handled(table) for table in ["safety", "note"]},
        "preferredarea": f"{handled('preferredarea')} or {office('preferredarea')} or {machine}"
        f" or (({walls.NEIGHBOUR} or {own('introduced', 'preferredarea')}) and {cases.OWN_AREA})",
        "uitstromer": f"{handled('uitstromer')} or {office('uitstromer')} or {machine}"
        f" or {own('released', 'uitstromer')} or {own('introduced', 'uitstromer')}"
        " or exists (select from placements_guidance g"
        " where g.uitstromer_id = placements_uitstromer.id)",
        "guidance": f"{walls.OWN_CASE} or {cases.responsible(is_new=True)} or {walls.WORKER}"
        f" or {walls.COORDINATOR} or {machine} or {walls.OFFICER_READS}"
        f" or {own('released', 'guidance')}",
        "introduction": f"{walls.OWN_CASE} or {worker} or {own('coached', 'introduction')}"
        f" or {walls.COORDINATOR} or {machine} or {walls.OFFICER_READS}"
        f" or {own('released', 'introduction')}",
        "exemption": f"{walls.OWN_CASE} or {own('coached', 'exemption')} or {walls.COORDINATOR}"
        f" or {machine} or {walls.OFFICER_READS} or {own('considered', 'exemption')}"
        f" or {met('exemption')}",
    }


def before() -> dict[str, str]:
    candidate = "placements_candidate.id"
    rules = cases.readers(is_new=True)
    return {table: rules[table] for table in readers() if table in rules} | {
        "candidate": f"({walls.COORDINATOR} and status <> 'draft') or {walls.MACHINE}"
        f" or ({cases.CASEWORKER} and {walls.OWN_PARTY}) or {walls.OFFICER_READS}"
        f" or {walls.considered(candidate)} or {walls.met(candidate)}"
    }


def policies(rules: dict[str, str]) -> list[str]:
    return [
        f"alter policy placements_{table}_read on placements_{table} using ({rule})"
        for table, rule in rules.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("placements", "0049_a_final_report_is_frozen")]

    operations = [
        *(migrations.RunSQL(*function(name)) for name in THEIRS),
        migrations.RunSQL(policies(readers()), policies(before())),
    ]
