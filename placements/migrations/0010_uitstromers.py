"""One or more people an application, each with a card, an identity, support and guidance of their own.

Everybody who was there becomes the first person of their application. The owner of the tables is
behind their walls too, so the owner stands outside until everything is filled and every key checked.
"""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from pact.common.rowsecurity import STANDS_FOR, grants, guarded, role

keys = import_module("placements.migrations.0002_keys")
walls = import_module("placements.migrations.0004_walls")

BEHIND_WALLS = ["candidate", "card", "identity", "care", "guidance"]
OUTSIDE = "".join(f"alter table placements_{t} no force row level security;" for t in BEHIND_WALLS)
INSIDE = "".join(f"alter table placements_{t} force row level security;" for t in BEHIND_WALLS)

# What is checked at the end of the transaction is checked now: no table with a check still to come
# can be altered.
FILL = """
insert into placements_uitstromer (public_id, number, candidate_id, caseworker_id)
    select gen_random_uuid(), 1, id, caseworker_id from placements_candidate order by id;
insert into placements_support (uitstromer_id, candidate_id, caseworker_id, intensity,
        budget_in_order)
    select u.id, c.candidate_id, c.caseworker_id, c.intensity, c.budget_in_order
    from placements_care c join placements_uitstromer u using (candidate_id);
update placements_card t set uitstromer_id = u.id
    from placements_uitstromer u where u.candidate_id = t.candidate_id;
update placements_identity t set uitstromer_id = u.id
    from placements_uitstromer u where u.candidate_id = t.candidate_id;
update placements_guidance t set uitstromer_id = u.id
    from placements_uitstromer u where u.candidate_id = t.candidate_id;
set constraints all immediate;
set constraints all deferred;
"""


def column(table: str) -> migrations.RunSQL:
    """Whose row it is, still empty."""
    return migrations.RunSQL(
        f"alter table placements_{table} add column uitstromer_id bigint",
        f"alter table placements_{table} drop column uitstromer_id",
    )


def keyed(table: str) -> migrations.SeparateDatabaseAndState:
    """A table that had one row a candidate has one a person."""
    return migrations.SeparateDatabaseAndState(
        state_operations=[
            migrations.AddField(
                table,
                "uitstromer",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    primary_key=True,
                    serialize=False,
                    to="placements.uitstromer",
                ),
            ),
            migrations.AlterField(table, "candidate", to_candidate()),
        ],
        database_operations=[
            migrations.RunSQL(
                f"""
                alter table placements_{table} drop constraint placements_{table}_pkey;
                alter table placements_{table} add primary key (uitstromer_id);
                alter table placements_{table} add constraint placements_{table}_uitstromer_fk
                    foreign key (uitstromer_id) references placements_uitstromer (id)
                    deferrable initially deferred;
                create index placements_{table}_candidate on placements_{table} (candidate_id);
                """,
                f"""
                drop index placements_{table}_candidate;
                alter table placements_{table} drop constraint placements_{table}_uitstromer_fk;
                alter table placements_{table} drop constraint placements_{table}_pkey;
                alter table placements_{table} add constraint placements_{table}_pkey
                    primary key (candidate_id);
                """,
            )
        ],
    )


def to_candidate() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="placements.candidate",
    )


def to_caseworker() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="accounts.membership",
    )


PERSONS = ["card", "identity", "support"]

# A household has at least as many adults as there are people with guidance of their own.
COUNT_ADULTS = """
create function placements_count_adults() returns trigger language plpgsql as $$
begin
    if (select adults from placements_need where candidate_id = new.candidate_id)
        < (select count(*) from placements_uitstromer where candidate_id = new.candidate_id)
    then
        raise exception 'More people with guidance than adults.' using errcode = '23514',
            constraint = 'every_uitstromer_is_an_adult';
    end if;
    return null;
end $$;
create trigger count_adults after insert or update of adults on placements_need
    for each row execute function placements_count_adults();
create trigger count_adults after insert on placements_uitstromer
    for each row execute function placements_count_adults();
"""
UNDO_COUNT_ADULTS = """
drop trigger count_adults on placements_uitstromer;
drop trigger count_adults on placements_need;
drop function placements_count_adults();
"""

MINE = f"({role('caseworker')} and {walls.OWN_CASE})"


def introduced(table: str) -> str:
    return f"({walls.NEIGHBOUR} and {walls.introduced_by_me(walls.own(table))})"


