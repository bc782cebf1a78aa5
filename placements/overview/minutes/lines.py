"""The minutes' lines in words, in the language of the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from placements.overview.minutes.told import DEEDS, STEPS, Section, Told
from placements.proposals.models import QuestionKind
from placements.proposals.page.lines import in_language


@dataclass(frozen=True, kw_only=True)
class Line:
    """When, which case, which home, what happened, and who did it. Never a person of a household."""

    at: datetime
    reference: str
    file: UUID | None
    address: str
    placement: UUID | None
    dwelling: UUID | None
    what: str
    who: str
    party: str


@dataclass(frozen=True)
class Part:
    """One section of the minutes that has something in it."""

    title: str
    lines: list[Line]


def in_parts(rows: Iterable[dict[str, Any]]) -> list[Part]:
    """The lines by section, each in the order of the day."""
    lines: dict[Section, list[Line]] = {section: [] for section in Section}
    for row in rows:
        told = _told(row)
        lines[told.section].append(_line(row, told))
    return [Part(str(section.label), found) for section, found in lines.items() if found]


def coordinators_of(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Who decided something that day as a coordinator, by name."""
    decided = [row["who"] for row in rows if row["who"]]
    return sorted({who["name"] for who in decided if who["role"] == Role.COORDINATOR})


def _told(row: dict[str, Any]) -> Told:
    return DEEDS.get(row["what"]) or STEPS[(row["kind"], row["was"], row["what"])]


def _line(row: dict[str, Any], told: Told) -> Line:
    case, placement, home = row["case"] or {}, row["placement"], row["home"]
    who, party = _who(row["who"])
    return Line(
        at=row["at"],
        reference=case.get("reference", ""),
        file=case.get("public_id"),
        address=_address(placement or home),
        placement=placement and placement["public_id"],
        dwelling=home and home["public_id"],
        what=_what(row, told),
        who=who,
        party=party,
    )


def _who(member: dict[str, Any] | None) -> tuple[str, str]:
    """By name, with the party of whoever does not sit at the table."""
    if member is None:
        return _("by itself"), ""
    return member["name"], "" if member["role"] == Role.COORDINATOR else member["party"]


def _address(home: dict[str, Any] | None) -> str:
    return f"{home['street']} {home['number']}{home['addition']}, {home['city']}" if home else ""


def _what(row: dict[str, Any], told: Told) -> str:
    if told.section == Section.PROPOSED:
        return _proposed(row, told)
    words = str(told.no if told.no and row["code"] else told.words)
    why = _labels(row["reasons"], told.reasons) or [
        str(QuestionKind(kind).label) for kind in row["details"]
    ]
    return f"{words}: {', '.join(why)}" if why else words


def _proposed(row: dict[str, Any], told: Told) -> str:
    """Which place it took, and why it was this household where another stood first."""
    words, placement, place = str(told.words), row["placement"] or {}, row["place"]
    if place:
        words += ": " + _("place %(number)s in %(year)s") % place
    why = _labels(placement.get("choices", []), told.reasons)
    if why:
        chosen = {"rank": placement["rank"], "reason": why[0]}
        words += "; " + _("as number %(rank)s: %(reason)s") % chosen
    return words


def _labels(reasons: list[dict[str, Any]], kind: ReasonKind | None) -> list[str]:
    """What these codes are called; of one code in several wordings the newest."""
    called = {each["code"]: in_language(each, "label") for each in reasons if each["kind"] == kind}
    return list(called.values())
