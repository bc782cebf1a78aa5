"""A housing coach reads the case, a caseworker who introduces the card; a draft is its writer's.

- Whoever is responsible for running guidance reads what the caseworker reads, in the own party.
  A placement's policy reads its own columns only, so it repeats who the coaches are.
- Where no party introduces, a caseworker does, and then needs what a neighbourhood worker needs.
- The coordinator reads no table of an application that was not submitted, as they see no draft.
- Writing stays the caseworker's: where a row followed its parent's visibility, it is said apart.
"""

from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models

from pact.common.rowsecurity import PARTY, STANDS_FOR, role

walls = import_module("placements.migrations.0004_walls")
people = import_module("placements.migrations.0010_uitstromers")
signals = import_module("placements.migrations.0016_signals")

CASEWORKER = role("caseworker")
MACHINE, COORDINATOR, NEIGHBOUR = walls.MACHINE, walls.COORDINATOR, walls.NEIGHBOUR
THOSE = (
    "(select string_to_array(nullif(current_setting('app.stands_for', true), ''), ',')::bigint[])"
)


def coached(candidate: str) -> str:
    """A candidate with somebody whom this actor guides today, in the own party."""
    return (
        f"({CASEWORKER} and exists (select from placements_guidance g"
        f" where g.candidate_id = {candidate} and g.status = 'running'"
        f" and g.responsible_id = {STANDS_FOR} and g.care_party_id = {PARTY}))"
    )


def introduced(candidate: str) -> str:
    """A candidate whom this caseworker introduces, in the own party."""
    return (
        f"({CASEWORKER} and exists (select from placements_introduction i"
        f" where i.candidate_id = {candidate} and i.status in ('planned', 'started')"
        f" and i.worker_id = {STANDS_FOR} and i.care_party_id = {PARTY}))"
    )


def of_placement(condition: str) -> str:
    return f"exists (select from placements_placement p where p.id = placement_id and {condition})"


OWN_AREA = (
    "exists (select from placements_introduction i"
    " where i.candidate_id = placements_preferredarea.candidate_id"
    f" and i.area_id = placements_preferredarea.area_id and i.worker_id = {STANDS_FOR})"
)
COACH = f"({CASEWORKER} and {{row}}.coaches && {THOSE} and {{row}}.care_party_id = {PARTY})"
COACHES = COACH.format(row="p")
HANDLES = of_placement(f"p.caseworker_id = {STANDS_FOR}")
THERE = walls.of_visible("placement", "placement_id")
INTRODUCTION = walls.of_visible("introduction", "introduction_id")
INTRODUCES_OR_HANDLES = (
    "exists (select from placements_introduction t where t.id = introduction_id"
    f" and (t.caseworker_id = {STANDS_FOR} or t.worker_id = {STANDS_FOR}))"
)


