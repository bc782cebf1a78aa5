from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_dropped_messages")]

    operations = [
        migrations.AddIndex(
            "message", models.Index(fields=["state", "-id"], name="messages_in_state")
        ),
    ]
