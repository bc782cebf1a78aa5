"""An exception to the half year, as those who take part read it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from placements.candidates.models import Candidate
from placements.introductions.columns import in_words
from placements.introductions.models import Exemption, Verdict

VERDICT_TONES = {
    Verdict.OPEN: "warn",
    Verdict.GRANTED: "ok",
    Verdict.DENIED: "bad",
    Verdict.REVOKED: "bad",
    Verdict.LAPSED: "bad",
}


@dataclass(frozen=True, kw_only=True)
class ExemptionView:
    """An exception for the care party and the coordinator."""

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
    may_decide: bool
    may_revoke: bool
    may_catch_up: bool


def shown_exemption(exemption: Exemption, actor: Actor, *, today: date) -> ExemptionView:
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
        may_decide=is_open and decides,
        may_revoke=is_granted and not exemption.is_used and decides,
        may_catch_up=exemption.is_used and actor.acts_for(exemption.caseworker_id),
    )


def exemptions_of(candidate: Candidate, actor: Actor) -> QuerySet:
    rows = (
        Exemption.objects.visible_to(actor)
        .filter(candidate=candidate)
        .annotate(
            why=in_words(ReasonKind.EXCEPTION, "code"),
            catch_up_reason=in_words(ReasonKind.CATCH_UP, "catch_up"),
            revoked_because=in_words(ReasonKind.CORRECTION, "revoked_code"),
        )
    )
    return rows.select_related("asked_by__user", "decided_by__user").order_by("-asked_at", "-pk")
