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

VERDICT_TONES = {Verdict.OPEN: "warn", Verdict.GRANTED: "ok", Verdict.DENIED: "bad"}


@dataclass(frozen=True, kw_only=True)
class ExemptionView:
    """An exception for the care party and the coordinator."""

    verdict: str
    verdict_label: str
    tone: str
    why: str
    catch_up: str
    catch_up_by: date
    asked_by: str
    decide_by: date
    decided_by: str
    is_late: bool
    may_decide: bool


def shown_exemption(exemption: Exemption, actor: Actor, *, today: date) -> ExemptionView:
    is_open = exemption.verdict == Verdict.OPEN
    asked_it = exemption.asked_by.user_id == actor.user_id
    return ExemptionView(
        verdict=exemption.verdict,
        verdict_label=exemption.get_verdict_display(),
        tone=VERDICT_TONES[exemption.verdict],
        why=exemption.why or _("unknown"),
        catch_up=exemption.catch_up_reason or _("unknown"),
        catch_up_by=exemption.catch_up_by,
        asked_by=exemption.asked_by.user.name,
        decide_by=exemption.decide_by,
        decided_by=exemption.decided_by.user.name if exemption.decided_by else "",
        is_late=is_open and exemption.decide_by < today,
        may_decide=is_open and actor.is_a(Role.COORDINATOR) and not asked_it,
    )


def exemptions_of(candidate: Candidate, actor: Actor) -> QuerySet:
    rows = (
        Exemption.objects.visible_to(actor)
        .filter(candidate=candidate)
        .annotate(
            why=in_words(ReasonKind.EXCEPTION, "code"),
            catch_up_reason=in_words(ReasonKind.CATCH_UP, "catch_up"),
        )
    )
    return rows.select_related("asked_by__user", "decided_by__user").order_by("-asked_at", "-pk")
