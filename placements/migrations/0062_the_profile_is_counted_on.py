"""While somebody is proposed for a home, what was agreed on is held at the household's side as well.

A home may not become less than was offered; a household could ask for more than the home has after
everybody had agreed. Until the lease a change may not ask for what the home does not offer.
"""

from django.db import migrations

ASKS_MORE = """
create function placements_home_in_hand(candidate bigint) returns table (
    bedrooms int, rent numeric, starts_on date, quiet boolean, access int)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.bedrooms, d.rent, coalesce(p.expected_on, d.available_from), d.is_quiet,
        -- Up the stairs nothing helps; without them it is at least as on the ground floor.
        case when d.floor > 0 and not d.has_lift then 1
             else greatest(2, placements_access(d.accessibility)) end
    from placements_placement p join placements_dwelling d on d.id = p.dwelling_id
    where p.candidate_id = candidate and p.status in ('proposed', 'agreed')
$$;
revoke all on function placements_home_in_hand(bigint) from public;

create function placements_counted_on(answer text) returns void language plpgsql as $$
begin
    raise exception 'The corporation counts on this household as it was proposed.'
        using errcode = '23514', constraint = 'profile_is_counted_on', column = answer;
end $$;

create function placements_keep_the_need() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare home record;
begin
    select * into home from placements_home_in_hand(new.candidate_id);
    if not found then
        return new;
    end if;
    if new.bedrooms > old.bedrooms and new.bedrooms > home.bedrooms then
        perform placements_counted_on('bedrooms');
    elsif new.max_rent < old.max_rent and new.max_rent < home.rent then
        perform placements_counted_on('max_rent');
    elsif placements_access(new.accessibility)
        > greatest(home.access, placements_access(old.accessibility)) then
        perform placements_counted_on('accessibility');
    elsif new.wants_quiet and not old.wants_quiet and home.quiet is not true then
        perform placements_counted_on('wants_quiet');
    elsif new.earliest_month > home.starts_on
        and new.earliest_month is distinct from old.earliest_month then
        perform placements_counted_on('earliest_month');
    end if;
    return new;
end $$;
revoke all on function placements_keep_the_need() from public;
create trigger counted_on before update on placements_need for each row when (
    (new.bedrooms, new.max_rent, new.accessibility, new.wants_quiet, new.earliest_month)
    is distinct from
    (old.bedrooms, old.max_rent, old.accessibility, old.wants_quiet, old.earliest_month))
    execute function placements_keep_the_need();

create function placements_keep_the_income() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    today date := (now() at time zone 'Europe/Amsterdam')::date;
    asks_attention text[] := array['above'];
    home record;
begin
    select * into home from placements_home_in_hand(new.candidate_id);
    if found and home.rent > placements_norm('rent_limit_appropriate', today) then
        asks_attention := array['above', 'appropriate'];
    end if;
    if found and new.income_class = any(asks_attention)
        and old.income_class <> all(asks_attention)
    then
        perform placements_counted_on('income_class');
    end if;
    return new;
end $$;
revoke all on function placements_keep_the_income() from public;
create trigger counted_on before update on placements_care for each row
    when (new.income_class <> old.income_class) execute function placements_keep_the_income();
"""

# In the order in which a home must offer more.
ACCESS = """
create function placements_access(asked text) returns int language sql immutable as $$
    select array_position(array['none', 'ground_floor', 'walker', 'wheelchair'], asked)
$$;
"""

UNDO = """
drop trigger counted_on on placements_care;
drop trigger counted_on on placements_need;
drop function placements_keep_the_income();
drop function placements_keep_the_need();
drop function placements_counted_on(text);
drop function placements_home_in_hand(bigint);
drop function placements_access(text);
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0061_found_without_the_history")]

    operations = [migrations.RunSQL([ACCESS, ASKS_MORE], UNDO)]
