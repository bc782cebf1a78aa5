"""The answers of a placement, per reader: what came, when, from whom, and what may be done with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from pact.accounts.roles import Role
from pact.common.shown import day_in_words, day_near
from placements.proposals.models import QuestionKind
from placements.proposals.page.lines import DAY_MONTH, in_language
from placements.proposals.page.loading import Whole
from placements.proposals.page.progress import care_name
from placements.proposals.readers import Reader
from placements.proposals.states import PlacementStatus
from placements.proposals.terms import CHECKS, may_take_back

R, S, Q = Reader, PlacementStatus, QuestionKind
READS_ORIGIN = {R.CASEWORKER, R.COORDINATOR}
"""Who pays after a move across a border tells that there is one: for whoever reads where from."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question to a party, and what came. ``take_back`` is the page where it is taken back."""

    kind: str
    when: str
    label: str
    party: str
    said: str
    tone: str
    about: list[str]
    may_extend: bool
    no_time_left: bool
    take_back: str
    judged: str


def answers(whole: Whole, reader: Reader, *, today: date) -> list[Answer]:
    if not reader.takes_part:
        return []
    hidden = CHECKS if reader == R.AGENT_BEFORE_RELEASE else []
    return [
        _answer(row, whole, reader, today)
        for row in whole.placement.questions_asked
        if row["kind"] not in hidden
    ]


def payment(whole: Whole, reader: Reader) -> str:
    """Whether it is agreed who pays guidance after a move to another municipality."""
    paid = whole.placement.guidance_paid
    if paid is None or reader not in READS_ORIGIN:
        return ""
    if paid:
        return _("It is agreed who pays the guidance after the move to another municipality.")
    return _("It is not agreed who pays the guidance after the move to another municipality.")


def _answer(row: dict, whole: Whole, reader: Reader, today: date) -> Answer:
    placement = whole.placement
    is_corporations = row["party_id"] == placement.corporation_id
    party = placement.corporation.name if is_corporations else care_name(placement, reader)
    is_open = row["answer"] is None and placement.status == S.PROPOSED
    when, said, tone = _said(row, today, is_open=is_open)
    times_left = row["times_extended"] < (row["extensions"] or 0)
    extendable = reader == R.COORDINATOR and is_open and times_left
    has_time = _has_time(row, whole, today)
    return Answer(
        kind=row["kind"],
        when=when,
        label=str(QuestionKind(row["kind"]).label),
        party=party,
        said=said,
        tone=tone,
        about=_about(row),
        may_extend=extendable and has_time,
        no_time_left=extendable and not has_time,
        take_back=_take_back(row, whole, reader),
        judged=in_language(row, "judged"),
    )


def _said(row: dict, today: date, *, is_open: bool) -> tuple[str, str, str]:
    """On which day what came; of what did not come yet, until when it is waited for."""
    if row["answer"] is None and not is_open:
        return "–", _("no longer asked"), "plain"
    if row["answer"] is None:
        due = day_near(date.fromisoformat(row["due_on"]), DAY_MONTH, today=today)
        open_answer = _("extended") if row["times_extended"] else _("not yet")
        return _("by %(day)s") % {"day": due}, open_answer, "warn"
    day = day_near(datetime.fromisoformat(row["answered_at"]), DAY_MONTH, today=today)
    return (day, _("yes"), "ok") if row["answer"] else (day, _("no"), "bad")


def _about(row: dict) -> list[str]:
    """What was said before, on which day it was, and in which role somebody recorded it."""
    told = []
    if row["said_yes_at"]:
        first = datetime.fromisoformat(row["said_yes_at"])
        told.append(_("First a yes, on %(day)s.") % {"day": day_in_words(first)})
    if row["on"]:
        words = {"day": day_in_words(date.fromisoformat(row["on"]))}
        spoken = row["kind"] == Q.CANDIDATE
        told.append((_("Spoken with on %(day)s.") if spoken else _("It was on %(day)s.")) % words)
    if row["role"]:
        told.append(_("Recorded by: %(role)s.") % {"role": Role(row["role"]).label})
    return told


def _has_time(row: dict, whole: Whole, today: date) -> bool:
    """Whether a later day is left before the corporation's own date."""
    if whole.dwelling is None:
        return False
    due_on = date.fromisoformat(row["due_on"])
    return max(due_on + timedelta(days=1), today) <= whole.dwelling.answer_by


def _take_back(row: dict, whole: Whole, reader: Reader) -> str:
    """The page where whoever gave this answer takes it back, while nothing was built on it."""
    if not row["answer"] or not may_take_back(whole.placement, row["kind"]):
        return ""
    placement, kind = whole.placement, row["kind"]
    if reader == R.CASEWORKER and row["party_id"] == placement.care_party_id:
        return "proposals:take_back_for_candidate"
    its_agents = {R.AGENT_AFTER_RELEASE, R.AGENT_BEFORE_RELEASE}
    if kind == Q.PROFILE and reader in its_agents:
        return "proposals:take_back_for_corporation"
    if kind in CHECKS and reader == R.AGENT_AFTER_RELEASE:
        return "proposals:take_back_for_corporation"
    return ""
