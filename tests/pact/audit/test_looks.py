"""Who looked: every look leaves a line that nobody can change, and the privacy officer reads it."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.audit.models import Deed, Look, Outcome, Step
from pact.audit.record import looked
from tests.database import arranging
from tests.factories import CandidateFactory
from tests.queries import own_statements

ADDRESS = "/inzage/"


@pytest.fixture
def look_by(actor_of):
    def look(member, page, target=None):
        with acting_as(actor_of(member)):
            looked(page, target, at=timezone.now(), rows=1)

    return look


def pages(client, **asked) -> list[str]:
    answer = client.get(ADDRESS, asked)
    return [row.page for row in answer.context["rows"]]


def test_an_officer_sees_looks_by_and_at_their_own_party_only(people, signed_in, look_by):
    ours = CandidateFactory(caseworker=people.caseworker)
    theirs = CandidateFactory(caseworker=people.stranger)
    look_by(people.caseworker, "by ours")
    look_by(people.coordinator, "at ours", ours)
    look_by(people.coordinator, "at theirs", theirs)
    look_by(people.stranger, "by theirs")

    assert sorted(pages(signed_in(people.privacy_officer))) == ["at ours", "by ours"]


def test_the_offices_officer_sees_all(people, signed_in, look_by):
    theirs = CandidateFactory(caseworker=people.stranger)
    look_by(people.stranger, "their look", theirs)
    look_by(people.caseworker, "our look")

    answer = signed_in(people.pact_privacy_officer).get(ADDRESS)

    assert {row.page for row in answer.context["rows"]} == {"their look", "our look"}
    assert theirs.reference in answer.content.decode()


def test_a_line_tells_who_in_which_role_about_which_case(people, signed_in, look_by):
    case = CandidateFactory(caseworker=people.caseworker)
    look_by(people.caseworker, "file", case)

    page = signed_in(people.privacy_officer).get(ADDRESS).content.decode()

    for part in (people.caseworker.user.name, "begeleider", case.reference, "file"):
        assert part in page


def test_looks_are_narrowed_by_case_member_and_day(people, signed_in, look_by):
    case = CandidateFactory(caseworker=people.caseworker)
    look_by(people.caseworker, "file", case)
    look_by(people.colleague, "list")
    officer, today = signed_in(people.privacy_officer), f"{timezone.localdate():%d-%m-%Y}"

    assert pages(officer, reference=case.reference.lower()) == ["file"]
    assert pages(officer, member=people.colleague.public_id) == ["list"]
    assert "list" in pages(officer, from_day=today, to_day=today)
    assert pages(officer, to_day="1-1-2020") == []


@pytest.mark.parametrize(
    "asked",
    [{"from_day": "31-2-2026"}, {"reference": "'; drop table"}, {"member": "not-a-uuid"}],
)
def test_a_choice_that_cannot_be_read_gets_a_sentence(people, signed_in, asked):
    answer = signed_in(people.privacy_officer).get(ADDRESS, asked)

    assert answer.status_code == 422
    assert answer.context["rows"] == []


def test_a_foreign_reference_finds_nothing(people, signed_in, look_by):
    theirs = CandidateFactory(caseworker=people.stranger)
    look_by(people.coordinator, "file", theirs)

    assert pages(signed_in(people.privacy_officer), reference=theirs.reference) == []


def on_two_pages(officer) -> list[str]:
    """What was looked at, on the first page and on the one it leads to."""
    first = officer.get(ADDRESS)
    second = officer.get(first.context["page"].older)
    return [row.page for row in [*first.context["rows"], *second.context["rows"]]]


def test_the_page_goes_on_after_its_last_line(people, signed_in, look_by):
    for number in range(30):
        look_by(people.caseworker, f"page {number}")
    officer = signed_in(people.privacy_officer)

    assert [page for page in on_two_pages(officer) if page.startswith("page")] == [
        f"page {number}" for number in reversed(range(30))
    ]


def test_the_page_asks_four_things_at_most(people, signed_in, look_by):
    case = CandidateFactory(caseworker=people.caseworker)
    for _number in range(20):
        look_by(people.caseworker, "file", case)
    officer = signed_in(people.privacy_officer)

    address = f"{ADDRESS}?reference={case.reference}"
    statements = own_statements(officer, address)

    assert len(statements) <= 4, statements


def test_a_look_by_ours_at_ours_stands_there_once_and_on_one_page(people, signed_in, look_by):
    case = CandidateFactory(caseworker=people.caseworker)
    for number in range(30):
        look_by(people.caseworker if number % 2 else people.coordinator, f"page {number}", case)
    officer = signed_in(people.privacy_officer)

    assert [page for page in on_two_pages(officer) if page.startswith("page")] == [
        f"page {number}" for number in reversed(range(30))
    ]


def test_a_name_leads_to_what_that_person_looked_at(people, signed_in, look_by):
    look_by(people.caseworker, "theirs")
    look_by(people.colleague, "another's")
    officer = signed_in(people.privacy_officer)

    rows = officer.get(ADDRESS).context["rows"]
    (line,) = [row for row in rows if row.page == "theirs"]

    assert f'href="?member={line.member}"' in officer.get(ADDRESS).content.decode()
    assert pages(officer, member=line.member) == ["theirs"]


@pytest.mark.parametrize(("asked", "days"), [({}, [1]), ({"from_day": "1-1-2026"}, [1, 40])])
def test_refusals_are_counted_of_a_month_or_since_the_day_asked_for(
    people, signed_in, actor_of, now, time_machine, asked, days
):
    time_machine.move_to(now, tick=False)
    for ago in (1, 40):
        with acting_as(actor_of(people.caseworker)):
            looked("candidates:file", at=now - timedelta(days=ago), outcome=Outcome.REFUSED)

    answer = signed_in(people.privacy_officer).get(ADDRESS, {"only": "refused", **asked})

    assert [line.day for line in answer.context["refused"]] == [
        (now - timedelta(days=ago)).date() for ago in days
    ]


def test_an_htmx_request_gets_the_rows_only(people, signed_in):
    answer = signed_in(people.privacy_officer).get(ADDRESS, headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()


def test_a_refused_page_leaves_a_line(people, signed_in):
    signed_in(people.caseworker).get("/mensen/")

    with arranging():
        line = Look.objects.get()
    assert (line.page, line.outcome, line.user_id) == (
        "accounts:people",
        "refused",
        people.caseworker.user_id,
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_attempt_on_somebody_elses_row_leaves_the_same_line_as_one_on_nothing(
    people, signed_in, method, is_there
):
    theirs = CandidateFactory(caseworker=people.stranger)
    public_id = theirs.public_id if is_there else uuid.uuid4()
    send = getattr(signed_in(people.caseworker), method)

    assert send(reverse("candidates:edit", args=[public_id])).status_code == 404

    with arranging():
        line = Look.objects.get()
    about = (line.object_id, line.candidate_id, line.care_party_id)
    assert (line.page, line.outcome, line.user_id, about) == (
        "candidates:edit",
        "refused",
        people.caseworker.user_id,
        (None, None, None),
    )


def test_an_address_that_does_not_exist_is_no_attempt(people, signed_in):
    assert signed_in(people.caseworker).get("/bestaat-niet/").status_code == 404

    with arranging():
        assert not Look.objects.exists()


def test_the_officer_counts_what_was_refused_to_whom_on_a_day(people, signed_in):
    theirs = CandidateFactory(caseworker=people.stranger)
    client = signed_in(people.caseworker)
    for _attempt in range(3):
        client.get(reverse("candidates:file", args=[theirs.public_id]))
    client.get("/")

    answer = signed_in(people.privacy_officer).get(ADDRESS, {"only": "refused"})

    assert [(line.who, line.count) for line in answer.context["refused"]] == [
        (people.caseworker.user.name, 3)
    ]
    assert [row.was_refused for row in answer.context["rows"]] == [True] * 3


def test_my_work_and_a_search_leave_a_line_each(people, signed_in):
    client = signed_in(people.caseworker)
    client.get("/")
    client.post("/zoeken/", {"wanted": "Onbekend"})

    with arranging():
        lines = list(Look.objects.order_by("pk").values_list("page", "rows"))
    assert lines == [("work", 0), ("search", 0)]


# Lines are added, never changed


@pytest.mark.parametrize("table", ["audit_step", "audit_deed", "audit_look"])
@pytest.mark.parametrize("deed", ["update {} set role = 'x'", "delete from {}", "truncate {}"])
def test_no_line_is_changed_or_removed(people, actor_of, table, deed):
    CandidateFactory()
    with (
        acting_as(actor_of(people.privacy_officer)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed.format(table))


@pytest.mark.parametrize("model", [Deed, Look])
def test_nobody_writes_a_line_in_another_name(people, actor_of, model):
    details = {Deed: {"action": "x", "kind": "x"}, Look: {"page": "x"}}[model]
    with acting_as(actor_of(people.caseworker)):
        model.objects.create(
            at=timezone.now(), user_id=999, role="coordinator", party_id=999, **details
        )

    with arranging():
        line = model.objects.latest("pk")
    assert (line.user_id, line.role, line.party_id) == (
        people.caseworker.user_id,
        "caseworker",
        people.caseworker.party_id,
    )


def test_nobody_writes_a_step_that_nobody_took(people, actor_of):
    """Nor does anybody hang what writes them on a table of their own."""
    step = Step(
        at=timezone.now(),
        kind="candidate",
        object_id=1,
        care_party_id=people.caseworker.party_id,
        becomes="draft",
        public_id=uuid.uuid4(),
    )
    for member in (people.caseworker, people.coordinator, people.administrator):
        with (
            acting_as(actor_of(member)),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            step.save(force_insert=True)
    with arranging(), connection.cursor() as cursor:
        cursor.execute("grant insert on audit_step to pact_app")
        cursor.execute(
            "create policy control on audit_step for insert to pact_app with check (true)"
        )
    with acting_as(actor_of(people.caseworker)):
        step.save(force_insert=True)  # the control


def test_a_step_holds_no_text_and_says_who_took_it(people, actor_of):
    case = CandidateFactory(caseworker=people.caseworker)
    with acting_as(actor_of(people.caseworker)):
        with pytest.raises(IntegrityError, match="no_text"), transaction.atomic():
            case.move_to("withdrawn", at=timezone.now(), code="Verzonnen Naam")
        case.refresh_from_db()
        case.move_to("withdrawn", at=timezone.now(), code="other")
    with arranging():
        taken = Step.objects.filter(object_id=case.pk, becomes="withdrawn")
        assert [(line.user_id, line.role) for line in taken] == [
            (people.caseworker.user_id, "caseworker")
        ]


def test_where_nobody_acts_no_line_is_written(db):
    with pytest.raises(ProgrammingError, match="Nobody is acting"), transaction.atomic():
        looked("x", at=timezone.now())


def test_a_deed_and_its_line_stand_or_fall_together(people, signed_in, monkeypatch):
    """When the line cannot be written, what it tells is not done either."""
    monkeypatch.setattr("pact.access.actions.accounts.record", lambda *_args, **_kwargs: 1 / 0)
    client = signed_in(people.administrator)
    client.raise_request_exception = False

    answer = client.post(f"/mensen/{people.colleague.user.public_id}/sluiten/")

    people.colleague.user.refresh_from_db()
    assert (answer.status_code, people.colleague.user.is_active) == (500, True)


def test_the_machine_is_told_apart_by_its_purpose(db):
    with acting_as(Actor.system("remind")):
        looked("x", at=timezone.now())

    with arranging():
        assert (Look.objects.latest("pk").role, Look.objects.latest("pk").purpose) == (
            "system",
            "remind",
        )
