"""Who may read and write which row of the road.

No two policies look at each other's tables, or they would ask each other without end: a placement's
policy reads its own columns only; an introduction's may look at placements; a candidate's at both.
"""

from django.db import migrations

from pact.common.rowsecurity import PARTY, STANDS_FOR, grants, guarded, role

COORDINATOR = role("coordinator")
CONSEQUENCE = role("system:consequence")
MACHINE = role(
    "system:consequence", "system:remind", "system:chase", "system:report", "system:check"
)
OWN_CASE = f"caseworker_id = {STANDS_FOR}"
WORKER = f"worker_id = {STANDS_FOR}"
OWN_PARTY = f"care_party_id = {PARTY}"
OFFICER = role("privacy_officer")
OFFICE = f"{PARTY} in (select id from agreement_party where kind = 'office')"
OFFICER_READS = f"({OFFICER} and ({OWN_PARTY} or {OFFICE}))"
LIVE = "('proposed', 'agreed', 'leased', 'moved_in')"


def placement_of(candidate: str, condition: str) -> str:
    return (
        f"exists (select from placements_placement p where p.candidate_id = {candidate}"
        f" and p.status in {LIVE} and {condition})"
    )


def introduced_by_me(candidate: str) -> str:
    return (
        f"exists (select from placements_introduction i where i.candidate_id = {candidate}"
        f" and i.status in ('planned', 'started') and i.worker_id = {STANDS_FOR})"
    )


def guided_with_me(candidate: str) -> str:
    return (
        f"exists (select from placements_guidance g where g.candidate_id = {candidate}"
        f" and g.status = 'running' and g.worker_id = {STANDS_FOR})"
    )


def of_visible(table: str, column: str) -> str:
    """A row that belongs to a row this actor may read."""
    return f"exists (select from placements_{table} t where t.id = {column})"


AGENT = role("letting_agent")
NEIGHBOUR = role("neighbourhood_worker")


def considered(candidate: str) -> str:
    """A candidate whom this agent's corporation is asked about."""
    return f"({AGENT} and {placement_of(candidate, f'p.corporation_id = {PARTY}')})"


def released(candidate: str) -> str:
    """A candidate released to this letting agent, named on the placement."""
    named = f"p.released_at is not null and p.agent_id = {STANDS_FOR}"
    return f"({AGENT} and {placement_of(candidate, named)})"


def met(candidate: str) -> str:
    """A candidate whom this neighbourhood worker introduces, or met after the move."""
    return f"({NEIGHBOUR} and ({introduced_by_me(candidate)} or {guided_with_me(candidate)}))"


def protected(table: str, *, read: str) -> list:
    """A table about one candidate: its caseworker reads and writes it, others as given."""
    mine = f"({role('caseworker')} and {OWN_CASE})"
    name = f"placements_{table}"
    return [
        grants(name, "select", "insert", "update"),
        guarded(name, read=f"{mine} or {read}", add=mine, write=mine),
    ]


def chosen(table: str, *, read: str) -> list:
    """What was ticked in a list about one candidate: a tick can be taken away."""
    mine = f"({role('caseworker')} and {OWN_CASE})"
    name = f"placements_{table}"
    return [
        grants(name, "select", "insert", "delete"),
        guarded(name, read=f"{mine} or {read}", add=mine, remove=mine),
    ]


def own(table: str) -> str:
    return f"placements_{table}.candidate_id"


READS_CARE = f"{COORDINATOR} or {MACHINE}"