def readers(*, is_new: bool) -> dict[str, str]:
    """Who reads which table; as it was, nobody is a coach and a draft is like another case."""

    def now(rule: str) -> str:
        return rule if is_new else "false"

    def coach(table: str) -> str:
        return now(coached(walls.own(table)))

    def mine(table: str) -> str:
        return f"{people.MINE} or {coach(table)}"

    def office(table: str) -> str:
        is_there = walls.of_visible("candidate", walls.own(table))
        return f"({COORDINATOR} and {is_there})" if is_new else COORDINATOR

    def caseworker_introduces(table: str) -> str:
        return now(introduced(walls.own(table)))

    def met(table: str) -> str:
        return f"{walls.met(walls.own(table))} or {caseworker_introduces(table)}"

    def released(table: str) -> str:
        return walls.released(walls.own(table))

    worker = f"({walls.WORKER} and ({NEIGHBOUR} or {walls.OWN_PARTY}))" if is_new else walls.WORKER
    return {
        "need": f"{mine('need')} or {office('need')} or {MACHINE}"
        f" or {walls.considered(walls.own('need'))} or {met('need')}",
        "card": f"{mine('card')} or {office('card')} or {released('card')}"
        f" or {people.introduced('card')} or {caseworker_introduces('card')}"
        f" or ({NEIGHBOUR} and {people.GUIDED_WITH_ME})",
        "identity": f"{mine('identity')} or {released('identity')}",
        "care": f"{mine('care')} or {office('care')} or {MACHINE}",
        "support": f"{mine('support')} or {office('support')} or {MACHINE}",
        "safety": mine("safety"),
        "note": mine("note"),
        "avoideddistrict": f"{mine('avoideddistrict')} or {office('avoideddistrict')} or {MACHINE}",
        "preferredarea": f"{mine('preferredarea')} or {office('preferredarea')} or {MACHINE}"
        f" or (({NEIGHBOUR} or {caseworker_introduces('preferredarea')}) and {OWN_AREA})",
        "uitstromer": f"{mine('uitstromer')} or {office('uitstromer')} or {MACHINE}"
        f" or {released('uitstromer')}"
        f" or {people.introduced('uitstromer')} or {caseworker_introduces('uitstromer')}"
        " or exists (select from placements_guidance g"
        " where g.uitstromer_id = placements_uitstromer.id)",
        "guidance": f"{walls.OWN_CASE} or {responsible(is_new=is_new)} or {walls.WORKER}"
        f" or {COORDINATOR} or {MACHINE} or {walls.OFFICER_READS} or {released('guidance')}",
        "introduction": f"{walls.OWN_CASE} or {worker} or {coach('introduction')} or {COORDINATOR}"
        f" or {MACHINE} or {walls.OFFICER_READS} or {released('introduction')}",
        "exemption": f"{walls.OWN_CASE} or {coach('exemption')} or {COORDINATOR} or {MACHINE}"
        f" or {walls.OFFICER_READS} or {walls.considered(walls.own('exemption'))}"
        f" or {met('exemption')}",
        "placement": f"{walls.OWN_CASE} or {now(COACH.format(row='placements_placement'))} or {COORDINATOR}"
        f" or {MACHINE} or {walls.OFFICER_READS}"
        f" or ({walls.AGENT} and corporation_id = {PARTY} and status in {walls.LIVE})"
        f" or ({walls.WORKER} and status in {walls.LIVE})",
        "dwelling": f"({walls.AGENT} and corporation_id = {PARTY}) or {COORDINATOR} or {MACHINE}"
        f" or ({walls.OFFICER} and (corporation_id = {PARTY} or {walls.OFFICE}))"
        " or exists (select from placements_placement p where p.dwelling_id = placements_dwelling.id"
        f" and (p.caseworker_id = {STANDS_FOR} or {now(COACHES)}))"
        " or exists (select from placements_placement p where p.dwelling_id = placements_dwelling.id"
        f" and p.worker_id = {STANDS_FOR} and p.status in ('agreed', 'leased', 'moved_in'))",
    }


def responsible(*, is_new: bool) -> str:
    """Of another party's case nobody is the coach any more, whoever stands on an ended track."""
    in_own_party = f" and {walls.OWN_PARTY}" if is_new else ""
    return f"(responsible_id = {STANDS_FOR}{in_own_party})"


