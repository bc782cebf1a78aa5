"""A household of more people: each entered, counted, shown and found, and the home counted once."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from pact.access.actor import acting_as
from pact.audit.models import Deed, Look
from pact.common.refusals import Refused, Stale
from placements.candidates import actions
from placements.candidates.application import answers_of, missing_from
from placements.candidates.models import Candidate, Card, Identity, Need, Support, Uitstromer
from placements.candidates.states import CandidateStatus as S
from placements.guidance.actions import submit_application
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    add_uitstromer,
)
from tests.placements.candidates.files import file_of
from tests.placements.candidates.filled import answers

TABLES = (Card, Identity, Support)
SECOND = {
    "first_name": "Tweede",
    "initials": "T.",
    "last_name": "Tweepersoon",
    "birth_date": "1-2-1985",
    "telephone": "06-22222222",
    "intensity": "light",
}


def about_second(**other: object) -> dict[str, object]:
    typed = {"email": "", "agreed_contact": "", "budget_in_order": False, **SECOND, **other}
    born = typed["birth_date"]
    return typed | {"birth_date": date(1985, 2, 1) if born == "1-2-1985" else born}


def number_of_rows() -> list[int]:
    with arranging():
        return [model.objects.count() for model in (Uitstromer, *TABLES)]


@pytest.fixture
def caseworker(people, actor_of):
    return actor_of(people.caseworker)


@pytest.fixture
def draft(caseworker, now):
    with acting_as(caseworker) as by:
        return actions.start_application(answers=answers(), by=by, at=now)


@pytest.fixture
def second(draft, caseworker, now):
    with acting_as(caseworker) as by:
        return actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)


def now_of(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


# Entering


def test_an_application_has_one_person_until_another_is_added(draft, caseworker, now):
    with acting_as(caseworker) as by:
        assert [each.number for each in draft.uitstromers.all()] == [1]
        actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)
        assert [each.number for each in draft.uitstromers.order_by("number")] == [1, 2]


def test_another_person_is_one_more_adult_where_they_were_not_counted_yet(draft, caseworker, now):
    adults = []
    with acting_as(caseworker) as by:
        actions.save_application(
            candidate=draft, answers=answers(adults="2"), version=1, by=by, at=now
        )
        for _person in range(2):
            actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)
            adults.append(Need.objects.get(candidate=draft).adults)
    assert adults == [2, 3]


def test_fewer_adults_than_people_who_are_guided_is_refused(draft, second, caseworker, now):
    draft = now_of(draft)
    with acting_as(caseworker) as by, pytest.raises(Refused, match="ten minste 2 volwassenen"):
        actions.save_application(
            candidate=draft, answers=answers(adults="1"), version=draft.version, by=by, at=now
        )
    with arranging():
        assert Need.objects.get(candidate=draft).adults == 2


@pytest.mark.parametrize(
    "statement",
    [
        "update placements_need set adults = 1",
        (
            "insert into placements_uitstromer (public_id, number, candidate_id, caseworker_id)"
            " select gen_random_uuid(), 3, candidate_id, caseworker_id from placements_need"
        ),
    ],
)
def test_the_database_refuses_fewer_adults_as_well(second, caseworker, statement):
    with (
        acting_as(caseworker),
        pytest.raises(IntegrityError, match="More people with guidance than adults"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_card_is_of_somebody_of_its_own_application(second, people):
    other = CandidateFactory(caseworker=people.caseworker)
    for model in TABLES:
        with pytest.raises(IntegrityError), transaction.atomic(), arranging():
            model.objects.filter(uitstromer=second).update(candidate=other)


def test_what_is_missing_counts_for_everybody(draft, caseworker, now):
    with acting_as(caseworker) as by:
        person = actions.add_person(
            candidate=draft,
            answers=about_second(last_name="", birth_date=None, intensity=""),
            by=by,
            at=now,
        )
        gaps = missing_from(draft)
        with pytest.raises(actions.Incomplete, match=r"achternaam \(persoon 2\)"):
            submit_application(candidate=draft, by=by, at=now)
    assert [(gap.field, gap.person) for gap in gaps] == [
        ("last_name", person.public_id),
        ("birth_date", person.public_id),
        ("intensity", person.public_id),
    ]


def test_a_flag_holds_for_everybody_in_the_household(draft, second, caseworker, now):
    flags = []
    with acting_as(caseworker) as by:
        flags.append(set(Card.objects.values_list("call_first", flat=True)))
        calm, draft = answers(adults="2", is_flagged=None), now_of(draft)
        actions.save_application(
            candidate=draft, answers=calm, version=draft.version, by=by, at=now
        )
        flags.append(set(Card.objects.values_list("call_first", flat=True)))
    assert flags == [{True}, {False}]


# Changing and removing


def test_a_stale_tab_about_a_person_gets_both_answers(draft, second, caseworker, now):
    version = now_of(draft).version
    with acting_as(caseworker) as by:
        actions.save_person(
            person=second, answers=about_second(initials="S."), version=version, by=by, at=now
        )
        with pytest.raises(Stale) as refusal:
            actions.save_person(
                person=second, answers=about_second(initials="Z."), version=version, by=by, at=now
            )
        assert Card.objects.get(uitstromer=second).initials == "S."
        assert Deed.objects.filter(action="person_saved").get().fields == ["initials"]
    assert refusal.value.theirs == {"Voorletters": "S."}


def test_others_keep_what_they_need_of_everybody(draft, second, caseworker, now):
    with acting_as(caseworker) as by:
        submit_application(candidate=draft, by=by, at=now)
        version = Candidate.objects.get(pk=draft.pk).version
        with pytest.raises(actions.Incomplete, match=r"telefoon \(persoon 2\)"):
            actions.save_person(
                person=second, answers=about_second(telephone=""), version=version, by=by, at=now
            )
    with arranging():
        assert Identity.objects.get(uitstromer=second).telephone == "06-22222222"


def test_who_is_removed_from_a_draft_leaves_nothing(draft, second, caseworker, now):
    assert number_of_rows() == [2, 2, 2, 2]
    with acting_as(caseworker) as by:
        actions.remove_person(person=second, by=by, at=now)
    assert number_of_rows() == [1, 1, 1, 1]


def test_the_first_person_stays(draft, caseworker, now):
    with acting_as(caseworker) as by, pytest.raises(Refused, match="eerste persoon blijft"):
        actions.remove_person(person=draft.uitstromers.get(), by=by, at=now)


@pytest.mark.parametrize("status", ["submitted", "admitted", "housed", "withdrawn"])
def test_nobody_comes_or_goes_once_it_is_submitted(people, caseworker, now, status):
    candidate = CandidateFactory(caseworker=people.caseworker, status=status)
    person = add_uitstromer(candidate)
    with acting_as(caseworker) as by:
        with pytest.raises(Refused, match="voor het indienen"):
            actions.remove_person(person=person, by=by, at=now)
        with pytest.raises(Refused, match="voor het indienen"):
            actions.add_person(candidate=candidate, answers=about_second(), by=by, at=now)


def test_who_is_guided_already_is_not_removed_from_a_returned_application(people, caseworker, now):
    candidate = CandidateFactory(caseworker=people.caseworker, status="returned")
    guided, added = add_uitstromer(candidate), add_uitstromer(candidate)
    GuidanceFactory(candidate=candidate, uitstromer=guided)
    with acting_as(caseworker) as by:
        actions.remove_person(person=added, by=by, at=now)
        with pytest.raises(Refused, match="begeleiding"):
            actions.remove_person(person=guided, by=by, at=now)


def test_a_household_has_an_end(draft, caseworker, now):
    with acting_as(caseworker) as by:
        for _person in range(8):
            person = actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)
        assert person.number == 9
        gone = draft.uitstromers.get(number=4)
        actions.remove_person(person=gone, by=by, at=now)
        again = actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)
        assert again.number == 4
        with pytest.raises(Refused, match="negen"):
            actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)


def test_a_colleague_adds_nobody(draft, people, actor_of, now):
    with acting_as(actor_of(people.colleague)) as by, pytest.raises(Candidate.DoesNotExist):
        actions.add_person(candidate=draft, answers=about_second(), by=by, at=now)


def test_everybody_goes_along_with_the_case(draft, second, people, caseworker, now):
    with acting_as(caseworker) as by:
        actions.hand_over(candidate=draft, to=people.colleague, by=by, at=now)
    with arranging():
        for model in (Uitstromer, *TABLES):
            assert set(model.objects.values_list("caseworker", flat=True)) == {people.colleague.pk}


# Who sees whom


def test_the_coordinator_gets_initials_and_a_year_of_everybody(people, actor_of):
    candidate = CandidateFactory(caseworker=people.caseworker)
    add_uitstromer(candidate, card__initials="T.", card__birth_year=1985)
    with acting_as(actor_of(people.coordinator)) as actor:
        view = file_of(candidate, actor)
    assert [(each.initials, each.birth_year) for each in view.people] == [
        ("V.", 1990),
        ("T.", 1985),
    ]


OWN, WITHOUT_CARE, CARDS, NOTHING = (2, 2, 2, 2), (2, 2, 2, 0), (2, 2, 0, 0), (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("released", "seen"),
    [
        (False, {"caseworker": OWN, "lead": OWN, "coordinator": (2, 2, 0, 2), "worker": CARDS}),
        (True, {"agent": WITHOUT_CARE, "worker": CARDS, "other_agent": NOTHING}),
        (False, dict.fromkeys(["agent", "colleague", "stranger", "foreign_worker"], NOTHING)),
        (True, dict.fromkeys(["municipal_officer", "oversight", "administrator"], NOTHING)),
    ],
)
def test_the_database_gives_each_reader_their_tables_of_everybody(
    people, actor_of, now, released, seen
):
    candidate = CandidateFactory(caseworker=people.caseworker)
    GuidanceFactory(candidate=candidate)
    GuidanceFactory(candidate=candidate, uitstromer=add_uitstromer(candidate))
    IntroductionFactory(candidate=candidate, worker=people.worker)
    PlacementFactory(
        candidate=candidate,
        dwelling=DwellingFactory(offered_by=people.agent, status="reserved"),
        released_at=now if released else None,
    )
    found = {}
    for who in seen:
        with acting_as(actor_of(getattr(people, who))):
            found[who] = tuple(model.objects.count() for model in (Uitstromer, *TABLES))
    assert found == seen


# The pages


def address(name: str, row) -> str:
    return reverse(f"candidates:{name}", args=[row.public_id])


def typed(**other: object) -> dict[str, object]:
    return {"form_key": "7b0a4d1e-0000-4000-8000-000000000002", **SECOND, **other}


def test_a_person_is_added_by_the_page_and_stands_in_the_file(draft, people, signed_in):
    client = signed_in(people.caseworker)
    answer = client.post(address("add_person", draft), typed(), follow=True)
    text = answer.content.decode()

    assert answer.redirect_chain == [(address("file", draft), 302)]
    assert "Persoon 2" in text
    assert "Tweepersoon" in text
    assert "+1" in text


def test_sending_the_page_twice_adds_one(draft, people, signed_in):
    client = signed_in(people.caseworker)
    for _time in range(2):
        client.post(address("add_person", draft), typed())
    with arranging():
        assert draft.uitstromers.count() == 2


def test_a_person_is_changed_by_the_page(draft, second, people, signed_in):
    client = signed_in(people.caseworker)
    form = client.get(address("edit_person", second)).context["form"]
    sent = typed(version=form["version"].value(), first_name="Anders", intensity="intensive")
    assert client.post(address("edit_person", second), sent).status_code == 302
    with arranging():
        assert Card.objects.get(uitstromer=second).first_name == "Anders"
        assert Support.objects.get(uitstromer=second).intensity == "intensive"


def test_a_stale_page_about_a_person_says_so_and_keeps_what_was_typed(
    draft, second, people, signed_in
):
    client = signed_in(people.caseworker)
    answer = client.post(address("edit_person", second), typed(version=1, first_name="Anders"))
    assert answer.status_code == 409
    assert 'value="Anders"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("birth_date", "31-12-2020", "jonger dan 16"),
        ("telephone", "123456782", "geen telefoonnummer"),
        ("last_name", "a\x00b", "teken"),
        ("intensity", "enormous", "antwoorden in de lijst"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(draft, people, signed_in, field, wrong, sentence):
    answer = signed_in(people.caseworker).post(
        address("add_person", draft), typed(**{field: wrong})
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_person_is_removed_by_the_page(draft, second, people, signed_in):
    client = signed_in(people.caseworker)
    assert "gewist" in client.get(address("remove_person", second)).content.decode()
    assert client.post(address("remove_person", second)).status_code == 302
    with arranging():
        assert [each.number for each in draft.uitstromers.all()] == [1]


@pytest.mark.parametrize("who", ["colleague", "stranger"])
@pytest.mark.parametrize("name", ["edit_person", "remove_person"])
def test_somebody_elses_people_are_not_there(second, people, signed_in, who, name):
    assert signed_in(getattr(people, who)).get(address(name, second)).status_code == 404


def test_the_first_person_has_no_page_of_their_own(draft, people, signed_in):
    with arranging():
        first = draft.uitstromers.get()
    assert signed_in(people.caseworker).get(address("edit_person", first)).status_code == 404


def test_a_list_shows_the_first_and_how_many_more(draft, second, people, signed_in):
    rows = signed_in(people.caseworker).get(reverse("candidates:list")).context["rows"]
    assert [row.name for row in rows] == ["V. van der Bérg +1"]
    hidden = signed_in(people.colleague).get(reverse("candidates:list"), {"whose": "party"})
    assert [row.name for row in hidden.context["rows"]] == [""]


def test_what_is_missing_of_a_person_leads_to_their_page(draft, people, signed_in, now):
    client = signed_in(people.caseworker)
    answer = client.post(address("add_person", draft), typed(last_name=""), follow=True)
    with arranging():
        person = draft.uitstromers.get(number=2)
    link = f'{address("edit_person", person)}#id_last_name">Achternaam (persoon 2)'
    assert link in answer.content.decode()


def test_what_the_page_does_not_ask_is_not_taken(draft, second, people, signed_in):
    smuggled = {"number": 7, "caseworker": people.colleague.pk, "candidate": 1, "name_key": "X"}
    smuggled |= {"birth_year": 1900, "call_first": "", "care_party": 1, "uitstromer": 1}
    client, version = signed_in(people.caseworker), now_of(draft).version
    before = rows_about(second)
    answer = client.post(address("edit_person", second), typed(version=version, **smuggled))
    assert answer.status_code == 302
    assert rows_about(second) == before


def rows_about(person) -> list[dict]:
    with arranging():
        of_tables = [model.objects.filter(uitstromer=person).values().get() for model in TABLES]
        return [*of_tables, Uitstromer.objects.filter(pk=person.pk).values().get()]


def test_a_look_at_somebodys_page_is_logged(draft, second, people, signed_in):
    signed_in(people.caseworker).get(address("edit_person", second))
    with arranging():
        look = Look.objects.get(page="candidates:edit_person")
    assert (look.candidate_id, look.user_id) == (draft.pk, people.caseworker.user_id)


# Finding


@pytest.mark.parametrize("wanted", ["tweep", "berg"])
def test_a_household_is_found_by_anybody_in_it(draft, second, people, signed_in, wanted):
    answer = signed_in(people.caseworker).post(reverse("overview:search"), {"wanted": wanted})
    assert [row.reference for row, _name in answer.context["found"]] == [draft.reference]


def test_a_household_of_one_name_is_found_once(people, signed_in):
    candidate = CandidateFactory(caseworker=people.caseworker)
    add_uitstromer(candidate)
    answer = signed_in(people.caseworker).post(reverse("overview:search"), {"wanted": "verz"})
    assert [name for _row, name in answer.context["found"]] == ["V. Verzonnen +1"]


def test_nobody_else_finds_a_second_person(draft, second, people, signed_in):
    for who in ("colleague", "stranger"):
        client = signed_in(getattr(people, who))
        answer = client.post(reverse("overview:search"), {"wanted": "tweep"})
        assert answer.context["found"] == []


def test_the_answers_of_the_form_are_those_of_the_first_person(draft, second, caseworker):
    with acting_as(caseworker):
        assert answers_of(draft)["last_name"] == "van der Bérg"
    assert now_of(draft).status == S.DRAFT
