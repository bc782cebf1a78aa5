"""The English names of what is asked, as they read in a sentence; nothing in the database changes."""

from django.db import migrations, models

KINDS = [
    ("profile", "agreement in principle on the profile"),
    ("care", "agreement of the care party"),
    ("candidate", "the candidate's answer"),
    ("viewing", "viewing held"),
    ("income", "income test passed"),
    ("permit", "housing permit there"),
    ("definite", "definite agreement"),
]


class Migration(migrations.Migration):
    dependencies = [("placements", "0014_expected_on")]

    operations = [
        migrations.AlterField("question", "kind", models.CharField(max_length=10, choices=KINDS)),
    ]
