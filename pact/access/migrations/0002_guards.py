"""What the application may do with sent forms."""

from django.db import migrations

from pact.common.rowsecurity import grants


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [grants("access_submission", "select", "insert", "update")]
