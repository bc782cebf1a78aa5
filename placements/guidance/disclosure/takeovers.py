"""What is shown of a question to take a case over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.common.dates import local_date
from placements.guidance.models import Takeover
from placements.guidance.states import CASE_CLOSED, TakeoverStatus


@dataclass(frozen=True, kw_only=True)
class TakeoverShown:
    """Whoever is asked to take a case over: its reference and dates, and no name but the asker's."""

    public_id: UUID
    reference: str
    status: str
    is_open: bool
    from_party: str
    asked_by: str
    telephone: str
    asked_on: date
    answer_by: date | None
    to_party: str
    to: str
    guided_since: date
    runs_until: date | None
    answers: bool
    takes_back: bool


def status_of(takeover: Takeover) -> str:
    if takeover.status_code == CASE_CLOSED:
        return _("no longer asked, because the case ended")
    return takeover.get_status_display()


def shown_takeover(takeover: Takeover, actor: Actor) -> TakeoverShown:
    is_open = takeover.status == TakeoverStatus.ASKED
    gives = actor.acts_for(takeover.caseworker_id) or actor.is_a(Role.COORDINATOR)
    return TakeoverShown(
        public_id=takeover.public_id,
        reference=takeover.reference,
        status=status_of(takeover),
        is_open=is_open,
        from_party=takeover.from_party.name,
        asked_by=takeover.asked_by.user.name,
        telephone=takeover.asked_by.telephone,
        asked_on=local_date(takeover.asked_at),
        answer_by=takeover.answer_by if is_open else None,
        to_party=takeover.to_party.name,
        to=takeover.to.user.name,
        guided_since=takeover.guided_since,
        runs_until=takeover.runs_until,
        answers=is_open and actor.acts_for(takeover.to_id),
        takes_back=is_open and gives,
    )