def unsubmitted(table: str) -> str:
    """Of an application that only its caseworker has in hand."""
    return (
        f"exists (select from placements_candidate c where c.id = placements_{table}.candidate_id"
        " and c.status in ('draft', 'returned'))"
    )


def removable(table: str) -> list:
    """Somebody added by mistake can be taken out again: never the first, never once in hand."""
    of_person = (
        "(select u.number from placements_uitstromer u"
        f" where u.id = placements_{table}.uitstromer_id)"
    )
    number = "number" if table == "uitstromer" else of_person
    rule = f"{MINE} and {number} > 1 and {unsubmitted(table)}"
    return [
        migrations.RunSQL(
            f"grant delete on placements_{table} to pact_app",
            f"revoke delete on placements_{table} from pact_app",
        ),
        migrations.RunSQL(
            f"create policy placements_{table}_remove on placements_{table}"
            f" for delete to pact_app using ({rule})",
            f"drop policy placements_{table}_remove on placements_{table}",
        ),
    ]


# After the move a neighbourhood worker meets those whose own guidance runs.
GUIDED_WITH_ME = (
    "exists (select from placements_guidance g"
    " where g.uitstromer_id = placements_card.uitstromer_id and g.status = 'running'"
    f" and g.worker_id = {STANDS_FOR})"
)
CARD = f"{MINE} or {walls.COORDINATOR} or {walls.released(walls.own('card'))}"


class Migration(migrations.Migration):
    dependencies = [("placements", "0009_one_final_report")]

    operations = [
        migrations.CreateModel(
            name="Uitstromer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitstromers",
                        to="placements.candidate",
                    ),
                ),
                ("caseworker", to_caseworker()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 9)),
                        name="uitstromer_has_a_number",
                    ),
                ]
            },
        ),
        # By themselves: what comes with the model is only made at the end, and keys point here.
        migrations.AddConstraint(
            "uitstromer",
            models.UniqueConstraint(
                models.F("candidate"), models.F("number"), name="uitstromer_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            "uitstromer",
            models.UniqueConstraint(
                models.F("id"), models.F("candidate"), name="uitstromer_and_candidate"
            ),
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "uitstromer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="placements.uitstromer",
                    ),
                ),
                (
                    "intensity",
                    models.CharField(
                        choices=[
                            ("light", "light"),
                            ("medium", "medium"),
                            ("intensive", "intensive"),
                        ],
                        max_length=10,
                    ),
                ),
                ("budget_in_order", models.BooleanField(default=False)),
                ("candidate", to_candidate()),
                ("caseworker", to_caseworker()),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            "guidance",
            "uitstromer",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="guidance",
                to="placements.uitstromer",
            ),
        ),
        column("card"),
        column("identity"),
        migrations.RunSQL(OUTSIDE, INSIDE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        keyed("card"),
        keyed("identity"),
        migrations.AlterField(
            "guidance",
            "uitstromer",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="guidance",
                to="placements.uitstromer",
            ),
        ),
        migrations.AlterField(
            "guidance",
            "candidate",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="guidance",
                to="placements.candidate",
            ),
        ),
        *[
            keys.key(
                table,
                "candidate_id, caseworker_id",
                keys.CANDIDATE,
                "id, caseworker_id",
                options=keys.CASCADE,
            )
            for table in ["uitstromer", "support"]
        ],
        *[
            keys.key(
                table,
                "uitstromer_id, candidate_id",
                "placements_uitstromer",
                "id, candidate_id",
            )
            for table in [*PERSONS, "guidance"]
        ],
        migrations.RunSQL(INSIDE, OUTSIDE),
        migrations.RunSQL(COUNT_ADULTS, UNDO_COUNT_ADULTS),
        grants("placements_uitstromer", *walls.WHOLE),
        guarded(
            "placements_uitstromer",
            read=f"{MINE} or {walls.COORDINATOR} or {walls.MACHINE}"
            f" or {walls.released(walls.own('uitstromer'))} or {introduced('uitstromer')}"
            " or exists (select from placements_guidance g"
            " where g.uitstromer_id = placements_uitstromer.id)",
            add=MINE,
            write=MINE,
        ),
        *walls.protected("support", read=walls.READS_CARE),
        *[step for table in ["uitstromer", *PERSONS] for step in removable(table)],
        migrations.RunSQL(
            "alter policy placements_card_read on placements_card"
            f" using ({CARD} or {introduced('card')} or ({walls.NEIGHBOUR} and {GUIDED_WITH_ME}))",
            "alter policy placements_card_read on placements_card"
            f" using ({CARD} or {walls.met(walls.own('card'))})",
        ),
    ]
