"""Drawing the areas where people are introduced, and who does that where: from a date on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from municipalities.areas.querysets import areas
from municipalities.models import AreaDistrict, AreaWork, IntroductionArea
from pact.access.actor import Actor
from pact.agreement.models import District, Municipality, Party
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.history import last_change
from pact.common.refusals import Refused, Stale
from pact.common.shown import day_in_words


def version_now() -> int:
    """Counts every change of which district belongs where."""
    return last_change(AreaDistrict)


@transaction.atomic
def draw(
    *,
    name: str,
    municipality: Municipality,
    districts: Iterable[District],
    valid_from: date,
    version: int,
    by: Actor,
    at: datetime,
) -> IntroductionArea:
    """A new area from a date on; its districts leave the areas they belong to."""
    _lock(municipality, version, at)
    _check_day(valid_from, at)
    if IntroductionArea.objects.filter(name=name).exists():
        raise Refused(
            _("There is or was an area with this name already. Choose another name for this one.")
        )
    area = IntroductionArea.objects.create(
        name=name, municipality=municipality, valid_from=valid_from
    )
    _take_in(area, districts, valid_from)
    record("area.drawn", area, at=at)
    return area


@transaction.atomic
def redraw(
    *,
    area: IntroductionArea,
    districts: Iterable[District],
    valid_from: date,
    version: int,
    by: Actor,
    at: datetime,
) -> IntroductionArea:
    """Other districts for an area from a date on."""
    _lock(area.municipality, version, at)
    _check_day(valid_from, at)
    wanted = {district.pk: district for district in districts}
    for part in AreaDistrict.objects.on(valid_from).filter(area=area):
        if part.district_id in wanted:
            del wanted[part.district_id]
        else:
            _end(part, valid_from)
    _take_in(area, wanted.values(), valid_from)
    record("area.redrawn", area, at=at)
    return area


@transaction.atomic
def close(
    *, area: IntroductionArea, valid_to: date, version: int, by: Actor, at: datetime
) -> IntroductionArea:
    """Nobody is introduced in this area any more from a date on."""
    _lock(area.municipality, version, at)
    _check_day(valid_to, at)
    area = IntroductionArea.objects.select_for_update().get(pk=area.pk)
    if area.valid_to is not None:
        raise Refused(
            _("This area is closed already, from %(day)s.") % {"day": day_in_words(area.valid_to)}
        )
    _close_with_its_rows(area, valid_to)
    record("area.closed", area, at=at)
    return area


@transaction.atomic
def let_introduce(
    *, area: IntroductionArea, party: Party, valid_from: date, by: Actor, at: datetime
) -> AreaWork:
    """A party introduces in an area, from a date on; several may."""
    if valid_from < local_date(at):
        raise Refused(_("A party introduces from today on at the earliest. Choose a later date."))
    if not IntroductionArea.objects.on(valid_from).filter(pk=area.pk).exists():
        raise Refused(_("This area does not hold on that date. Choose another date."))
    if party.has_ended(valid_from):
        raise Refused(_("This party has ended by then. Choose another party."))
    try:
        with transaction.atomic():
            work = AreaWork.objects.create(area=area, party=party, valid_from=valid_from)
    except IntegrityError as error:
        raise Refused(
            _("%(party)s introduces in %(area)s already. Look at the dates in the list.")
            % {"party": party, "area": area}
        ) from error
    record("area.work_given", work, at=at)
    return work


@transaction.atomic
def stop_introducing(*, work: AreaWork, valid_to: date, by: Actor, at: datetime) -> AreaWork:
    """A party no longer introduces in an area from a date on; what it began, it finishes."""
    work = AreaWork.objects.select_for_update().get(pk=work.pk)
    if work.valid_to is not None:
        raise Refused(_("This ended already, from %(day)s.") % {"day": day_in_words(work.valid_to)})
    _check_day(valid_to, at)
    _end(work, valid_to)
    record("area.work_ended", work, at=at)
    return work


def _lock(municipality: Municipality, version: int, at: datetime) -> None:
    """Hold the areas, so that two people do not draw over each other."""
    list(IntroductionArea.objects.select_for_update())
    if version == (now := version_now()):
        return
    there = areas(local_date(at)).filter(municipality=municipality)
    theirs = {area.name: ", ".join(area.districts) for area in there}
    raise Stale(theirs=theirs, version=now)


def _check_day(day: date, at: datetime) -> None:
    if day <= local_date(at):
        raise Refused(
            _(
                "The areas of today stay as they are, because introductions rest on them. Choose a "
                "date from tomorrow on."
            )
        )


def _take_in(area: IntroductionArea, districts: Iterable[District], day: date) -> None:
    """Let districts belong to an area, and no longer to another; an area without any is closed."""
    left = set()
    for district in districts:
        later = AreaDistrict.objects.filter(district=district, valid_from__gt=day).first()
        if later is not None:
            raise Refused(
                _(
                    "%(district)s goes to %(area)s from %(day)s. Choose a date after that, so that "
                    "nothing that was agreed is lost."
                )
                % {
                    "district": district,
                    "area": later.area,
                    "day": day_in_words(later.valid_from),
                }
            )
        for part in AreaDistrict.objects.on(day).filter(district=district).select_related("area"):
            _end(part, day)
            left.add(part.area)
        AreaDistrict.objects.create(area=area, district=district, valid_from=day)
    for other in left:
        if not AreaDistrict.objects.on(day).filter(area=other).exists():
            _close_with_its_rows(other, day)


def _close_with_its_rows(area: IntroductionArea, day: date) -> None:
    for row in [*area.parts.on(day), *area.work.on(day), area]:
        _end(row, day)


def _end(row: AreaDistrict | AreaWork | IntroductionArea, day: date) -> None:
    if row.valid_from >= day:
        raise Refused(
            _("%(what)s begins on %(day)s itself, so that it cannot end then. Choose a later date.")
            % {"what": row, "day": day_in_words(row.valid_from)}
        )
    row.valid_to = day
    row.save(update_fields=["valid_to"])
