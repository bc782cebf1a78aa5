"""Areas are drawn from tomorrow on, because the introductions of today rest on those of today."""

from django.db import migrations

from pact.common.datedrows import keeps_its_past
from pact.common.rowsecurity import grants

ONE_AT_A_TIME = """
alter table municipalities_areawork add constraint party_works_once_in_an_area exclude using gist (
    int8range(area_id, area_id, '[]') with &&, int8range(party_id, party_id, '[]') with &&,
    daterange(valid_from, valid_to) with &&)
"""
UNDO = "alter table municipalities_areawork drop constraint party_works_once_in_an_area"
TABLES = ["introductionarea", "areadistrict", "areawork"]


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0003_the_past_stays"),
        ("municipalities", "0005_areas_end"),
    ]

    operations = [
        migrations.RunSQL(ONE_AT_A_TIME, UNDO),
        keeps_its_past("municipalities_introductionarea", days_ahead=1),
        keeps_its_past("municipalities_areadistrict", days_ahead=1),
        keeps_its_past("municipalities_areawork", days_ahead=0),
        *[
            grants(f"municipalities_{name}", "select", "insert", "update (valid_to)")
            for name in TABLES
        ],
    ]
