"""The keyed hash: one person however spelled, another for another person, and nothing without key."""

from datetime import date

import pytest
from django.core.management import call_command

from pact.access.actor import acting_as
from pact.audit.models import Look
from placements.candidates import actions
from placements.candidates.fingerprints import digests_of
from placements.candidates.models import Fingerprint
from placements.guidance.actions import answer_takeover, ask_takeover, hand_over_case
from tests.database import arranging
from tests.placements.candidates.filled import answers
from tests.placements.candidates.test_household import about_second
from tests.placements.doubles.scenes import NOON, digests_in, drafted, submitted

WHY = "De sleutel is vandaag vernieuwd."

BORN = date(1990, 12, 31)
PERSON = {"first_name": "Émile", "initials": "E.", "last_name": "van der Bérg", "birth_date": BORN}


def same(**other: object) -> bool:
    return bool({*digests_of(**PERSON)} & {*digests_of(**PERSON | other)})


@pytest.mark.parametrize(
    "last_name",
    ["Berg", "BERG, van der", "van den  berg", "Van Der Berg", "Be\u0301rg"],
)
def test_a_spelling_makes_nobody_somebody_else(last_name):
    assert same(last_name=last_name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jansen-de Vries", "jansen  de vries"),
        ("O'Neill", "Oneill"),
        ("El Amrani", "el-amrani"),
        ("'t Hart", "Hart"),
        ("Ørsted", "ORSTED"),
        ("Weiß", "Weiss"),
        ("De", "de"),
    ],
)
def test_signs_and_blanks_in_a_name_do_not_matter(one, other):
    assert digests_of(**PERSON | {"last_name": one}) == digests_of(**PERSON | {"last_name": other})


@pytest.mark.parametrize(
    ("first_name", "initials"),
    [("Emiel", "E.J."), ("emma", "e"), ("Jan", "E."), ("Eef", "J."), ("Emile", "J. E.")],
)
def test_one_letter_of_what_somebody_is_called_is_enough(first_name, initials):
    assert same(first_name=first_name, initials=initials)


@pytest.mark.parametrize(
    "other",
    [
        {"birth_date": date(1990, 12, 30)},
        {"birth_date": date(1991, 12, 31)},
        {"last_name": "Bergh"},
        {"first_name": "Anna", "initials": "A."},
    ],
    ids=["day", "year", "name", "twin"],
)
def test_somebody_else_is_somebody_else(other):
    assert not same(**other)


@pytest.mark.parametrize(
    "gap",
    [
        {"birth_date": None},
        {"last_name": ""},
        {"last_name": "-"},
        {"first_name": "", "initials": ""},
    ],
)
def test_a_gap_makes_nobody_everybody(gap):
    assert digests_of(**PERSON | gap) == []


def test_another_key_recognises_nobody_of_before(settings):
    before = digests_of(**PERSON)
    settings.DUPLICATE_KEY = "another-key-than-the-tests-have-had"
    assert not {*before} & {*digests_of(**PERSON)}


# As the person is


def test_who_is_saved_is_recognised_as_they_are_now(people, actor_of):
    draft = drafted(people.caseworker, birth_date=None)
    assert digests_in(draft) == [[]]
    with acting_as(actor_of(people.caseworker)) as by:
        actions.save_application(candidate=draft, answers=answers(), version=1, by=by, at=NOON)
        second = actions.add_person(candidate=draft, answers=about_second(), by=by, at=NOON)
    first, other = digests_in(draft)
    assert first
    assert other
    with acting_as(actor_of(people.caseworker)) as by:
        actions.save_person(
            person=second, answers=about_second(last_name="Anders"), version=3, by=by, at=NOON
        )
    assert digests_in(draft)[0] == first
    assert digests_in(draft)[1] != other


def test_who_is_taken_out_is_recognised_no_more(people, actor_of):
    draft = drafted(people.caseworker)
    with acting_as(actor_of(people.caseworker)) as by:
        second = actions.add_person(candidate=draft, answers=about_second(), by=by, at=NOON)
        actions.remove_person(person=second, by=by, at=NOON)
    assert len(digests_in(draft)) == 1


def test_it_goes_along_with_the_case(people, actor_of):
    case = submitted(people.caseworker)
    before = digests_in(case)
    with acting_as(actor_of(people.caseworker)) as by:
        hand_over_case(candidate=case, to=people.colleague, by=by, at=NOON)
    with acting_as(actor_of(people.colleague)) as by:
        assert Fingerprint.objects.get().caseworker_id == people.colleague.pk
        asked = ask_takeover(candidate=case, to=people.stranger, by=by, at=NOON)
    with acting_as(actor_of(people.stranger)) as by:
        answer_takeover(takeover=asked, accepts=True, by=by, at=NOON)
        row = Fingerprint.objects.get()
    assert digests_in(case) == before
    assert (row.caseworker_id, row.care_party_id) == (people.stranger.pk, people.stranger.party_id)


def recognise_again() -> None:
    call_command("fingerprint", purpose="fingerprint", reason=WHY, verbosity=0)


def test_everybody_is_recognised_again_after_another_key(people, settings):
    cases = [submitted(people.caseworker), drafted(people.stranger)]
    with arranging():
        people.caseworker.__class__.objects.filter(pk=people.caseworker.pk).update(
            ended_on=NOON.date()
        )
    before = digests_in(cases[0])
    settings.DUPLICATE_KEY = "another-key-than-the-tests-have-had"
    recognise_again()
    assert digests_in(cases[0]) == digests_in(cases[1]) != before
    recognise_again()
    assert digests_in(cases[0]) == digests_in(cases[1])


def test_who_was_there_before_there_were_hashes_is_recognised_too(people):
    case = submitted(people.caseworker)
    before = digests_in(case)
    with arranging():
        Fingerprint.objects.all().delete()
    recognise_again()
    assert digests_in(case) == before


def test_the_log_tells_that_the_command_read_as_whom_and_how_many(people):
    submitted(people.caseworker)
    assert people.stranger
    recognise_again()
    with arranging():
        looks = Look.objects.filter(page="fingerprint")
        assert [(look.membership_id, look.purpose, look.rows, look.reason) for look in looks] == [
            (people.caseworker.pk, "fingerprint", 1, WHY)
        ]
