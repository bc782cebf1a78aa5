-- The three logins of the database; run as a superuser, as often as you like.
-- pact_owner   owns the tables and changes the schema; web and worker never hold its address
-- pact_app     web and worker: owns nothing, and row-level security always holds for it
-- pact_backup  reads every row, so that a backup is never silently empty
-- None has a password yet: first-start.sh sets them; on a server of your own, \password in psql does.
do $$
begin
    if not exists (select from pg_roles where rolname = 'pact_owner') then
        create role pact_owner login nosuperuser nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'pact_app') then
        create role pact_app login nosuperuser nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'pact_backup') then
        create role pact_backup login nosuperuser bypassrls;
    end if;
    if not pg_has_role('pact_backup', 'pg_read_all_data', 'member') then
        grant pg_read_all_data to pact_backup;
    end if;
    -- An error repeats the statement with all that somebody typed, and its details the keys: so the
    -- server's log tells what went wrong, and neither of these. Nor does the list of what runs show
    -- one session of pact_app the statement of another, around every wall.
    if exists (
        select from pg_roles where rolname in ('pact_owner', 'pact_app') and not coalesce(
            rolconfig @> '{log_min_error_statement=panic,log_error_verbosity=terse}'
            and (rolname = 'pact_owner' or rolconfig @> '{track_activities=off}'), false)
    ) then
        alter role pact_owner set log_min_error_statement = 'panic';
        alter role pact_owner set log_error_verbosity = 'terse';
        alter role pact_app set log_min_error_statement = 'panic';
        alter role pact_app set log_error_verbosity = 'terse';
        alter role pact_app set track_activities = off;
    end if;
end
$$;
