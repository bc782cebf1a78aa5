"""When somebody was signed out everywhere: sessions from before are of nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_links_wait_for_the_mail_server")]

    operations = [
        migrations.AddField(
            "user", "signed_out_at", models.DateTimeField(null=True, editable=False)
        ),
    ]
