"""On which day a corporation was asked what to do with an offer whose date had passed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0007_one_responsible_person")]

    operations = [
        migrations.AddField("dwelling", "asked_on", models.DateField(null=True)),
    ]
