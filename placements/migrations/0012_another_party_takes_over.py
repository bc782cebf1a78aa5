"""Another care party takes a case over: only after it said yes, and without the giver's note."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from pact.common.rowsecurity import STANDS_FOR, grants, guarded, role

GIVER = f"(caseworker_id = {STANDS_FOR} or asked_by_id = {STANDS_FOR})"
RECEIVER = f"to_id = {STANDS_FOR}"
CASEWORKER = role("caseworker")
COORDINATOR = role("coordinator")
CONSEQUENCE = role("system:consequence")

# A case goes to another party in one way only, whoever writes. What the giving party noted for
# itself stays behind; the function is the owner's, because nobody else may take a note away.
CHANGE_OF_PARTY = """
create function placements_change_of_party() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if old.care_party_id = new.care_party_id then return null; end if;
    if not exists (select from placements_takeover t
                   where t.candidate_id = new.id and t.status = 'accepted'
                     and t.from_party_id = old.care_party_id
                     and t.to_party_id = new.care_party_id and t.to_id = new.caseworker_id)
    then
        raise exception 'No other party has said yes to this case.'
            using errcode = '23514', constraint = 'taken_over_after_a_yes';
    end if;
    delete from placements_note where candidate_id = new.id;
    return null;
end $$;
create trigger change_of_party after update of care_party_id on placements_candidate
    for each row execute function placements_change_of_party();
"""

UNDO_CHANGE_OF_PARTY = """
drop trigger change_of_party on placements_candidate;
drop function placements_change_of_party();
"""

# The giver may take the question back; the yes and the no are the receiver's alone.
STEPS = f"""
create function placements_takeover_answered() returns trigger language plpgsql as $$
begin
    if new.{RECEIVER} then return new; end if;
    raise exception 'Only the person who was asked can answer.'
        using errcode = '42501', constraint = 'answered_by_who_was_asked';
end $$;
create trigger answered before update of status on placements_takeover for each row
    when (new.status in ('accepted', 'refused')) execute function placements_takeover_answered();
create trigger check_step before update of status on placements_takeover for each row
    execute function placements_check_step('asked>accepted', 'asked>refused', 'asked>taken_back');
create trigger record_step after insert or update of status on placements_takeover for each row
    execute function audit_record_step('takeover');
"""

UNDO_STEPS = """
drop trigger check_step on placements_takeover;
drop trigger record_step on placements_takeover;
drop trigger answered on placements_takeover;
drop function placements_takeover_answered();
"""


def owner_of(table: str) -> migrations.RunSQL:
    """The functions of the owner have to see the table that is walled off from it, too."""
    return migrations.RunSQL(
        f"do $$ begin execute format('create policy {table}_owner on {table} to %I using (true)',"
        " current_user); end $$",
        f"drop policy {table}_owner on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_guards"),
        ("agreement", "0002_guards"),
        ("placements", "0011_support_is_a_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="Takeover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("status_at", models.DateTimeField()),
                ("status_code", models.CharField(blank=True, max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=8)),
                ("guided_since", models.DateField()),
                ("runs_until", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("taken_back", "taken back"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takeovers",
                        to="placements.candidate",
                    ),
                ),
                (
                    "caseworker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "from_party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreement.party",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takeovers",
                        to="accounts.membership",
                    ),
                ),
                (
                    "to_party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreement.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("candidate"),
                        condition=models.Q(("status", "asked")),
                        name="one_takeover_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_party", models.F("to_party")), _negated=True),
                        name="taken_over_by_another_party",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "alter table placements_takeover add constraint takeover_candidate_caseworker_agree"
            " foreign key (candidate_id, caseworker_id)"
            " references placements_candidate (id, caseworker_id) on update cascade",
            "alter table placements_takeover drop constraint takeover_candidate_caseworker_agree",
        ),
        migrations.RunSQL(STEPS, UNDO_STEPS),
        owner_of("placements_note"),
        owner_of("placements_takeover"),
        migrations.RunSQL(CHANGE_OF_PARTY, UNDO_CHANGE_OF_PARTY),
        grants("placements_takeover", "select", "insert", "update"),
        guarded(
            "placements_takeover",
            read=f"{GIVER} or {RECEIVER} or {COORDINATOR} or {CONSEQUENCE}",
            add=f"({CASEWORKER} and caseworker_id = {STANDS_FOR}) or {COORDINATOR}",
            write=f"({CASEWORKER} and ({GIVER} or {RECEIVER})) or {COORDINATOR} or {CONSEQUENCE}",
        ),
    ]
