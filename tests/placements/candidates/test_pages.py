"""The pages of candidates: who sees what, what bad input is told, and how many statements it takes."""

from datetime import date

import pytest
from django.urls import reverse

from pact.access.actor import acting_as
from pact.audit.models import Look
from placements.candidates import actions
from placements.candidates.application import answers_of
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus as S
from placements.guidance.actions import submit_application
from tests.database import arranging
from tests.factories import CandidateFactory, area
from tests.pages import once_more
from tests.placements.candidates.filled import answers, filled_in
from tests.queries import own_statements

START = reverse("candidates:start")
LIST = reverse("candidates:list")
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ form }}{% csrf_token %}",
    "'; drop table placements_candidate; --",
]


def page(name, candidate):
    feature = "guidance" if name == "reject" else "candidates"
    return reverse(f"{feature}:{name}", args=[candidate.public_id])


@pytest.fixture
def draft(people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        return actions.start_application(answers=answers(), by=by, at=now)


@pytest.fixture
def submitted(draft, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        submit_application(candidate=draft, by=by, at=now)
        draft.refresh_from_db()
    return draft


def test_an_empty_form_is_saved_as_a_draft(people, signed_in):
    answer = signed_in(people.caseworker).post(
        START, {"form_key": filled_in()["form_key"], "then": "save"}
    )
    with arranging():
        candidate = Candidate.objects.get()
    assert answer.status_code == 302
    assert answer.url == page("file", candidate)
    assert candidate.status == S.DRAFT


def test_the_file_says_what_is_missing_and_leads_to_it(people, signed_in):
    client = signed_in(people.caseworker)
    answer = client.post(START, filled_in(last_name="", areas=None), follow=True)
    text = answer.content.decode()
    assert "Er ontbreken nog 2 antwoorden" in text
    assert 'wijzigen/#id_last_name">Achternaam' in text
    assert "#id_areas" in text


def test_going_on_to_submit_asks_for_everything_and_keeps_what_was_typed(people, signed_in):
    answer = signed_in(people.caseworker).post(
        START, filled_in(last_name="", first_name="Bijzonder", then="submit")
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="Bijzonder"' in text
    assert "Vul dit in." in text
    with arranging():
        assert not Candidate.objects.exists()


def test_a_household_from_outside_the_region_names_no_municipality(people, signed_in):
    client = signed_in(people.caseworker)
    elsewhere = {"from_elsewhere": "on", "then": "submit"}
    both = client.post(START, filled_in(**elsewhere))
    assert both.status_code == 422
    assert "from_elsewhere" in both.context["form"].errors

    answer = client.post(START, filled_in(**elsewhere, municipality_of_origin=None))
    with arranging():
        candidate = Candidate.objects.get()
    assert answer.url == reverse("guidance:submit", args=[candidate.public_id])
    assert "buiten de regio" in client.get(page("file", candidate)).content.decode()


def test_a_whole_application_goes_on_to_the_page_that_submits(people, signed_in):
    answer = signed_in(people.caseworker).post(START, filled_in(then="submit"))
    with arranging():
        candidate = Candidate.objects.get()
    assert answer.url == reverse("guidance:submit", args=[candidate.public_id])


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birth_date", "31-02-1990", "31 februari 1990 bestaat niet"),
        ("birth_date", "31-12-2020", "jonger dan 16"),
        ("birth_date", "1-1-1901", "ouder dan 110"),
        ("first_name", "a" * 1_000, "1000"),
        ("last_name", "a\x00b", "teken"),
        ("last_name", "regel\neen", "één regel"),
        ("email", "iemand@voorbeeld.example\nBcc: x@y.example", "één regel"),
        ("email", "niemand", "geen e-mailadres"),
        ("email", f"{'a' * 300}@voorbeeld.example", "254"),
        ("telephone", "111222333", "geen telefoonnummer"),
        ("telephone", "06-1234", "geen telefoonnummer"),
        ("telephone", "0612345678" * 3, "geen telefoonnummer"),
        ("adults", "-1", "van 1 tot en met 9"),
        ("adults", "0", "van 1 tot en met 9"),
        ("adults", "veel", "van 1 tot en met 9"),
        ("children", "16", "van 0 tot en met 15"),
        ("bedrooms", "1e3", "van 0 tot en met 9"),
        ("max_rent", "-1", "zonder min"),
        ("max_rent", "0", "nooit gratis"),
        ("max_rent", "99999999999", "5000"),
        ("wished_month", "13-2027", "Maand 13 bestaat niet"),
        ("wished_month", "ooit", "geen maand"),
        ("wished_month", "1-2020", "voorbij"),
        ("earliest_month", "1-2028", "na de gewenste maand"),
        ("income_proved_on", "1-1-2030", "moet nog komen"),
        ("accessibility", "castle", "een van de antwoorden"),
        ("municipality_of_origin", "x", "een van de antwoorden"),
        ("areas", ["0"], "aan wat in de lijst staat"),
        ("avoided", ["drop"], "aan wat in de lijst staat"),
        ("facility", "111222333", "BSN"),
        ("text", "zijn bsn is 111.222.333", "BSN"),
        ("current_address", "111 222 333", "BSN"),
        ("agreed_contact", "b" * 81, "81"),
        ("version", "-3", ""),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(people, signed_in, field, typed, sentence):
    answer = signed_in(people.caseworker).post(START, filled_in(**{field: typed}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert 'value="Het Verzonnen Huis"' in text or field == "facility"
    with arranging():
        assert not Candidate.objects.exists()


def test_an_area_of_which_every_district_is_avoided_is_asked_again(people, signed_in):
    with arranging():
        parts = [str(part.district_id) for part in area().parts.all()]
    answer = signed_in(people.caseworker).post(START, filled_in(avoided=parts))
    assert answer.status_code == 422
    assert "Elke wijk van Schalkwijk" in answer.content.decode()


def test_a_double_click_makes_one_candidate(people, signed_in):
    client, typed = signed_in(people.caseworker), filled_in()
    first, second = client.post(START, typed), client.post(START, typed)
    assert first.url == second.url
    with arranging():
        assert Candidate.objects.count() == 1


def test_what_is_not_on_the_form_cannot_be_posted(people, signed_in):
    signed_in(people.caseworker).post(
        START,
        filled_in(
            status="admitted",
            reference="K-ZZZZZZ",
            care_party=people.stranger.party_id,
            caseworker=people.stranger.pk,
            waiting_since="2001-01-01",
            name_key="X",
        ),
    )
    with arranging():
        candidate = Candidate.objects.get()
        assert candidate.status == S.DRAFT
        assert candidate.reference != "K-ZZZZZZ"
        assert candidate.caseworker == people.caseworker
        assert candidate.waiting_since is None
        assert candidate.uitstromers.get().identity.name_key == "BERG VAN DER"


def test_a_stale_tab_gets_both_answers_and_saves_nothing(draft, people, signed_in, actor_of, now):
    client = signed_in(people.caseworker)
    opened = draft.version
    with acting_as(actor_of(people.caseworker)) as by:
        actions.save_application(
            candidate=draft, answers=answers(facility="Hun huis"), version=opened, by=by, at=now
        )
    answer = client.post(page("edit", draft), filled_in(facility="Mijn huis", version=opened))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Hun huis" in text
    assert 'value="Mijn huis"' in text
    with acting_as(actor_of(people.caseworker)):
        assert answers_of(draft)["facility"] == "Hun huis"
    assert client.post(page("edit", draft), once_more(answer)).status_code == 302
    with acting_as(actor_of(people.caseworker)):
        assert answers_of(draft)["facility"] == "Mijn huis"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_shown_as_text(people, signed_in, payload):
    client = signed_in(people.caseworker)
    typed = filled_in(
        first_name=payload,
        last_name=payload,
        facility=payload,
        current_address=payload,
        agreed_contact=payload,
        text=payload,
    )
    text = client.post(START, typed, follow=True).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert payload.replace("<", "&lt;").replace(">", "&gt;").split("'")[0][:8] in text.replace(
        "&quot;", '"'
    ).replace("&#x27;", "'")
    assert "drop table" in text or "drop" not in payload


def test_each_reader_gets_their_own_part(submitted, people, signed_in):
    shown = {
        "name": "van der Bérg",
        "address": "Verzonnenstraat 1",
        "note": "Alleen voor ons.",
        "telephone": "06-12345678",
        "facility": "Het Verzonnen Huis",
        "agreed": "Bellen na vijf uur",
        "rent": "612,40",
    }
    expected = {
        "caseworker": set(shown),
        "lead": set(shown),
        "colleague": set(),
        "privacy_officer": set(),
        "coordinator": {"facility", "rent"},
    }
    for who, keys in expected.items():
        text = signed_in(getattr(people, who)).get(page("file", submitted)).content.decode()
        main = text[text.index("<main") : text.index("</main")]
        assert submitted.reference in main, who
        assert {key for key, value in shown.items() if value in main} == keys, who


def test_strangers_get_the_same_as_for_what_does_not_exist(submitted, people, signed_in):
    client = signed_in(people.stranger)
    for name in ("file", "edit"):
        assert client.get(page(name, submitted)).status_code == 404


def test_a_privacy_officer_sees_their_own_party_and_the_pacts_sees_all(
    submitted, people, signed_in
):
    other = CandidateFactory(caseworker=people.stranger)
    own = signed_in(people.privacy_officer).get(LIST).content.decode()
    every = signed_in(people.pact_privacy_officer).get(LIST).content.decode()
    assert (submitted.reference in own, other.reference in own) == (True, False)
    assert (submitted.reference in every, other.reference in every) == (True, True)


def test_a_coordinator_does_not_see_drafts(draft, people, signed_in):
    client = signed_in(people.coordinator)
    assert client.get(page("file", draft)).status_code == 404
    assert draft.reference not in client.get(LIST).content.decode()


def test_each_look_is_one_line(submitted, people, signed_in):
    signed_in(people.colleague).get(page("file", submitted))
    with arranging():
        look = Look.objects.get(page="candidates:file")
        assert (look.candidate_id, look.membership_id) == (submitted.pk, people.colleague.pk)
        assert look.care_party_id == people.caseworker.party_id


def test_a_caseworker_sees_their_own_first_and_the_partys_without_names(people, signed_in):
    mine = CandidateFactory(caseworker=people.caseworker, tables__identity__last_name="Eigen")
    theirs = CandidateFactory(caseworker=people.colleague, tables__identity__last_name="Ander")
    other = CandidateFactory(caseworker=people.stranger)
    client = signed_in(people.caseworker)
    own, party = client.get(LIST), client.get(LIST, {"whose": "party"})
    assert mine.reference in own.content.decode()
    assert theirs.reference not in own.content.decode()
    text = party.content.decode()
    assert mine.reference in text
    assert theirs.reference in text
    assert "Eigen" in text
    assert "Ander" not in text
    assert other.reference not in text


def test_narrowing_by_area_tells_nothing_of_a_colleagues_case(people, signed_in):
    theirs = CandidateFactory(caseworker=people.colleague)
    with arranging():
        theirs.preferred.create(caseworker=people.colleague, area=area())
    found = signed_in(people.caseworker).get(LIST, {"whose": "party", "area": area().pk})
    assert theirs.reference not in found.content.decode()
    assert (
        theirs.reference
        in signed_in(people.coordinator).get(LIST, {"area": area().pk}).content.decode()
    )


@pytest.mark.parametrize("query", [{"status": "nonsense"}, {"area": "x"}, {"whose": "all"}])
def test_a_filter_that_does_not_exist_is_told(people, signed_in, query):
    answer = signed_in(people.caseworker).get(LIST, query)
    assert answer.status_code == 422


@pytest.mark.parametrize("cursor", ["x", "2c1a6f7e-0000-4000-8000-000000000000", "1' or '1'='1"])
def test_a_place_that_does_not_exist_is_not_found(people, signed_in, cursor):
    assert signed_in(people.caseworker).get(LIST, {"after": cursor}).status_code == 404


def test_the_list_goes_on_after_its_last_row(people, signed_in):
    made = [CandidateFactory(caseworker=people.caseworker) for _ in range(27)]
    client = signed_in(people.caseworker)
    first = client.get(LIST)
    older = first.context["page"].older
    second = client.get(older)
    shown = [row.reference for row in (*first.context["rows"], *second.context["rows"])]
    assert shown == [candidate.reference for candidate in reversed(made)]
    assert second.context["page"].older is None


def test_who_waits_longest_comes_first_where_everybody_waits(people, signed_in):
    late = CandidateFactory(waiting_since=date(2026, 5, 1))
    early = CandidateFactory(waiting_since=date(2025, 5, 1))
    rows = signed_in(people.coordinator).get(LIST, {"status": "admitted"}).context["rows"]
    assert [row.reference for row in rows] == [early.reference, late.reference]


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "privacy_officer"])
def test_the_list_takes_as_many_statements_for_many_rows_as_for_one(people, signed_in, who):
    CandidateFactory(caseworker=people.caseworker)
    client = signed_in(getattr(people, who))
    one = own_statements(client, f"{LIST}?whose=party")
    for _ in range(27):
        CandidateFactory(caseworker=people.caseworker)
    many = own_statements(client, f"{LIST}?whose=party")
    assert len(one) == len(many) <= 4
    assert not any(" OFFSET " in sql or "COUNT(" in sql.upper() for sql in many)
    later = own_statements(client, client.get(f"{LIST}?whose=party").context["page"].older)
    assert len(later) <= 4


def test_the_file_takes_a_fixed_number_of_statements(submitted, people, signed_in):
    signed_in(people.coordinator).post(
        page("return", submitted), {"version": submitted.version, "codes": ["income", "areas"]}
    )
    counts = {
        who: len(own_statements(signed_in(getattr(people, who)), page("file", submitted)))
        for who in ("caseworker", "colleague", "coordinator", "privacy_officer")
    }
    # A caseworker's has one more: which applications of the same person the own party has besides.
    assert counts.pop("caseworker") <= 6
    assert max(counts.values()) <= 5, counts


def test_an_empty_list_says_what_to_do(people, signed_in):
    assert "Nog geen kandidaten" in signed_in(people.caseworker).get(LIST).content.decode()
    assert (
        "Niemand gevonden"
        in signed_in(people.coordinator).get(LIST, {"status": "housed"}).content.decode()
    )


def test_a_part_of_the_page_is_answered_to_htmx(people, signed_in):
    answer = signed_in(people.coordinator).get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()


def test_the_coordinator_admits_returns_and_rejects(submitted, people, signed_in):
    client = signed_in(people.coordinator)
    answer = client.post(page("admit", submitted), {"version": submitted.version}, follow=True)
    assert "is toegelaten" in answer.content.decode()
    again = client.post(page("admit", submitted), {"version": submitted.version})
    assert again.status_code == 409


def test_admitting_from_a_stale_tab_is_refused(submitted, people, signed_in):
    client = signed_in(people.coordinator)
    for version in (submitted.version - 1, "", "x", -4):
        answer = client.post(page("admit", submitted), {"version": version})
        assert answer.status_code == 409
        assert "hieronder" not in answer.content.decode()  # there is nothing to compare with
    with arranging():
        submitted.refresh_from_db()
    assert submitted.status == S.SUBMITTED


@pytest.mark.parametrize("name", ["return", "reject"])
def test_a_decision_without_a_code_is_asked_again(submitted, people, signed_in, name):
    client = signed_in(people.coordinator)
    assert client.get(page(name, submitted)).status_code == 200
    for typed in ({}, {"codes": ["x"], "code": "x"}):
        answer = client.post(page(name, submitted), {"version": submitted.version, **typed})
        assert answer.status_code == 422


def test_the_caseworker_reads_what_is_missing(submitted, people, signed_in):
    signed_in(people.coordinator).post(
        page("return", submitted), {"version": submitted.version, "codes": ["income", "areas"]}
    )
    text = signed_in(people.caseworker).get(page("file", submitted)).content.decode()
    assert "bewijs van inkomensklasse" in text
    assert "gebieden waar men wil wonen" in text
    assert "teruggegeven" in text


def test_the_same_coordinator_cannot_reconsider(submitted, people, signed_in):
    client = signed_in(people.coordinator)
    client.post(
        page("reject", submitted), {"version": submitted.version, "code": "not_target_group"}
    )
    assert page("reconsider", submitted) not in client.get(page("file", submitted)).content.decode()
    deputy = signed_in(people.deputy).get(page("file", submitted))
    assert page("reconsider", submitted) in deputy.content.decode()
    assert client.post(page("reconsider", submitted)).status_code == 409
    answer = signed_in(people.deputy).post(page("reconsider", submitted), follow=True)
    assert "opnieuw bekeken" in answer.content.decode()
    again = client.get(page("file", submitted)).content.decode()
    assert page("admit", submitted) not in again
    assert f"Een andere coördinator doet dat: {people.deputy.user.name}." in again


def test_the_entry_form_opens_with_what_was_answered(draft, people, signed_in):
    text = signed_in(people.caseworker).get(page("edit", draft)).content.decode()
    for value in ("612,40", "6-2027", "3-2027", "31-12-1990", "van der Bérg"):
        assert f'value="{value}"' in text