WHOLE = "select", "insert", "update"


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0003_triggers"),
        ("agreement", "0002_guards"),
        ("accounts", "0002_guards"),
    ]

    operations = [
        # The functions that carry out a decision run as the owner and have to see the placements.
        migrations.RunSQL(
            "do $$ begin execute format('create policy placements_placement_owner on"
            " placements_placement to %I using (true)', current_user); end $$",
            "drop policy placements_placement_owner on placements_placement",
        ),
        grants("placements_candidate", *WHOLE),
        guarded(
            "placements_candidate",
            read=f"({COORDINATOR} and status <> 'draft') or {MACHINE}"
            f" or ({role('caseworker')} and {OWN_PARTY}) or {OFFICER_READS}"
            f" or {considered('placements_candidate.id')} or {met('placements_candidate.id')}",
            add=f"{role('caseworker')} and {OWN_PARTY} and {OWN_CASE}",
            write=f"({role('caseworker')} and {OWN_CASE}) or {COORDINATOR} or {CONSEQUENCE}",
        ),
        *protected(
            "need",
            read=f"{COORDINATOR} or {MACHINE} or {considered(own('need'))} or {met(own('need'))}",
        ),
        *protected(
            "card",
            read=f"{COORDINATOR} or {released(own('card'))} or {met(own('card'))}",
        ),
        *protected("identity", read=released(own("identity"))),
        *protected("care", read=READS_CARE),
        *protected("safety", read="false"),
        *protected("note", read="false"),
        *chosen("avoideddistrict", read=f"{COORDINATOR} or {MACHINE}"),
        *chosen(
            "preferredarea",
            read=f"{COORDINATOR} or {MACHINE} or ({NEIGHBOUR} and exists (select from"
            " placements_introduction i where i.candidate_id = placements_preferredarea.candidate_id"
            " and i.area_id = placements_preferredarea.area_id"
            f" and i.worker_id = {STANDS_FOR}))",
        ),
        grants("placements_missingitem", "select", "insert"),
        guarded(
            "placements_missingitem",
            read=of_visible("candidate", "candidate_id"),
            add=COORDINATOR,
        ),
        grants("placements_guidance", *WHOLE),
        guarded(
            "placements_guidance",
            read=f"{OWN_CASE} or responsible_id = {STANDS_FOR} or {WORKER} or {COORDINATOR}"
            f" or {MACHINE} or {OFFICER_READS} or {released(own('guidance'))}",
            add=f"{OWN_CASE} or {CONSEQUENCE}",
            write=f"{OWN_CASE} or responsible_id = {STANDS_FOR} or {COORDINATOR} or {CONSEQUENCE}",
        ),
        *[
            operation
            for table in ["responsibility", "contactmoment"]
            for operation in [
                grants(f"placements_{table}", *WHOLE),
                guarded(
                    f"placements_{table}",
                    read=of_visible("guidance", "guidance_id"),
                    add=f"{of_visible('guidance', 'guidance_id')}"
                    f" and ({role('caseworker')} or {CONSEQUENCE})",
                    write=f"{of_visible('guidance', 'guidance_id')}"
                    f" and ({role('caseworker', 'neighbourhood_worker')} or {CONSEQUENCE})",
                ),
            ]
        ],
        grants("placements_introduction", *WHOLE),
        guarded(
            "placements_introduction",
            read=f"{OWN_CASE} or {WORKER} or {COORDINATOR} or {MACHINE} or {OFFICER_READS}"
            f" or {released(own('introduction'))}",
            add=f"({role('caseworker')} and {OWN_CASE}) or {COORDINATOR}",
            write=f"{OWN_CASE} or {WORKER} or {COORDINATOR} or {CONSEQUENCE}",
        ),
        *[
            operation
            for table in ["contact", "request"]
            for operation in [
                grants(f"placements_{table}", *WHOLE),
                guarded(
                    f"placements_{table}",
                    read=of_visible("introduction", "introduction_id"),
                    add=f"{of_visible('introduction', 'introduction_id')}"
                    f" and {role('caseworker', 'neighbourhood_worker')}",
                    write=f"{of_visible('introduction', 'introduction_id')}"
                    f" and ({role('caseworker', 'neighbourhood_worker')} or {CONSEQUENCE})",
                ),
            ]
        ],
        grants("placements_exemption", *WHOLE),
        guarded(
            "placements_exemption",
            read=f"{OWN_CASE} or {COORDINATOR} or {MACHINE} or {OFFICER_READS}"
            f" or {considered(own('exemption'))} or {met(own('exemption'))}",
            add=f"{role('caseworker')} and {OWN_CASE}",
            write=f"{COORDINATOR} or {CONSEQUENCE}",
        ),
        grants("placements_dwelling", *WHOLE),
        guarded(
            "placements_dwelling",
            read=f"({AGENT} and corporation_id = {PARTY}) or {COORDINATOR} or {MACHINE}"
            f" or ({OFFICER} and (corporation_id = {PARTY} or {OFFICE}))"
            " or exists (select from placements_placement p where p.dwelling_id ="
            f" placements_dwelling.id and p.caseworker_id = {STANDS_FOR})"
            " or exists (select from placements_placement p where p.dwelling_id ="
            f" placements_dwelling.id and p.worker_id = {STANDS_FOR}"
            " and p.status in ('agreed', 'leased', 'moved_in'))",
            add=f"{AGENT} and corporation_id = {PARTY}",
            write=f"({AGENT} and corporation_id = {PARTY}) or {COORDINATOR} or {CONSEQUENCE}"
            f" or {role('system:chase')}",
        ),
        grants("placements_placement", *WHOLE),
        guarded(
            "placements_placement",
            read=f"{OWN_CASE} or {COORDINATOR} or {MACHINE} or {OFFICER_READS}"
            f" or ({AGENT} and corporation_id = {PARTY} and status in {LIVE})"
            f" or ({WORKER} and status in {LIVE})",
            add=COORDINATOR,
            write=f"{OWN_CASE} or {COORDINATOR} or {CONSEQUENCE}"
            f" or ({AGENT} and corporation_id = {PARTY})",
        ),
        grants("placements_question", *WHOLE),
        guarded(
            "placements_question",
            read=of_visible("placement", "placement_id"),
            add=f"{COORDINATOR} or {CONSEQUENCE}",
            write=f"{of_visible('placement', 'placement_id')} and ({COORDINATOR}"
            f" or {role('caseworker')} or {CONSEQUENCE} or ({AGENT} and party_id = {PARTY}))",
        ),
        grants("placements_lease", *WHOLE),
        guarded(
            "placements_lease",
            read=of_visible("placement", "placement_id"),
            add=f"{AGENT} and {of_visible('placement', 'placement_id')}",
            write=f"({AGENT} and {of_visible('placement', 'placement_id')}) or {CONSEQUENCE}",
        ),
        grants("placements_appointment", *WHOLE),
        guarded(
            "placements_appointment",
            read=f"{of_visible('placement', 'placement_id')} and (worker_comes or not {NEIGHBOUR})",
            add=f"{of_visible('placement', 'placement_id')} and {role('caseworker', 'letting_agent')}",
            write=f"{of_visible('placement', 'placement_id')} and"
            f" ({role('caseworker', 'letting_agent')} or {CONSEQUENCE})",
        ),
        grants("placements_report", *WHOLE),
        guarded(
            "placements_report",
            read=f"is_final or {role('coordinator', 'oversight', 'municipal_officer')}"
            f" or {OFFICER} or {role('system:report')}",
            add=COORDINATOR,
            write=f"{COORDINATOR} or {role('system:report')}",
        ),
    ]
