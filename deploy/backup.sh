#!/bin/bash
# One backup: every row, counted twice, and encrypted for a key that is not on this machine.
#
# Row-level security can make a dump silently empty. So the rows of each table are counted in the
# very snapshot that is dumped, then counted again in the dump itself; a difference is a failure.
# Counts and guards are kept beside the dump, for restore-drill.sh to find again.
# Connects as PGUSER (pact_backup) to PGDATABASE; writes to PACT_BACKUP_FOLDER.
set -euo pipefail
: "${PACT_BACKUP_FOLDER:?}" "${PACT_BACKUP_KEY:?}" "${PACT_BACKUP_DAYS:?}"

here=$(dirname "$(realpath "$0")")
name="pact-$(date --utc +%Y%m%dT%H%M%SZ)"
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

coproc session { psql --no-psqlrc --no-align --tuples-only --quiet --set ON_ERROR_STOP=1; }
session_id=$session_PID
# Copies: bash closes its own ends as soon as the session is over, read or not
exec {answers}<&"${session[0]}" {questions}>&"${session[1]}"
echo "begin isolation level repeatable read read only; select pg_export_snapshot();" >&"$questions"
read -r snapshot <&"$answers"

pg_dump --format=custom --snapshot="$snapshot" --file="$work/dump"

cat >&"$questions" <<SQL
\o $work/guards
\i $here/guards.sql
\o /dev/stdout
\i $here/rows.sql
rollback;
\q
SQL
LC_ALL=C sort <&"$answers" > "$work/in-database"
wait "$session_id"
LC_ALL=C sort --output "$work/guards" "$work/guards"

pg_restore --data-only --file=- "$work/dump" | awk '
    inside && /^\\\.$/ { inside = 0; next }
    inside             { rows[table]++; next }
    sub(/^COPY /, "") && sub(/ +(\(.*\) )?FROM stdin;$/, "") { inside = 1; rows[table = $0] = 0 }
    END                { for (table in rows) print table, rows[table] }
' | LC_ALL=C sort > "$work/in-dump"

if ! [ -s "$work/in-database" ] || ! diff "$work/in-database" "$work/in-dump" >&2; then
    echo "The dump does not hold the rows that the database holds: no backup was made." >&2
    exit 1
fi

age --recipient "$PACT_BACKUP_KEY" --output "$PACT_BACKUP_FOLDER/.$name" "$work/dump"
cp "$work/in-dump" "$PACT_BACKUP_FOLDER/$name.rows"
cp "$work/guards" "$PACT_BACKUP_FOLDER/$name.guards"
mv "$PACT_BACKUP_FOLDER/.$name" "$PACT_BACKUP_FOLDER/$name.dump.age"
find "$PACT_BACKUP_FOLDER" -name 'pact-*' -mtime "+$PACT_BACKUP_DAYS" -delete
echo "$name: $(awk '{ rows += $NF } END { print rows + 0 " rows in " NR " tables" }' "$work/in-dump")"
