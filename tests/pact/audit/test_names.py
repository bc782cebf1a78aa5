"""What is done has a name of one style in the log: what it is about, a dot, and what happened."""

import ast
import re
from collections.abc import Iterator

from pact.setup import ROOT

STYLE = re.compile(r"[a-z_]+\.[a-z_]+(\{\}[a-z_]*)?|[a-z_]+\.\{\}")

NAMED_BEFORE = """
act_in agree_payment answer_candidate answer_{} ask_report application_reconsidered application_rejected
application_returned application_saved application_started application_submitted ask_to_count
cancel_lease candidate_admitted case_handed_over case_taken_over change_keys change_standing
close_account complete confirm_start coordinator_rung correct_end correct_transfer
double_checked drop_appointment end_absence end_lease end_role expect_start extend_term
give_role hand_over_keys guidance_ended guidance_extended guidance_opened guidance_resumed guidance_scheduled guidance_shortened
guidance_transferred guidance_unscheduled hold_candidate invite invite_again judge_refusal
lapse_overdue make_appointment make_report moment_added moment_corrected moment_dropped
moment_held name_agent name_substitute open_account open_year person_added person_removed
person_saved postpone_start propose publish_report reconsideration_asked release_overdue remove_second_factor
resume_candidate sign_lease signal_decided signal_given signal_seen take_admission_back
take_back_answer take_completion_back take_end_back take_start_back take_withdrawal_back
takeover_asked takeover_closed takeover_taken_back takeover_{} transfer_lease try_report_again
wait_longer withdraw withdraw_candidate
"""
"""Lines with these names are in the log, and no line is ever rewritten: they keep them."""


def names_in(source: str) -> Iterator[str]:
    """What `record` is called with; `{}` for the part that is only known when it runs."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and node.args:
            yield from written(node.args[0])


def written(name: ast.expr) -> Iterator[str]:
    """A name that stands where it is recorded; one that came from elsewhere can't be judged here."""
    match name:
        case ast.Constant(value=text):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*written(body), *written(orelse))
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts)
        case _:
            yield f"not written here: {ast.unparse(name)}"


def all_names() -> set[str]:
    return {
        name
        for folder in ("pact", "municipalities", "placements")
        for file in (ROOT / folder).rglob("*.py")
        for name in names_in(file.read_text(encoding="utf-8"))
    }


def test_a_new_deed_is_named_in_the_one_style():
    assert [
        name for name in all_names() - set(NAMED_BEFORE.split()) if not STYLE.fullmatch(name)
    ] == []


def test_the_style_tells_names_apart():
    found = list(
        names_in(
            'record("home.let", x)\nrecord("let_home", x)\nrecord(f"home.{how}", x)\n'
            'record("home.let" if x else "home.kept", x)\nrecord(deed, x)'
        )
    )

    assert found == [
        "home.let",
        "let_home",
        "home.{}",
        "home.let",
        "home.kept",
        "not written here: deed",
    ]
    assert [bool(STYLE.fullmatch(name)) for name in found] == [True, False, True, True, True, False]
