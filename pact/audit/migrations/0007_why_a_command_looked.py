from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_looks_by_time")]

    operations = [
        migrations.AddField(
            "look",
            "reason",
            models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
