"""What the application may do with accounts, sessions and rate limits."""

from django.db import migrations

from pact.common.rowsecurity import grants

LIBRARIES = [
    "account_emailaddress",
    "account_emailconfirmation",
    "django_session",
    "mfa_authenticator",
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "__latest__"),
        ("contenttypes", "__latest__"),
        ("mfa", "__latest__"),
        ("sessions", "__latest__"),
    ]

    operations = [
        migrations.RunSQL(
            """
            create table pact_cache (
                cache_key varchar(255) primary key,
                value text not null,
                expires timestamptz not null
            );
            create index pact_cache_expires on pact_cache (expires);
            """,
            "drop table pact_cache",
        ),
        grants("pact_cache", "select", "insert", "update", "delete"),
        *[grants(table, "select", "insert", "update", "delete") for table in LIBRARIES],
        grants("django_content_type", "select"),
        grants("django_migrations", "select"),
        grants("accounts_user", "select", "insert", "update"),
        grants("accounts_membership", "select", "insert", "update"),
        grants("accounts_absence", "select", "insert", "update"),
        grants("accounts_membershipevent", "select", "insert"),
        grants("accounts_absenceevent", "select", "insert"),
    ]
