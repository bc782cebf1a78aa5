"""Who lets a home: the one letting agent who may know the household, sign and confirm."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.staying import is_there_to_stay
from pact.agreement.ends import check_takes_on
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.dwellings.agents import letting_agents
from placements.proposals import news
from placements.proposals.locks import lock_placement
from placements.proposals.models import Placement
from placements.proposals.readers import may_name_agent
from placements.proposals.states import LIVE


@transaction.atomic
def name_agent(*, placement: Placement, agent: Membership, by: Actor, at: datetime) -> Placement:
    """Let another colleague of the corporation let this home. Both hear of it."""
    placement = lock_placement(placement, by=by).placement
    if not may_name_agent(placement, by):
        raise Refused(_("Only who lets this home, or the coordinator, names another colleague."))
    _check_other(placement, agent)
    check_may_let(agent, placement.corporation_id, at=at)
    before = placement.agent_id
    placement.save_with(agent=agent)
    with acting_as(by.consequence()):
        news.tell_other_agent(placement, before=before, at=at)
    record("name_agent", placement, at=at, fields=["agent"])
    return placement


def check_may_let(agent: Membership, corporation_id: int, *, at: datetime) -> None:
    """Only a letting agent who works for the home's corporation on that day learns who it is."""
    if not is_there_to_stay(letting_agents(corporation_id, on=local_date(at)), agent.pk):
        raise Refused(_("Choose a letting agent of the corporation that offers this home."))
    check_takes_on(corporation_id)


def _check_other(placement: Placement, agent: Membership) -> None:
    if placement.status not in LIVE:
        raise Refused(
            _("This placement is “%(status)s”, so nobody has to let the home any more.")
            % {"status": placement.get_status_display()}
        )
    if agent.pk == placement.agent_id:
        raise Refused(_("This colleague lets the home already. Choose somebody else."))
