"""A corporation offers an address once, and learns nothing of what others offer.

Two corporations that offer one address are for the coordinator to ring: until one of them took it
back, nobody is proposed for either. The database holds that where somebody is proposed, because only
the coordinator does that.
"""

from django.db import migrations, models
from django.db.models import Q

OPEN = ["offered", "reserved"]

NOT_WHILE_TWO_OFFER_IT = """
create function placements_address_is_settled() returns trigger language plpgsql as $$
begin
    if exists (
        select from placements_dwelling own
        join placements_dwelling other
            on other.postcode = own.postcode and other.house_number = own.house_number
            and other.addition = own.addition and other.id <> own.id
        where own.id = new.dwelling_id and other.status in ('offered', 'reserved'))
    then
        raise exception 'Another corporation offers this address as well.'
            using errcode = '23514', constraint = 'two_offer_one_address';
    end if;
    return new;
end $$;
create trigger address_is_settled before insert on placements_placement
    for each row when (new.status = 'proposed')
    execute function placements_address_is_settled();
"""

UNDO = """
drop trigger address_is_settled on placements_placement;
drop function placements_address_is_settled();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0055_a_transfer_that_waits")]

    operations = [
        migrations.AddConstraint(
            "dwelling",
            models.UniqueConstraint(
                "corporation",
                "postcode",
                "house_number",
                "addition",
                condition=Q(status__in=OPEN),
                name="corporation_offers_once",
            ),
        ),
        migrations.AddIndex(
            "dwelling",
            models.Index(
                fields=["postcode", "house_number"],
                name="addresses_on_offer",
                condition=Q(status__in=OPEN),
            ),
        ),
        migrations.RemoveConstraint("dwelling", "dwelling_offered_once"),
        migrations.RunSQL(NOT_WHILE_TWO_OFFER_IT, UNDO),
    ]
