"""A year has one final report, and a report is not begun for ever."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0008_asked_before_it_expires")]

    operations = [
        migrations.AddField("report", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(
                "year", condition=models.Q(is_final=True), name="one_final_report_a_year"
            ),
        ),
    ]
