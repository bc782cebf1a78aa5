"""What a mail is made of is a reference and an address of ours, whoever writes the row."""

from django.db import migrations, models

REFERENCE = r"^([A-Z]-[0-9A-Z]{6}|[0-9]{4})?$"
PATH = r"^/([a-z0-9-]+/)*(\?[a-z_]+=[a-z0-9_-]+)?$"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0005_occasions")]

    operations = [
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=models.Q(reference__regex=REFERENCE),
                name="message_refers_without_a_name",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=models.Q(path__regex=PATH), name="message_leads_to_a_page_of_ours"
            ),
        ),
    ]
