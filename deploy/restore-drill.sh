#!/bin/bash
# One drill: the newest backup is opened, restored into a database of its own and compared with what
# was there when it was made. A backup that nobody restored is a hope.
#
# Run it each week on a machine that holds the key, which is never the one that holds the backups.
# Connects as PGUSER, a superuser of a PostgreSQL with the roles of roles.sql.
set -euo pipefail
: "${PACT_BACKUP_FOLDER:?}" "${PACT_RESTORE_KEY:?}"
export PGOPTIONS="--client-min-messages=warning"

backup=$(find "$PACT_BACKUP_FOLDER" -name 'pact-*.dump.age' -mtime -2 | sort | tail -n 1)
if [ -z "$backup" ]; then
    echo "There is no backup of the last two days in $PACT_BACKUP_FOLDER." >&2
    exit 1
fi
name=$(basename "$backup" .dump.age)
drill="${PACT_DRILL_DATABASE:-pact_drill}"
work=$(mktemp --directory)
trap 'dropdb --if-exists --force "$drill"; rm -rf "$work"' EXIT

ask() { psql --no-psqlrc --no-align --tuples-only --quiet --set ON_ERROR_STOP=1 --dbname "$drill" "$@"; }

age --decrypt --identity "$PACT_RESTORE_KEY" --output "$work/dump" "$backup"
dropdb --if-exists --force "$drill"
createdb "$drill"
pg_restore --exit-on-error --dbname "$drill" "$work/dump"

ask --file "$(dirname "$0")/rows.sql" | LC_ALL=C sort > "$work/rows"
ask --file "$(dirname "$0")/guards.sql" | LC_ALL=C sort > "$work/guards"
for what in rows guards; do
    if ! diff "$PACT_BACKUP_FOLDER/$name.$what" "$work/$what" >&2; then
        echo "$name came back with other $what than it had when it was made." >&2
        exit 1
    fi
done

# The walls stand: whoever signs in as the application and is nobody sees no row behind one
seen=$(ask --file - <<'SQL'
set role pact_app;
select format('select count(*) from %I.%I', n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relrowsecurity and has_table_privilege('pact_app', c.oid, 'select') \gexec
SQL
)
if grep -q '[1-9]' <<< "$seen"; then
    echo "$name came back without its walls: the application sees rows while nobody is acting." >&2
    exit 1
fi
echo "$name came back in $SECONDS seconds: $(awk '{ rows += $NF } END { print rows + 0 " rows in " NR " tables" }' "$work/rows")"
