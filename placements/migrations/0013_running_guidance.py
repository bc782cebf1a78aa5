"""What runs is found without reading all that ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_guards"),
        ("agreement", "0002_guards"),
        ("placements", "0012_another_party_takes_over"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="guidance",
            index=models.Index(
                condition=models.Q(("status", "running")), fields=["id"], name="running_guidance"
            ),
        ),
    ]
