"""One office at a time, entered by an administrator; a basis may be older than its record."""

from django.db import migrations

from pact.common.datedrows import keeps_its_past
from pact.common.rowsecurity import grants

A_LIFETIME = 36500

ONE_AT_A_TIME = """
alter table agreement_officebasis add constraint one_office_at_a_time
    exclude using gist (daterange(valid_from, valid_to) with &&)
"""
UNDO = "alter table agreement_officebasis drop constraint one_office_at_a_time"


class Migration(migrations.Migration):
    dependencies = [("agreement", "0004_office_basis")]

    operations = [
        migrations.RunSQL(ONE_AT_A_TIME, UNDO),
        keeps_its_past("agreement_officebasis", days_ahead=-A_LIFETIME),
        grants("agreement_officebasis", "select", "insert", "update (valid_to)"),
        grants("agreement_officebasisevent", "select", "insert"),
    ]
