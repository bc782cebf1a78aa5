"""People are listed by name; found among them all are those who have not come in yet, and those of a
role of which there are few.
"""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_stands_for")]

    operations = [
        migrations.AddIndex("user", models.Index(fields=["name", "id"], name="users_by_name")),
        migrations.AddIndex(
            "user",
            models.Index(
                fields=["invited_at", "id"],
                name="users_not_come_in",
                condition=models.Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX),
            ),
        ),
        migrations.AddIndex(
            "membership", models.Index(fields=["role", "user"], name="who_is_what")
        ),
    ]
