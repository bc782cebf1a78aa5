"""What was agreed holds from a date on, and its past stays: the trigger that guards such a table.

Whoever owns the tables (a migration, the first load) is not held by it; the application is.
"""

from django.db import migrations

KEEP_THE_PAST = """
create function keep_the_past() returns trigger language plpgsql as $$
declare
    today date := (now() at time zone 'Europe/Amsterdam')::date;
    kept text[] := array['valid_to', 'version'];
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return coalesce(new, old);
    end if;
    if coalesce(current_setting('app.role', true), '') <> 'administrator' then
        raise exception 'Only an administrator enters what was agreed.' using errcode = '42501';
    end if;
    if tg_op = 'DELETE' then
        if old.valid_from <= today then
            raise exception 'What held once is closed, never deleted.' using errcode = '23514';
        end if;
        return old;
    end if;
    if tg_op = 'INSERT' or old.valid_from > today then
        if new.valid_from < today + tg_argv[0]::int then
            raise exception 'The past is not agreed anew.' using errcode = '23514';
        end if;
    elsif to_jsonb(new) - kept <> to_jsonb(old) - kept then
        raise exception 'What holds already is closed, never changed.' using errcode = '23514';
    end if;
    if tg_op = 'UPDATE' and new.valid_to is distinct from old.valid_to
       and least(old.valid_to, new.valid_to) <= today then
        raise exception 'A row closes after today, and what is closed stays so.'
            using errcode = '23514';
    end if;
    return new;
end $$;
"""

UNDO = "drop function keep_the_past()"


def keeps_its_past(table: str, *, days_ahead: int) -> migrations.RunSQL:
    """A new row starts at least so many days from today; one that began is only ever closed."""
    return migrations.RunSQL(
        f"create trigger keep_the_past before insert or update or delete on {table}"
        f" for each row execute function keep_the_past('{days_ahead}')",
        f"drop trigger keep_the_past on {table}",
    )
