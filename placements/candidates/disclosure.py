"""Fills what each kind of reader gets of a candidate. Templates receive this, never the models."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.candidates.application import (
    answers_in,
    gaps_in,
    gaps_of_others,
    people_in,
    with_everything,
)
from placements.candidates.doubles import others_of_same_person
from placements.candidates.history import decision_on, history_of
from placements.candidates.household import (
    in_short,
    name_of,
    newcomer,
    person_file,
    together,
)
from placements.candidates.models import Candidate, Care, Need
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.readers import (
    CaseworkerView,
    ColleagueView,
    ContactPerson,
    CoordinatorView,
    Elsewhere,
    Head,
    IntroducedIn,
    ListRow,
    NeedShown,
    NeighbourView,
    OfficerView,
    SamePerson,
    Track,
)
from placements.candidates.standing import placed_now, road_of, turn_of
from placements.candidates.states import CandidateStatus as S
from placements.candidates.waiting import waiting_days
from placements.candidates.wording import in_words, names_in

TONES: dict[str, str] = {
    S.SUBMITTED: "warn",
    S.RETURNED: "bad",
    S.ADMITTED: "ok",
    S.HOUSED: "ok",
    S.REJECTED: "bad",
}


def to_show(rows: CandidateQuerySet) -> QuerySet:
    """Candidates with whatever any reader of their file may be shown; the walls leave out the rest."""
    beside = ["caseworker__user", "care_party", "rejected_by", "possibledouble"]
    return with_everything(rows.and_whether_new(), *beside)


def shown(candidate: Any, actor: Actor) -> Head:
    """A candidate from ``to_show``, as this actor may read them."""
    if actor.is_a(Role.COORDINATOR):
        return shown_to_coordinator(candidate)
    if actor.is_a(Role.PRIVACY_OFFICER):
        return shown_to_officer(candidate)
    if _reads_whole_file(candidate, actor):
        return shown_to_caseworker(candidate, actor)
    return shown_to_colleague(candidate)


def _reads_whole_file(candidate: Candidate, actor: Actor) -> bool:
    """Who handles the case, and the housing coach of somebody in it."""
    own = Candidate.objects.visible_to(actor).read_by(actor).filter(pk=candidate.pk)
    return actor.acts_for(candidate.caseworker_id) or own.exists()


def shown_to_caseworker(candidate: Any, actor: Actor) -> CaseworkerView:
    answers, names = answers_in(candidate), names_in(candidate)
    handles = actor.acts_for(candidate.caseworker_id)
    same_person = others_of_same_person(candidate, actor) if handles else []
    words = {field: in_words(field, answers[field]) for field in answers if field not in names}
    return CaseworkerView(
        **_head(candidate),
        contact=_contact(candidate),
        name=name_of(people_in(candidate)),
        answers=words | names,
        others=[person_file(person) for person in people_in(candidate)[1:]],
        same_person=[_same_person(row) for row in same_person],
        gaps=[*gaps_in(answers), *gaps_of_others(candidate)],
        **_course(candidate),
    )


def shown_to_colleague(candidate: Any) -> ColleagueView:
    return ColleagueView(**_head(candidate), contact=_contact(candidate))


def shown_to_officer(candidate: Any) -> OfficerView:
    return OfficerView(
        **_head(candidate),
        contact=_contact(candidate),
        decision=decision_on(candidate),
        introductions=_introductions(candidate),
        elsewhere=_elsewhere(candidate),
    )


def shown_to_coordinator(candidate: Any) -> CoordinatorView:
    return CoordinatorView(
        **_head(candidate),
        contact=_contact(candidate),
        people=[in_short(person) for person in people_in(candidate) if hasattr(person, "card")],
        need=_need(candidate),
        **_care(candidate),
        **names_in(candidate),
        may_be_double=_may_be_double(candidate),
        **_course(candidate),
    )


def named(candidate: Candidate) -> Head:
    """That there is a case and how it stands: the head of a page that asks something about it."""
    return Head(**_head(candidate))


MET_WITH = ("caseworker__user", "care_party", "need")
"""What stands beside a candidate whom somebody is to meet, besides their people."""


def shown_to_neighbour(candidate: Any) -> NeighbourView:
    """What a neighbourhood worker gets, from the day of being named."""
    cards = [person.card for person in people_in(candidate) if hasattr(person, "card")]
    return NeighbourView(
        **_head(candidate),
        contact=_contact(candidate),
        people=candidate.need.people,
        accessibility=candidate.need.get_accessibility_display(),
        called=together(card.first_name for card in cards),
        newcomers=[newcomer(card) for card in cards],
        call_first=any(card.call_first for card in cards),
    )


def _same_person(candidate: Candidate) -> SamePerson:
    return SamePerson(
        public_id=candidate.public_id,
        reference=candidate.reference,
        status_label=candidate.get_status_display(),
        status_tone=TONES.get(candidate.status, "plain"),
        handled_by=candidate.caseworker.user.name,
    )


def list_row(candidate: Any, actor: Actor) -> ListRow:
    """One row of a list that came from ``for_list``; rows of others came without their tables."""
    own = actor.is_a(Role.CASEWORKER) and (
        actor.acts_for(candidate.caseworker_id) or candidate.is_coached
    )
    need = getattr(candidate, "need", None) if own or actor.is_a(Role.COORDINATOR) else None
    return ListRow(
        **_head(candidate),
        contact=candidate.caseworker.user.name,
        party=candidate.care_party.name,
        name=name_of(people_in(candidate)) if own else "",
        people=need.people or None if need else None,
        wished_month=need.wished_month if need else None,
        is_own=own,
    )


def _head(candidate: Candidate) -> dict[str, Any]:
    return {
        "public_id": candidate.public_id,
        "reference": candidate.reference,
        "version": candidate.version,
        "status": candidate.status,
        "status_label": candidate.get_status_display(),
        "status_tone": TONES.get(candidate.status, "plain"),
        "waiting_since": candidate.waiting_since,
        "waiting_days": waiting_days(candidate, timezone.localdate()),
    }


def _course(candidate: Candidate) -> dict[str, Any]:
    """How the application went, and who is on turn."""
    today, handled_by = timezone.localdate(), candidate.caseworker.user.name
    decision, steps = history_of(candidate)
    return {
        "decision": decision,
        "road": road_of(candidate),
        "turn": turn_of(candidate, caseworker=handled_by, on=today),
        "steps": steps,
        "elsewhere": _elsewhere(candidate),
    }


def _elsewhere(candidate: Any) -> Elsewhere:
    guided = [person for person in people_in(candidate) if hasattr(person, "guidance")]
    return Elsewhere(
        tracks=[Track(public_id=p.guidance.public_id, number=p.number) for p in guided],
        placement=next(iter(candidate.placement_ids), None),
        placed_now=placed_now(next(iter(candidate.placement_statuses), "")),
    )


def _introductions(candidate: Any) -> list[IntroducedIn]:
    """Through the row itself: introductions are further along the road."""
    rows = candidate.introductions.order_by("-pk").values_list("public_id", "area__name")
    return [IntroducedIn(public_id=public_id, area=area) for public_id, area in rows]


def _contact(candidate: Candidate) -> ContactPerson:
    member = candidate.caseworker
    return ContactPerson(
        name=member.user.name, party=candidate.care_party.name, telephone=member.telephone
    )


def _may_be_double(candidate: Any) -> bool:
    """As long as whoever decides has not said that they looked."""
    return hasattr(candidate, "possibledouble") and candidate.possibledouble.checked_at is None


def _need(candidate: Candidate) -> NeedShown | None:
    need: Need | None = getattr(candidate, "need", None)
    if need is None:
        return None
    return NeedShown(
        adults=need.adults,
        children=need.children,
        co_parenting=need.co_parenting,
        bedrooms=need.bedrooms,
        accessibility=need.get_accessibility_display(),
        wants_quiet=need.wants_quiet,
        max_rent=need.max_rent,
        earliest_month=need.earliest_month,
        wished_month=need.wished_month,
    )


def _care(candidate: Candidate) -> dict[str, Any]:
    """The coordinator's part of where a household comes from."""
    care = getattr(candidate, "care", None) or Care()
    return {
        "income": care.get_income_class_display(),
        "income_proved_on": care.income_proved_on,
        "origin": care.get_origin_display(),
        "facility": care.facility,
    }
