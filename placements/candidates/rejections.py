"""Who rejected an application last: whoever did so does not reconsider it."""

from django.db.models import OuterRef, QuerySet

from pact.audit.models import Step
from placements.candidates.states import CandidateStatus


def last_rejection(candidate: int | OuterRef) -> QuerySet[Step]:
    """The step itself, for who and when; as a sub-select where ``candidate`` is an outer row's id."""
    rejections = Step.objects.filter(
        kind="candidate", object_id=candidate, becomes=CandidateStatus.REJECTED
    )
    return rejections.order_by("-at", "-pk")[:1]
