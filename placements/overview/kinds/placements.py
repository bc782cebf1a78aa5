"""Placements: answers, leases to sign and to start, appointments to come to."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access.actor import Actor
from placements.overview.items import FETCHED, Item
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.news import path_of
from placements.proposals.page.progress import care_name
from placements.proposals.readers import reader_of
from placements.proposals.states import LIVE, PlacementStatus
from placements.proposals.terms import AFTER_RELEASE
from placements.tenancies.models import Appointment, Lease

ANSWERS = {
    QuestionKind.PROFILE: gettext_lazy(
        "Agree in principle on the profile, or refuse with a reason."
    ),
    QuestionKind.CARE: gettext_lazy("Say whether the care party agrees."),
    QuestionKind.CANDIDATE: gettext_lazy("Talk with the candidate and record the answer."),
    QuestionKind.VIEWING: gettext_lazy("Hold the viewing and record how it went."),
    QuestionKind.INCOME: gettext_lazy("Do the income test and record the outcome."),
    QuestionKind.PERMIT: gettext_lazy("Record whether the housing permit is there."),
    QuestionKind.DEFINITE: gettext_lazy("Say definitively yes, or refuse with a reason."),
}

TO_TRANSFER = gettext_lazy("Record the lease in the tenant's own name, or say when you look again.")


def answers(actor: Actor, _today: date) -> Iterator[Item]:
    """What live placements wait for: one's own answers, and those of others."""
    live = Placement.objects.visible_to(actor).acted_on_by(actor).filter(status__in=LIVE)
    rows = (
        Question.objects.filter(answer=None, placement__in=live)
        .select_related("placement__candidate", "placement__agent__user")
        .select_related("placement__care_party", "placement__corporation")
        .order_by("due_on", "pk")
    )
    for question in rows[:FETCHED]:
        yield _answer(question, actor)


def _answer(question: Question, actor: Actor) -> Item:
    """Once a person is released, only the named letting agent answers for the corporation."""
    agent, who = question.placement.agent, _asked(question, actor)
    is_own = question.party_id == actor.party_id
    if is_own and question.kind in AFTER_RELEASE and not actor.acts_for(agent.pk):
        is_own, who = False, agent.user.name
    later = _("Not yet: %(what)s.") % {"what": question.get_kind_display()}
    return Item(
        title=question.placement.candidate.reference,
        text=str(ANSWERS[QuestionKind(question.kind)]) if is_own else later,
        address=path_of(question.placement),
        due=question.due_on,
        party="" if is_own else who,
    )


def _asked(question: Question, actor: Actor) -> str:
    placement = question.placement
    if question.party_id == placement.corporation_id:
        return placement.corporation.name
    return care_name(placement, reader_of(placement, actor))


def leases(actor: Actor, today: date) -> Iterator[Item]:
    """Agreed placements to sign a lease for, signed leases that have to start, and one's own that are
    to come in the tenant's own name.
    """
    to_transfer = Lease.objects.to_transfer(today).filter(placement=OuterRef("pk"))
    own_transfer = Q(transfer_due__isnull=False, agent_id__in=actor.stands_for)
    rows = (
        Placement.objects.visible_to(actor)
        .annotate(transfer_due=Subquery(to_transfer.values("transfer_due")[:1]))
        .filter(Q(status__in=[PlacementStatus.AGREED, PlacementStatus.LEASED]) | own_transfer)
        .select_related("candidate", "lease", "agent__user")
        .order_by("lease__starts_on", "pk")
    )
    for placement in rows[:FETCHED]:
        yield _lease(placement, actor, today)


def _lease(placement: Any, actor: Actor, today: date) -> Item:
    """Only the named letting agent records it; a colleague waits for it, and reads no date of it."""
    lease = getattr(placement, "lease", None)
    if placement.status == PlacementStatus.AGREED:
        text, due = _("Sign the lease and record it."), placement.lease_by
    elif lease is None:
        text, due = _("Let the signed lease start."), None
    elif placement.transfer_due is not None:
        due = placement.transfer_due
        text = str(TO_TRANSFER)
    elif lease.starts_on <= today:
        text, due = _("Confirm that the lease started, postpone it or cancel it."), lease.starts_on
    else:
        text, due = _("Hand over the keys before the lease starts."), lease.starts_on
    return Item(
        title=placement.candidate.reference,
        text=text,
        address=path_of(placement),
        due=due,
        party="" if actor.acts_for(placement.agent_id) else placement.agent.user.name,
    )


def appointments(actor: Actor, today: date) -> Iterator[Item]:
    """Appointments with a new tenant to which the neighbourhood worker comes."""
    rows = (
        Appointment.objects.filter(placement__in=Placement.objects.visible_to(actor))
        .filter(worker_comes=True, dropped_at=None, on__gte=today)
        .select_related("placement__candidate")
        .order_by("on", "pk")
    )
    for appointment in rows[:FETCHED]:
        yield Item(
            title=appointment.placement.candidate.reference,
            text=_("Be there at %(time)s: %(kind)s.")
            % {"time": f"{appointment.at_time:%H:%M}", "kind": appointment.get_kind_display()},
            address=path_of(appointment.placement),
            due=appointment.on,
        )
