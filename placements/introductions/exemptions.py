"""An exception to the half year, as those who take part read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import norm_column
from placements.candidates.models import Candidate
from placements.candidates.reasons import in_words
from placements.introductions.models import Contact, Exemption, Verdict
from placements.introductions.states import IntroductionStatus

MOVE = F("introduction__move_on")
VERDICT_TONES = {
    Verdict.OPEN: "warn",
    Verdict.GRANTED: "ok",
    Verdict.DENIED: "bad",
    Verdict.REVOKED: "bad",
    Verdict.LAPSED: "bad",
}


@dataclass(frozen=True, kw_only=True)
class ExemptionView:
    """An exception, as whoever reads the introduction sees it."""

    pk: int
    verdict: str
    verdict_label: str
    tone: str
    why: str
    catch_up: str
    catch_up_by: date
    asked_by: str
    decide_by: date
    decided_by: str
    revoked_because: str
    caught_up_on: date | None
    is_late: bool
    is_to_catch_up: bool
    is_behind: bool
    is_left: bool
    has_moved: bool
    made_before: int
    made_after: int
    contacts_agreed: int
    may_decide: bool
    may_revoke: bool
    may_catch_up: bool


def shown_exemption(exemption: Any, actor: Actor, *, today: date) -> ExemptionView:
    """An exception that came from ``exemptions_of``."""
    is_open = exemption.verdict == Verdict.OPEN
    decides = actor.is_a(Role.COORDINATOR) and exemption.asked_by.user_id != actor.user_id
    is_granted = exemption.verdict == Verdict.GRANTED
    is_to_catch_up = exemption.is_used and exemption.caught_up_on is None
    return ExemptionView(
        pk=exemption.pk,
        verdict=exemption.verdict,
        verdict_label=exemption.get_verdict_display(),
        tone=VERDICT_TONES[exemption.verdict],
        why=exemption.why or _("unknown"),
        catch_up=exemption.catch_up_reason or _("unknown"),
        catch_up_by=exemption.catch_up_by,
        asked_by=exemption.asked_by.user.name,
        decide_by=exemption.decide_by,
        decided_by=exemption.decided_by.user.name if exemption.decided_by else "",
        revoked_because=exemption.revoked_because or "",
        caught_up_on=exemption.caught_up_on,
        is_late=is_open and exemption.decide_by < today,
        is_to_catch_up=is_to_catch_up,
        is_behind=is_to_catch_up and exemption.catch_up_by < today,
        is_left=exemption.is_left,
        has_moved=exemption.has_moved,
        made_before=exemption.made_before,
        made_after=exemption.made_after,
        contacts_agreed=exemption.contacts_agreed,
        may_decide=is_open and decides,
        may_revoke=is_granted and not exemption.is_used and decides,
        may_catch_up=exemption.is_used and actor.acts_for(exemption.caseworker_id),
    )


def exemptions_of(candidate: Candidate, actor: Actor, *, today: date) -> QuerySet:
    """With words, and how many contacts before and after the move make up for the half year."""
    held = _held_at_home()
    rows = (
        Exemption.objects.visible_to(actor)
        .filter(candidate=candidate)
        .annotate(
            why=in_words([ReasonKind.EXCEPTION], "code"),
            catch_up_reason=in_words([ReasonKind.CATCH_UP], "catch_up"),
            revoked_because=in_words([ReasonKind.CORRECTION], "revoked_code"),
            has_moved=Exists(_lived_on()),
            made_before=_number_of(held.filter(on__lte=MOVE)),
            made_after=_number_of(held.filter(on__gt=MOVE)),
            contacts_agreed=norm_column("introduction_contacts", today),
            is_left=Exists(_lived_on(ended_on__isnull=False)),
        )
    )
    return rows.select_related("asked_by__user", "decided_by__user").order_by("-asked_at", "-pk")


def _lived_on(**lease: object) -> QuerySet:
    """Who moved by this exception, by a lease that is so: before, nothing is made up for yet."""
    signed_on_it = {"exemption": OuterRef("pk"), "started_on__isnull": False, **lease}
    return Candidate.objects.filter(
        **{f"placements__lease__{column}": value for column, value in signed_on_it.items()}
    )


def _held_at_home() -> QuerySet:
    """The contacts that were held of the introduction in the home to which an exception led."""
    home = "introduction__candidate__placements__lease"
    signed_on_it = {f"{home}__exemption": OuterRef("pk"), f"{home}__started_on": MOVE}
    rows = Contact.objects.filter(introduction__status=IntroductionStatus.MOVED, **signed_on_it)
    return rows.filter(is_held=True, dropped_at=None).order_by()


def _number_of(rows: QuerySet) -> Coalesce:
    counted = rows.values("introduction__candidate").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
