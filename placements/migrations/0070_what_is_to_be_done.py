"""What is to be done is found among all that was: terms, appointments, plans and transfers to come, and
what counts in a year.
"""

from django.db import migrations, models
from django.db.models import Q

INDEXES = {
    "candidate": [
        models.Index(
            fields=["answer_by", "id"],
            name="candidates_by_term",
            condition=Q(answer_by__isnull=False),
        ),
    ],
    "guidance": [models.Index(fields=["ended_on"], name="guidance_by_end")],
    "exemption": [
        models.Index(
            fields=["catch_up_by", "id"],
            name="plans_to_carry_out",
            condition=Q(is_used=True, caught_up_on=None),
        ),
    ],
    "lease": [
        models.Index(
            fields=["placement"],
            name="leases_to_transfer",
            condition=Q(form="intermediary", transferred_on=None, ended_on=None),
        ),
        models.Index(fields=["started_on"], name="leases_by_start"),
    ],
    "appointment": [
        models.Index(fields=["on", "id"], name="appointments_by_day", condition=Q(dropped_at=None)),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("placements", "0069_a_way_out_says_why")]

    operations = [
        migrations.AddIndex(model, index) for model, indexes in INDEXES.items() for index in indexes
    ]
