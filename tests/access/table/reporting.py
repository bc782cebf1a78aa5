"""Who gets in where, in reporting."""

from datetime import UTC, date, datetime

from placements.reporting.annual import annual_figures
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report
from tests.access.door import ADM, COO, CW, EVERYONE, FG, KEY, LA, MUN, NW, OVS, Door
from tests.database import arranging


def report(cast, **details):
    with arranging():
        found = Report.objects.create(
            year=2025,
            figures_on=date(2025, 12, 31),
            asked_by=cast[COO],
            asked_at=datetime(2026, 2, 2, 9, tzinfo=UTC),
            **details,
        )
    return {"public_id": found.public_id}


def draft(cast):
    return report(cast)


def failed(cast):
    return report(cast, state="failed", error="mistake")


def ready(cast):
    """The one final report of its year, however often it is asked for."""
    with arranging():
        final = Report.objects.filter(is_final=True).first()
    if final:
        return {"public_id": final.public_id}
    with arranging():
        figures = annual_figures(2025, date(2025, 12, 31))
    kept = {"figures": figures, "figures_hash": fingerprint(figures), "pdf": b"%PDF-"}
    return report(cast, state="done", is_final=True, **kept)


READS_DRAFTS = {COO: 200, OVS: 200, MUN: 200, FG: 200}
NO_DRAFTS = dict.fromkeys([CW, LA, NW, ADM], 404)
ALL = dict.fromkeys(EVERYONE, 200)

DOORS = [
    Door("reporting:quota", "get", ALL),
    Door("reporting:movements", "get", ALL),
    Door("reporting:report", "get", ALL),
    Door("reporting:make", "post", {COO: 422}, data={"form_key": KEY}),
    Door("reporting:made", "get", READS_DRAFTS | NO_DRAFTS, own=draft),
    Door("reporting:progress", "get", READS_DRAFTS | NO_DRAFTS, own=draft),
    Door("reporting:again", "post", {COO: 302}, own=failed),
    Door("reporting:publish", "get", {COO: 200}, own=draft),
    Door("reporting:publish", "post", {COO: 409}, own=draft, data={"form_key": KEY}),
    Door("reporting:download", "get", ALL, own=ready),
    Door("reporting:figures", "get", ALL, own=ready),
]
