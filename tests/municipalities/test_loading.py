"""The agreement is loaded at every start: what administrators did since is left as they left it."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from municipalities.areas.actions import let_introduce, stop_introducing
from municipalities.loading import load_pact
from municipalities.models import AreaWork
from municipalities.norms import actions as norms
from municipalities.parties import actions as parties
from municipalities.reasons import actions as reasons
from pact.access.actor import Actor, acting_as
from pact.agreement.models import (
    District,
    Document,
    Norm,
    Participation,
    PartyAlias,
    Reason,
    Succession,
)
from tests.conftest import actor_for
from tests.database import YEARS, arranging, as_superuser
from tests.factories import party


@pytest.fixture
def administers(people):
    """Acts as the administrator, today."""
    return lambda: acting_as(actor_for(people.administrator))


def load() -> None:
    with transaction.atomic(), as_superuser(), acting_as(Actor.system("load")):
        load_pact(years=YEARS)


def everything() -> dict[str, list[tuple]]:
    """Every row of what was agreed, with all its versions."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public'"
            " and (tablename like 'agreement\\_%' or tablename like 'municipalities\\_%')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'select * from "{table}" order by 1')
            found[table] = cursor.fetchall()
    return found


def test_loading_again_changes_nothing(db):
    before = everything()

    load()

    assert before["agreement_norm"]
    assert everything() == before


def test_every_name_handover_and_district_has_a_source_with_its_date(db):
    names = PartyAlias.objects.values_list("valid_from", "source")

    assert len(names) == 11
    assert all(day and source for day, source in names)
    assert {year for year, source in District.objects.values_list("year", "source") if source} == {
        2021
    }
    assert not District.objects.filter(source="").exists()
    assert Succession.objects.get().source.startswith("De Key, jaarrekening 2020")
    documents = {document.source: document.signed_on for document in Document.objects.all()}
    called = PartyAlias.objects.get(name="Stichting DOCK")
    assert documents[called.source] == called.valid_from == date(2020, 10, 8)


def test_what_was_loaded_without_its_source_gets_it_and_what_has_one_keeps_it(db):
    bare = {"name__in": ["RIBW K/AM", "Beverwijk"]}
    with arranging():
        PartyAlias.objects.filter(**bare).update(source="", valid_from=None)
        PartyAlias.objects.filter(name="Stichting DOCK").update(source="een andere bron")
        District.objects.filter(municipality__name="Velsen").update(source="")
        Succession.objects.update(source="")

    load()

    told = PartyAlias.objects.filter(**bare).values_list("valid_from", "source")
    assert all(day and source for day, source in told)
    assert PartyAlias.objects.get(name="Stichting DOCK").source == "een andere bron"
    assert not District.objects.filter(source="").exists()
    assert Succession.objects.get().source


def test_what_an_administrator_closed_and_gave_again_stays_as_it_is(people, administers):
    now = timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    work = AreaWork.objects.select_related("area", "party").order_by("pk").first()
    old, new = party("De Key"), party("Pré Wonen")
    signature = Participation.objects.get(party=party("Ymere"), document__key="covenant-2021")
    reason = Reason.objects.get(kind="rejection", code="no_binding")
    with administers() as by:
        stop_introducing(work=work, valid_to=tomorrow, by=by, at=now)
        again = {"valid_from": tomorrow, "by": by, "at": now}
        let_introduce(area=work.area, party=work.party, **again)
        parties.hand_over(
            party=old,
            successor=new,
            on=tomorrow,
            scope="nog een woning",
            source="een akte",
            version=parties.version_of(old),
            by=by,
            at=now,
        )
        signing = {"version": parties.version_of(signature.party), "by": by, "at": now}
        parties.end_signature(signature=signature, valid_to=tomorrow, **signing)
        reasons.close(reason=reason, valid_to=tomorrow, by=by, at=now)
        norms.enter_value(
            key="introduction_months",
            value=7,
            valid_from=tomorrow,
            source="een besluit",
            quote="",
            version=norms.version_of("introduction_months"),
            by=by,
            at=now,
        )
    before = everything()

    load()

    assert everything() == before
    assert AreaWork.objects.filter(area=work.area, party=work.party).count() == 2
    assert Succession.objects.filter(predecessor=old, successor=new).count() == 2
    assert Norm.objects.filter(key="introduction_months").count() == 2


def test_what_an_administrator_gave_first_is_not_given_once_more(people, administers):
    """A row that a later version brings along may be there already, from another day on."""
    work = AreaWork.objects.select_related("area", "party").order_by("pk").first()
    with arranging():
        AreaWork.objects.filter(pk=work.pk).delete()
    with administers() as by:
        today, now = timezone.localdate(), timezone.now()
        let_introduce(area=work.area, party=work.party, valid_from=today, by=by, at=now)
    before = everything()

    load()

    assert everything() == before
