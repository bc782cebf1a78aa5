"""One responsible person a day, and a contact moment that an address can name."""

import uuid

from django.db import migrations, models

# The track goes in as a range of one number: the usual extension is not on every server.
ONE_AT_A_TIME = """
alter table placements_responsibility add constraint responsible_one_at_a_time
    exclude using gist (int8range(guidance_id, guidance_id, '[]') with &&,
                        daterange(from_day, to_day) with &&)
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0006_move_known_on")]

    operations = [
        migrations.RunSQL(
            ONE_AT_A_TIME,
            "alter table placements_responsibility drop constraint responsible_one_at_a_time",
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    "contactmoment",
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                )
            ],
            # By the database, so that each row that is there gets one of its own.
            database_operations=[
                migrations.RunSQL(
                    "alter table placements_contactmoment"
                    " add column public_id uuid not null unique default gen_random_uuid()",
                    "alter table placements_contactmoment drop column public_id",
                )
            ],
        ),
    ]
