"""What the coordinator sees first is found without reading what lies behind: homes that wait for a
decision among all placements there ever were, and the first complexes of all that were told of.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0060_no_row_points_at_a_hidden_case")]

    operations = [
        migrations.AddIndex(
            "placement",
            models.Index(
                fields=["year"],
                name="placements_to_decide_on",
                condition=models.Q(not_counting="decision_needed"),
            ),
        ),
        migrations.AddIndex(
            "complexload",
            models.Index(fields=["reference", "id"], name="complexes_by_reference"),
        ),
    ]
