"""An administrator corrects a party's name; its history keeps what was written before.

Who may, and that no two parties share a name, is held by the triggers of the table already.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreement", "0012_exceptions_to_the_agreed_time")]

    operations = [
        migrations.RunSQL(
            "grant update (name) on agreement_party to pact_app",
            "revoke update (name) on agreement_party from pact_app",
        )
    ]
