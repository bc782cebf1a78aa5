"""What is shown of a contact moment, and the tone of a light."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from placements.guidance.models import ContactMoment, Light

TONES: dict[str, str] = {
    Light.GREEN: "ok",
    Light.AMBER: "warn",
    Light.RED: "bad",
    Light.UNKNOWN: "plain",
}


@dataclass(frozen=True, kw_only=True)
class MomentShown:
    """A contact moment: when, whether it was held and how it went; never what was said.

    ``may_drop``: the coach planned it themselves, beside what the norms ask for.
    """

    public_id: UUID
    label: str
    may_drop: bool
    planned_on: date
    held_on: date | None
    light: str
    tone: str
    takes_part: str


def shown_moment(moment: ContactMoment) -> MomentShown:
    parts = {
        _("work"): moment.work,
        _("school"): moment.school,
        _("activity"): moment.activity,
        _("network"): moment.network,
    }
    return MomentShown(
        public_id=moment.public_id,
        label=moment.get_kind_display(),
        may_drop=moment.held_on is None and not moment.from_norm,
        planned_on=moment.planned_on,
        held_on=moment.held_on,
        light=moment.get_light_display() if moment.light != Light.UNKNOWN else "",
        tone=TONES[moment.light],
        takes_part=", ".join(word for word, yes in parts.items() if yes),
    )
