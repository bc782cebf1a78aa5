"""What a lease was signed on stays: its introduction or its exception.

Whether the introduction runs in the area of the home is asked when a lease is signed; it could be
exchanged for another one afterwards, which nothing held to that.
"""

from django.db import migrations

STANDS = """
create function placements_lease_stands() returns trigger language plpgsql as $$
begin
    raise exception 'A lease keeps what it was signed on.'
        using errcode = '23514', constraint = 'lease_keeps_what_it_stands_on';
end $$;
create trigger keeps_what_it_stands_on
    before update of introduction_id, exemption_id on placements_lease
    for each row when ((old.introduction_id, old.exemption_id)
        is distinct from (new.introduction_id, new.exemption_id))
    execute function placements_lease_stands();
"""

UNDO = """
drop trigger keeps_what_it_stands_on on placements_lease;
drop function placements_lease_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0056_an_address_is_offered_once_by_its_corporation")]

    operations = [migrations.RunSQL(STANDS, UNDO)]
