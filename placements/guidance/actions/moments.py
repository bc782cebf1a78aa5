"""Contact moments: planned from the norms, added by the coach, held."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from pact.outbox.queue import drop
from placements.guidance.actions.locks import lock_running
from placements.guidance.models import ContactMoment, Guidance, Light, MomentKind
from placements.guidance.plan import Planned

JUDGED = (MomentKind.EVALUATION, MomentKind.FINAL)
PARTICIPATION = ("work", "school", "activity", "network")


@transaction.atomic
def hold_moment(
    *,
    moment: ContactMoment,
    held_on: date,
    light: str,
    participation: dict[str, bool | None],
    by: Actor,
    at: datetime,
) -> ContactMoment:
    """Record that a contact moment was held, how it goes, and what somebody takes part in."""
    guidance = lock_running(moment.guidance, by=by)
    moment = ContactMoment.objects.select_for_update().get(pk=moment.pk)
    _check_held(moment, held_on, light, at=at)
    moment.held_on, moment.held_by_id, moment.light = held_on, by.membership_id, light
    for name in PARTICIPATION:
        setattr(moment, name, participation.get(name))
    moment.save()
    if light != Light.UNKNOWN and _is_latest(moment):
        guidance.save_with(light=light)
    drop(moment.public_id)
    record("moment_held", guidance, at=at, fields=["held_on", "light", *PARTICIPATION])
    return moment


@transaction.atomic
def add_moment(
    *, guidance: Guidance, kind: str, planned_on: date, by: Actor, at: datetime
) -> ContactMoment:
    """Plan one more contact moment: the norms are a minimum."""
    guidance = lock_running(guidance, by=by)
    if planned_on < guidance.opened_on:
        raise Refused(
            _("Guidance began on %(day)s. Choose that day or a later one.")
            % {"day": day_in_words(guidance.opened_on)}
        )
    same = {"kind": kind, "planned_on": planned_on}
    moment = guidance.moments.filter(**same).first() or ContactMoment(guidance=guidance, **same)
    if moment.pk is not None and moment.dropped_at is None:
        raise Refused(_("There already is such a moment on that day. Choose another day or kind."))
    moment.dropped_at, moment.from_norm = None, False
    moment.save()
    record("moment_added", guidance, at=at)
    return moment


@transaction.atomic
def drop_moment(*, moment: ContactMoment, by: Actor, at: datetime) -> ContactMoment:
    """Take back what the coach planned themselves: what the norms ask for stays."""
    guidance = lock_running(moment.guidance, by=by)
    moment = ContactMoment.objects.select_for_update().get(pk=moment.pk)
    if moment.from_norm:
        raise Refused(_("This moment was agreed for everybody, so it stays until it is held."))
    if moment.held_on is not None:
        raise Refused(_("This moment was recorded as held. Correct that first."))
    if moment.dropped_at is None:
        moment.dropped_at = at
        moment.save(update_fields=["dropped_at"])
        drop(moment.public_id)
        record("moment_dropped", guidance, at=at)
    return moment


@transaction.atomic
def correct_moment(
    *,
    moment: ContactMoment,
    held_on: date | None,
    light: str,
    participation: dict[str, bool | None],
    code: str,
    by: Actor,
    at: datetime,
) -> ContactMoment:
    """What was recorded was wrong: another day, another light; or, without a day, it was not held."""
    guidance = lock_running(moment.guidance, by=by)
    moment = ContactMoment.objects.select_for_update().get(pk=moment.pk)
    if moment.held_on is None:
        raise Refused(_("Nothing was recorded of this moment yet, so nothing is corrected."))
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    if held_on is None:
        light, participation, moment.held_by = Light.UNKNOWN, {}, None
    else:
        _check_day_and_light(moment, held_on, light, at=at)
    moment.held_on, moment.light = held_on, light
    for name in PARTICIPATION:
        setattr(moment, name, participation.get(name))
    moment.save()
    guidance.save_with(light=_latest_light(guidance))
    fields = ["held_on", "light", *PARTICIPATION]
    record("moment_corrected", guidance, at=at, code=code, fields=fields)
    return moment


def _latest_light(guidance: Guidance) -> str:
    known = guidance.moments.filter(held_on__isnull=False).exclude(light=Light.UNKNOWN)
    last = known.order_by("-held_on", "-pk").values_list("light", flat=True).first()
    return last or Light.UNKNOWN


def plan_again(
    guidance: Guidance,
    moments: list[Planned],
    *,
    moved_before: date | None,
    held_after: date | None,
    at: datetime,
) -> None:
    """What was held in this home stays and is not asked twice; what was planned from the norms moves.

    ``moved_before`` is the day of moving on which the plan stood until now.
    """
    drop_open_moments(guidance, at=at, from_norm=True)
    here = guidance.moments.filter(from_norm=True, held_on__gt=held_after or date.min)
    held = list(here.order_by("planned_on").values_list("kind", "planned_on"))
    later = guidance.moved_on - (moved_before or guidance.moved_on)
    done = _held_already(moments, held, later)
    wanted = [
        ContactMoment(guidance=guidance, kind=each.kind, planned_on=each.on, from_norm=True)
        for each in moments
        if each not in done
    ]
    ContactMoment.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["guidance", "kind", "planned_on"],
        update_fields=["dropped_at", "from_norm"],
    )


def _held_already(
    moments: list[Planned], held: list[tuple[str, date]], later: timedelta
) -> set[Planned]:
    """The second evaluation stands for the second, and for no other: each for what lies nearest to
    it once it has moved along.
    """
    done: set[Planned] = set()
    for kind, day in held:
        same = [each for each in moments if each.kind == kind and each not in done]
        if same:
            done.add(min(same, key=lambda each: abs(each.on - day - later)))
    return done


def drop_open_moments(guidance: Guidance, *, at: datetime, **which: object) -> None:
    """Nobody waits for these any more, so nobody is reminded of them either."""
    for moment in guidance.moments.filter(held_on=None, dropped_at=None, **which):
        drop(moment.public_id)
    guidance.moments.filter(held_on=None, dropped_at=None, **which).update(dropped_at=at)


def _is_latest(moment: ContactMoment) -> bool:
    """A moment written down afterwards does not overrule how it went since."""
    later = moment.guidance.moments.exclude(pk=moment.pk).exclude(light=Light.UNKNOWN)
    return not later.filter(held_on__gt=moment.held_on).exists()


def _check_held(moment: ContactMoment, held_on: date, light: str, *, at: datetime) -> None:
    if moment.dropped_at is not None:
        raise Refused(_("This moment was dropped. Add a new one and record that."))
    if moment.held_on is not None:
        raise Refused(
            _("This moment was already recorded as held on %(day)s. Nothing was changed.")
            % {"day": day_in_words(moment.held_on)}
        )
    _check_day_and_light(moment, held_on, light, at=at)


def _check_day_and_light(moment: ContactMoment, held_on: date, light: str, *, at: datetime) -> None:
    if held_on > local_date(at):
        raise Refused(_("A moment can be recorded when it was held. Choose today or earlier."))
    if held_on < moment.guidance.opened_on:
        raise Refused(
            _("Guidance began on %(day)s. Choose that day or a later one.")
            % {"day": day_in_words(moment.guidance.opened_on)}
        )
    if moment.kind in JUDGED and light == Light.UNKNOWN:
        raise Refused(_("An evaluation says how it goes. Choose green, amber or red."))
