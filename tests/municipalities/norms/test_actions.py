"""A number that was agreed changes from a date on, and its past stays: P12, attacked."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities.norms import actions
from pact.access.actor import acting_as
from pact.agreement.models import Norm
from pact.agreement.norms import norm
from pact.common.refusals import Refused, Stale
from tests.database import arranging

KEY = "term_admission"
LATER, LATEST = date(2090, 1, 1), date(2091, 1, 1)


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def enter(actor, value: int = 5, valid_from: date = LATER, **details: object) -> Norm:
    given = {"key": KEY, "source": "verzonnen besluit", "quote": ""} | details
    given.setdefault("version", actions.version_of(given["key"]))
    return actions.enter_value(
        **given, value=value, valid_from=valid_from, by=actor, at=timezone.now()
    )


def periods(key: str = KEY) -> list[tuple]:
    rows = Norm.objects.filter(key=key).order_by("valid_from")
    return [(row.value, row.valid_from, row.valid_to) for row in rows]


def test_a_new_value_closes_the_one_before_it(administrator):
    enter(administrator)

    (was, _began, closed), later = periods()
    assert (was, closed) == (10, LATER)
    assert later == (5, LATER, None)
    assert norm(KEY, LATER - timedelta(days=1)) == 10
    assert norm(KEY, LATER) == 5


def test_a_value_may_come_between_two(administrator):
    enter(administrator, 5, LATEST)
    enter(administrator, 7, LATER)

    assert [(value, until) for value, _from, until in periods()] == [
        (10, LATER),
        (7, LATEST),
        (5, None),
    ]


def test_a_value_from_today_or_before_is_refused_in_words(administrator):
    for day in (timezone.localdate(), date(2022, 1, 1)):
        with pytest.raises(Refused, match="morgen"):
            enter(administrator, valid_from=day)

    assert len(periods()) == 1


def test_two_values_from_one_date_are_refused_in_words(administrator):
    enter(administrator)
    with pytest.raises(Refused, match="Er is al"):
        enter(administrator, 6)


def test_whoever_comes_second_reads_what_the_first_entered(administrator):
    seen = actions.version_of(KEY)
    enter(administrator)

    with pytest.raises(Stale) as refusal:
        enter(administrator, 6, LATEST, version=seen)
    assert [str(words)[:2] for words in refusal.value.theirs.values()] == ["10", "5 "]


def test_a_value_to_come_can_be_corrected(administrator):
    later = enter(administrator)
    actions.change_coming(
        norm=later,
        value=6,
        source="beter besluit",
        quote="",
        version=actions.version_of(KEY),
        by=administrator,
        at=timezone.now(),
    )

    later.refresh_from_db()
    assert (later.value, later.source) == (6, "beter besluit")
    assert later.events.count() == 2


def test_what_is_taken_back_leaves_no_gap(administrator):
    enter(administrator, 7, LATER)
    enter(administrator, 5, LATEST)
    between = Norm.objects.get(key=KEY, valid_from=LATER)
    actions.take_back(
        norm=between, version=actions.version_of(KEY), by=administrator, at=timezone.now()
    )

    assert [(value, until) for value, _from, until in periods()] == [(10, LATEST), (5, None)]


def test_a_value_that_holds_is_neither_changed_nor_taken_back(administrator):
    now = Norm.objects.get(key=KEY)
    details = {"norm": now, "version": actions.version_of(KEY), "by": administrator}
    with pytest.raises(Refused, match="geldt al"):
        actions.take_back(**details, at=timezone.now())
    with pytest.raises(Refused, match="geldt al"):
        actions.change_coming(**details, value=1, source="x", quote="", at=timezone.now())


def test_the_number_of_homes_is_no_norm_to_enter(administrator):
    with pytest.raises(Refused, match="besluit"):
        enter(administrator, 500, key="annual_cap")


ATTACKS = [
    "update agreement_norm set value = 99 where key = 'term_admission'",
    "update agreement_norm set valid_from = '2020-01-01' where key = 'term_admission'",
    "update agreement_norm set valid_to = current_date where key = 'term_admission'",
    "delete from agreement_norm where key = 'term_admission'",
    (
        "insert into agreement_norm (key, value, unit, quote, source, is_fictitious, valid_from)"
        " values ('new_norm', 1, 'x', '', 'x', false, current_date)"
    ),
    (
        "insert into agreement_norm (key, value, unit, quote, source, is_fictitious, valid_from)"
        " values ('term_admission', 1, 'x', '', 'x', false, '2090-01-01')"
    ),
    "update agreement_norm set valid_to = '2090-01-01' where key = 'annual_cap'",
    "update agreement_reason set valid_to = current_date where code = 'income'",
    "update agreement_reason set dutch = 'iets anders' where code = 'income'",
    "delete from agreement_reason",
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_database_keeps_the_past_from_an_administrator_too(administrator, statement):
    before = periods()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert periods() == before


@pytest.mark.parametrize("who", ["coordinator", "oversight", "caseworker"])
def test_nobody_else_writes_a_norm(people, actor_of, who):
    with acting_as(actor_of(getattr(people, who))), pytest.raises(DatabaseError, match="Only"):
        Norm.objects.filter(key=KEY).update(valid_to=LATER)


def test_what_was_closed_is_not_opened_again(administrator):
    _closed_yesterday()
    with pytest.raises(DatabaseError, match="stays so"), transaction.atomic():
        Norm.objects.filter(key="old_norm").update(valid_to=None)


def _closed_yesterday() -> None:
    with arranging():
        Norm.objects.create(
            key="old_norm",
            value=1,
            unit="x",
            source="x",
            valid_from=date(2022, 1, 1),
            valid_to=timezone.localdate(),
        )
