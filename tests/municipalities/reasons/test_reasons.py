"""Reasons are added and closed; what somebody chose keeps its meaning."""

import ast
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from municipalities.reasons import actions
from pact.access.actor import acting_as
from pact.agreement.models import Reason
from pact.agreement.norms import reasons
from pact.common.refusals import Refused
from tests.database import arranging
from tests.queries import own_statements

NEXT = timezone.localdate().year + 5

LATER = date(NEXT, 1, 1)


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def add(actor, code: str = "verzonnen", valid_from: date | None = None) -> Reason:
    return actions.add(
        kind="hold",
        code=code,
        dutch="verzonnen reden",
        english="invented reason",
        valid_from=valid_from or timezone.localdate(),
        by=actor,
        at=timezone.now(),
    )


def close(actor, code: str, *, kind: str = "hold", valid_to: date = LATER) -> Reason:
    reason = Reason.objects.get(kind=kind, code=code)
    return actions.close(reason=reason, valid_to=valid_to, by=actor, at=timezone.now())


def codes(on: date, kind: str = "hold") -> set[str]:
    return {reason.code for reason in reasons(kind, on)}


def test_a_reason_can_be_chosen_from_its_date(administrator):
    add(administrator, valid_from=LATER)

    assert "verzonnen" not in codes(timezone.localdate())
    assert "verzonnen" in codes(LATER)


def test_a_closed_reason_is_not_chosen_and_stays_readable(administrator):
    close(administrator, "on_request")

    assert "on_request" in codes(timezone.localdate())
    assert "on_request" not in codes(LATER)
    assert Reason.objects.filter(code="on_request").exists()


def test_a_code_is_never_used_for_something_else(administrator):
    close(administrator, "on_request")
    with pytest.raises(Refused, match="houdt zijn betekenis"):
        add(administrator, "on_request", LATER)


def test_no_reason_holds_backwards(administrator):
    with pytest.raises(Refused, match="vanaf vandaag"):
        add(administrator, valid_from=date(2022, 1, 1))
    with pytest.raises(Refused, match="vanaf morgen"):
        close(administrator, "on_request", valid_to=timezone.localdate())


def test_a_reason_is_closed_once(administrator):
    close(administrator, "on_request")
    with pytest.raises(Refused, match="al gesloten"):
        close(administrator, "on_request")


NEEDED = [("deceased", "withdrawal"), ("cap_full", "dwelling_return")]
NEEDED += [(code, "not_counting") for code in ("decision_needed", "outside_pact")]


@pytest.mark.parametrize(("code", "kind"), NEEDED)
def test_what_a_page_or_a_figure_asks_for_by_name_is_not_closed(administrator, code, kind):
    with pytest.raises(Refused, match="werkt zelf"):
        close(administrator, code, kind=kind)


def named_in_the_source() -> set[str]:
    """Each code that the application itself gives (``code=``) or leaves as a choice (``only=``)."""
    trees = [ast.parse(file.read_text()) for file in source_files()]
    constants = {name: words for tree in trees for name, words in module_constants(tree)}
    given = [call.value for tree in trees for call in ast.walk(tree) if is_a_code(call)]
    return {word for value in given for word in words_in(value, constants)}


def source_files() -> list[Path]:
    roots = [settings.ROOT / name for name in ("municipalities", "placements")]
    files = [file for root in roots for file in root.rglob("*.py")]
    return [file for file in files if not {"migrations", "management"} & set(file.parts)]


def module_constants(tree: ast.Module):
    for line in tree.body:
        if isinstance(line, ast.Assign):
            yield ast.unparse(line.targets[0]), words_in(line.value, {})


def is_a_code(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in {"code", "only"}


def words_in(value: ast.AST, constants: dict[str, set[str]]) -> set[str]:
    nodes = list(ast.walk(value))
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    named = [constants.get(node.id, set()) for node in nodes if isinstance(node, ast.Name)]
    return said.union(*named)


@pytest.mark.django_db
def test_no_code_that_the_application_names_itself_is_ever_closed():
    named = named_in_the_source() & set(Reason.objects.values_list("code", flat=True))

    assert {"candidate_withdrawn", "deceased", "goals_met", "no_answer", "other_case"} <= named
    assert named <= actions.NEEDED


@pytest.mark.parametrize(
    ("kind", "code"),
    [("introduction_stop", "candidate_withdrawn"), ("placement_withdrawal", "candidate_on_hold")],
)
def test_a_code_that_follows_from_another_deed_is_not_closed(administrator, kind, code):
    with pytest.raises(Refused, match="werkt zelf"):
        close(administrator, code, kind=kind)


def test_the_last_answer_to_a_question_stays(administrator):
    for code in sorted(codes(LATER))[1:]:
        close(administrator, code)
    with pytest.raises(Refused, match="laatste antwoord"):
        close(administrator, codes(LATER).pop())


# The pages


@pytest.fixture
def client(people, signed_in):
    return signed_in(people.administrator)


def test_every_question_stands_on_one_page_in_one_statement(client):
    assert len(own_statements(client, "/beheer/redenen/")) == 1


def filled_in(**typed: object) -> dict:
    return {
        "code": "verzonnen",
        "dutch": "verzonnen reden",
        "english": "invented reason",
        "valid_from": f"1-1-{NEXT}",
        "form_key": uuid4(),
    } | typed


def test_a_reason_is_added_on_the_page(client):
    answer = client.post("/beheer/redenen/hold/nieuw/", filled_in(), follow=True)

    assert "verzonnen reden" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "Met Spatie"}, "kleine letters"),
        ({"code": ""}, "Vul dit in"),
        ({"dutch": ""}, "Vul dit in"),
        ({"valid_from": "morgen"}, "geen datum"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(client, typed, sentence):
    answer = client.post("/beheer/redenen/hold/nieuw/", filled_in(**typed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"]["english"].value() == "invented reason"


def test_an_unknown_question_is_no_page(client):
    assert client.get("/beheer/redenen/iets/nieuw/").status_code == 404


def test_a_reason_that_is_closed_has_no_link_to_close_it(client):
    with arranging():
        Reason.objects.filter(kind="hold", code="on_request").update(valid_to=LATER)
    reason = Reason.objects.get(kind="hold", code="on_request")
    page = client.get("/beheer/redenen/").content.decode()

    assert f"/beheer/redenen/{reason.pk}/sluiten/" not in page
    assert f"tot en met 31 dec {NEXT - 1}" in page


def test_the_administrator_says_with_which_reason_guidance_may_end_early(people, signed_in):
    client = signed_in(people.administrator)
    assert "ends_early" not in client.get("/beheer/redenen/hold/nieuw/").context["form"].fields
    typed = {"dutch": "verzonnen", "english": "invented", "form_key": uuid4()}
    typed |= {"code": "verzonnen", "valid_from": f"{timezone.localdate():%d-%m-%Y}"}
    client.post("/beheer/redenen/guidance_end/nieuw/", typed | {"ends_early": "on"})

    early = Reason.objects.filter(ends_early=True).values_list("code", flat=True)
    assert set(early) == {"by_decision", "case_closed", "deceased", "departed", "verzonnen"}


def test_only_guidance_ends_early(administrator):
    with pytest.raises(IntegrityError, match="only_guidance_ends_early"), arranging():
        Reason.objects.create(
            kind="hold", code="x", dutch="x", english="x", valid_from=LATER, ends_early=True
        )