def writers(*, is_new: bool) -> dict[tuple[str, str], str]:
    """Who adds and writes; as it was, every caseworker who reads the row above."""
    care = f"({CASEWORKER} and {of_placement(f'(p.caseworker_id = {STANDS_FOR} or {COACHES})')})"
    care = care if is_new else signals.CARE
    handles = HANDLES if is_new else THERE
    introduces = INTRODUCES_OR_HANDLES if is_new else INTRODUCTION
    worker = f"({walls.WORKER} and ({NEIGHBOUR} or {walls.OWN_PARTY}))" if is_new else walls.WORKER
    corporation = signals.CORPORATION
    appointed = f"({walls.AGENT} and {THERE}) or ({CASEWORKER} and {handles})"
    meets = f"({NEIGHBOUR} and {INTRODUCTION}) or ({CASEWORKER} and {introduces})"
    consequence = walls.CONSEQUENCE
    return {
        ("guidance", "write"): f"{walls.OWN_CASE} or {responsible(is_new=is_new)} or {COORDINATOR}"
        f" or {consequence}",
        ("introduction", "write"): f"{walls.OWN_CASE} or {worker} or {COORDINATOR}"
        f" or {consequence}",
        ("signal", "read"): f"{care} or {corporation} or {COORDINATOR} or {signals.OFFICER}"
        f" or {role('system:chase')}",
        ("signal", "add"): f"({care} and side = 'care') or ({corporation}"
        " and side = 'corporation')",
        ("signal", "write"): f"{care} or {corporation}",
        ("question", "write"): f"({CASEWORKER} and {handles}) or {THERE} and ({COORDINATOR}"
        f" or {consequence} or ({walls.AGENT} and party_id = {PARTY}))",
        ("appointment", "add"): appointed,
        ("appointment", "write"): f"{appointed} or ({consequence} and {THERE})",
        **{
            (table, deed): f"{meets} or {rest}"
            for table in ["contact", "request"]
            for deed, rest in [("add", "false"), ("write", f"({consequence} and {INTRODUCTION})")]
        },
    }


def policies(*, is_new: bool) -> list[str]:
    rules = {(table, "read"): rule for table, rule in readers(is_new=is_new).items()}
    rules |= writers(is_new=is_new)
    return [_policy(table, deed, rule) for (table, deed), rule in rules.items()]


def _policy(table: str, deed: str, rule: str) -> str:
    using = "" if deed == "add" else f" using ({rule})"
    checked = "" if deed == "read" else f" with check ({rule})"
    return f"alter policy placements_{table}_{deed} on placements_{table}{using}{checked}"


FOLLOW_COACHES = """
create function placements_coaches_of(bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct responsible_id), '{}') from placements_guidance
    where candidate_id = $1 and status = 'running'
$$;
revoke all on function placements_coaches_of(bigint) from public;
create function placements_has_coaches() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    new.coaches := placements_coaches_of(new.candidate_id);
    return new;
end $$;
create trigger has_coaches before insert on placements_placement for each row
    execute function placements_has_coaches();
create function placements_follow_coaches() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update placements_placement set coaches = placements_coaches_of(new.candidate_id)
    where candidate_id = new.candidate_id
      and coaches is distinct from placements_coaches_of(new.candidate_id);
    return null;
end $$;
create trigger follow_coaches after insert or update of responsible_id, status
    on placements_guidance for each row execute function placements_follow_coaches();
update placements_placement set coaches = placements_coaches_of(candidate_id)
where coaches is distinct from placements_coaches_of(candidate_id);
revoke all on function placements_worker_of(placements_placement) from public;
revoke all on function municipalities_same_person(bigint, bigint) from public;
grant execute on function municipalities_same_person(bigint, bigint) to pact_app;
"""

UNDO_FOLLOW_COACHES = """
revoke all on function municipalities_same_person(bigint, bigint) from pact_app;
grant execute on function municipalities_same_person(bigint, bigint) to public;
grant execute on function placements_worker_of(placements_placement) to public;
drop trigger follow_coaches on placements_guidance;
drop function placements_follow_coaches();
drop trigger has_coaches on placements_placement;
drop function placements_has_coaches();
drop function placements_coaches_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0046_named_by_who_lets_it")]

    operations = [
        migrations.AddField(
            "placement",
            "coaches",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
        # Functions that look around the walls are nobody's to call, unless they check who asks.
        migrations.RunSQL(FOLLOW_COACHES, UNDO_FOLLOW_COACHES),
        migrations.RunSQL(policies(is_new=True), policies(is_new=False)),
    ]
