#!/bin/bash
# Once, when the server's folder is empty: passwords for the roles of roles.sql, and the database.
set -euo pipefail
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set owner="$PACT_OWNER_PASSWORD" \
    --set app="$PACT_APP_PASSWORD" \
    --set backup="$PACT_BACKUP_PASSWORD" <<'SQL'
alter role pact_owner password :'owner';
alter role pact_app password :'app';
alter role pact_backup password :'backup';
create database pact owner pact_owner;
revoke connect, temporary on database pact from public;
grant connect on database pact to pact_app, pact_backup;
SQL
