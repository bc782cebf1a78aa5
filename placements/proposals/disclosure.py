"""What each reader sees of a placement: the rows of the access matrix, once for every page.

Templates get what is made here and never a model.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.common.shown import day_in_words
from placements.candidates.household import is_known, together
from placements.matching.criterion import LABELS, Key, Verdict
from placements.proposals.models import Placement
from placements.proposals.page.answered import Answer, answers, payment
from placements.proposals.page.around import alarm, appointments, home, lease, need, person
from placements.proposals.page.introduced import (
    OnTime,
    exemption,
    introducer,
    introduction,
    on_time,
)
from placements.proposals.page.lines import AppointmentLine, Line, Rows, in_language
from placements.proposals.page.loading import Whole
from placements.proposals.page.progress import guidance_until
from placements.proposals.page.road import RoadFacts, Step, Turn, road, whose_turn
from placements.proposals.readers import Reader, reader_of
from placements.proposals.states import OUTSIDE_PACT

R = Reader
TONES = {Verdict.FITS: "ok", Verdict.MIND: "warn", Verdict.NOT: "bad", Verdict.UNKNOWN: "plain"}
OPENS_THE_FILE = {R.CASEWORKER, R.COORDINATOR, R.OFFICER}
WITHOUT_NUMBER = {R.CASEWORKER, R.NEIGHBOUR}
"""Of the places these two see totals, not which one a household has."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A placement as one reader may see it."""

    public_id: UUID
    reader: Reader
    reference: str
    file: UUID | None
    title: str
    lead: str
    status_label: str
    closed_because: str
    steps: list[Step]
    turns: list[Turn]
    lane: str
    alarm: str
    on_time: OnTime | None
    person: Rows
    need: Rows
    home: Rows
    introducer: Rows
    introduction: list[Line]
    exemption: Rows
    appointments: list[AppointmentLine]
    lease: Rows
    answers: list[Answer]
    payment: str
    fit: list[Line]
    choice: str

    @property
    def rent(self) -> Line | None:
        """Whether the rent fits stands with the home as well."""
        return next((each for each in self.fit if each.when == Key.RENT), None)


def shown(whole: Whole, facts: RoadFacts, actor: Actor) -> Shown:
    """The placement's page for this reader; ``facts`` are those that the reader may know."""
    placement, reader, today = whole.placement, reader_of(whole.placement, actor), facts.today
    fit = _fit(placement, reader) if reader.takes_part else []
    return Shown(
        public_id=placement.public_id,
        reader=reader,
        reference=whole.candidate.reference,
        file=whole.candidate.public_id if reader in OPENS_THE_FILE else None,
        title=_title(whole, reader),
        lead=_lead(whole, reader),
        status_label=placement.get_status_display(),
        closed_because=in_language(placement, "closing") if reader.takes_part else "",
        steps=road(facts),
        turns=whose_turn(facts) if reader.takes_part else [],
        lane=_lane(whole, reader),
        alarm=alarm(whole, reader),
        on_time=on_time(whole, reader, today=today),
        person=person(whole, reader),
        need=need(whole, reader),
        home=home(whole, reader),
        introducer=introducer(whole, reader),
        introduction=introduction(whole, reader, today=today),
        exemption=exemption(whole, reader),
        appointments=appointments(whole, reader, actor),
        lease=lease(whole, reader),
        answers=answers(whole, reader, today=today),
        payment=payment(whole, reader),
        fit=fit,
        choice=_choice(placement) if reader.takes_part else "",
    )


def _title(whole: Whole, reader: Reader) -> str:
    who = _who(whole, reader) or whole.candidate.reference
    where = _where(whole, reader)
    return _("%(who)s to %(where)s") % {"who": who, "where": where} if where else who


def _who(whole: Whole, reader: Reader) -> str:
    if reader in {R.CASEWORKER, R.AGENT_AFTER_RELEASE}:
        known = [each for each in whole.people if is_known(each)]
        return together(f"{p.card.initials} {p.identity.last_name}".strip() for p in known)
    if reader == R.NEIGHBOUR:
        return together(each.card.first_name for each in whole.people if hasattr(each, "card"))
    return ""


def _where(whole: Whole, reader: Reader) -> str:
    """The area of the home; a neighbourhood worker knows the area that they introduce in."""
    if reader == R.NEIGHBOUR or whole.dwelling is None:
        return whole.introduction["area"] if whole.introduction else ""
    return whole.dwelling.area_name or whole.dwelling.city


def _lead(whole: Whole, reader: Reader) -> str:
    placement = whole.placement
    parts = [whole.candidate.reference, placement.get_status_display()]
    if reader != R.NEIGHBOUR or whole.dwelling:
        parts.append(placement.corporation.name)
    return " · ".join([*parts, _place(placement, reader)])


def _place(placement: Placement, reader: Reader) -> str:
    words = {"year": placement.year_id, "cap": placement.year.ceiling}
    if placement.not_counting == OUTSIDE_PACT:
        return _("holds no place in %(year)s: it was decided that it does not count") % words
    if not placement.counts:
        return _("holds no place in %(year)s: a decision is needed") % words
    if placement.place is None:
        return _("holds no place any more")
    if reader in WITHOUT_NUMBER:
        return _("counts in %(year)s") % words
    words["number"] = placement.place.number
    return _("place %(number)s of %(cap)s in %(year)s") % words


def _lane(whole: Whole, reader: Reader) -> str:
    """Guidance runs beside the whole road. A corporation meets the coach after release."""
    tracks = whole.tracks
    if reader == R.AGENT_BEFORE_RELEASE or not tracks:
        return ""
    until = guidance_until(whole)
    words = {
        "who": together(dict.fromkeys(each.responsible.user.name for each in tracks)),
        "since": day_in_words(min(each.opened_on for each in tracks)),
        "until": day_in_words(until),
    }
    if whole.nobody_is_guided:
        if reader == R.COORDINATOR:
            return _("Guidance from the application on %(since)s, ended on %(until)s") % words
        return (
            _("Guidance from the application on %(since)s, ended on %(until)s, at last by %(who)s")
            % words
        )
    if reader == R.COORDINATOR:
        sentence = _("Guidance from the application on %(since)s, at least until %(until)s")
        return (sentence if until else _("Guidance from the application on %(since)s")) % words
    if until is None:
        return _("Guidance by %(who)s, from the application on %(since)s") % words
    return (
        _("Guidance by %(who)s, from the application on %(since)s, at least until %(until)s")
        % words
    )


def _fit(placement: Placement, reader: Reader) -> list[Line]:
    """What the table showed when it was proposed; the lettings of a complex are not the care party's."""
    return [
        Line(
            when=each["key"],
            text=str(LABELS[Key(each["key"])]),
            tag=each["verdict"],
            tone=TONES[Verdict(each["verdict"])],
        )
        for each in placement.facts
        if each["key"] != Key.COMPLEX or reader != Reader.CASEWORKER
    ]


def _choice(placement: Placement) -> str:
    reason = in_language(placement, "choice")
    if not reason or placement.rank is None:
        return ""
    words = {"rank": placement.rank, "reason": reason}
    return _("Proposed as number %(rank)s: %(reason)s.") % words
