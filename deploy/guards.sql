-- How each table is guarded: row-level security, policies, triggers, and what the application may do.
-- Asked of the database that is backed up, and of the one that a backup comes back in.
select format('%I.%I', n.nspname, c.relname)
    || ' secured ' || c.relrowsecurity || ' forced ' || c.relforcerowsecurity
    || ' policies ' || (select count(*) from pg_policy p where p.polrelid = c.oid)
    || ' triggers ' || (
        select count(*) from pg_trigger t
        where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D')
    || ' constraints ' || (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n')
    || ' application ' || coalesce((
        select string_agg(a.privilege_type, ',' order by a.privilege_type)
        from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
        where r.rolname = 'pact_app'), 'nothing')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
order by 1;
