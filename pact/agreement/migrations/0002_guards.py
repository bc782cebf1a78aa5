"""No two values for one norm or reason on one day, and what the application may do here."""

from django.db import migrations

from pact.common.rowsecurity import grants


def one_at_a_time(table: str, key: str) -> migrations.RunSQL:
    """Refuse two rows with the same key on the same day.

    The key goes in as a range of one number, because the usual extension for this is not on every
    server.
    """
    number = f"hashtextextended({key}, 0)"
    return migrations.RunSQL(
        f"alter table {table} add constraint {table}_one_at_a_time exclude using gist ("
        f" int8range({number}, {number}, '[]') with &&, daterange(valid_from, valid_to) with &&)",
        f"alter table {table} drop constraint {table}_one_at_a_time",
    )


READ = ["agreement_municipality", "agreement_district", "agreement_document"]
WRITTEN = ["party", "participation", "norm", "reason"]


class Migration(migrations.Migration):
    dependencies = [("agreement", "0001_initial")]

    operations = [
        one_at_a_time("agreement_norm", "key"),
        one_at_a_time("agreement_reason", "(kind || ':' || code)"),
        *[grants(table, "select", "insert") for table in READ],
        *[
            grants(table, "select", "insert", "update")
            for table in ["agreement_partyalias", "agreement_succession"]
        ],
        *[grants(f"agreement_{name}", "select", "insert", "update") for name in WRITTEN],
        *[grants(f"agreement_{name}event", "select", "insert") for name in WRITTEN],
    ]
