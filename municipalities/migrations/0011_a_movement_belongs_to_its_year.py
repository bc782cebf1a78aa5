"""What moves a home of a year that is over belongs to that year: to its last day."""

from django.db import migrations, models
from django.db.models import F, Q

LAST_DAY = """
update municipalities_ledgerentry set "on" = make_date(year, 12, 31)
where "on" > make_date(year, 12, 31)
"""


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0010_the_clock_opens_the_year")]

    operations = [
        migrations.RunSQL(LAST_DAY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "ledgerentry",
            models.CheckConstraint(
                condition=Q(on__year__lte=F("year")), name="movement_is_in_its_year_or_before"
            ),
        ),
    ]
