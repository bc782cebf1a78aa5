"""Frozen figures into the pages of the report. The same figures give the same pages."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from pact.common.charts import Meter
from pact.common.pdf import to_pdf
from placements.reporting.chapters import chapters
from placements.reporting.chapters.summary import summary
from placements.reporting.chapters.words import at_most, day
from placements.reporting.frozen import fingerprint
from placements.reporting.parts import HIDDEN

LANGUAGE = "nl"


def contents(figures: dict[str, Any], *, is_final: bool, kept_hash: str) -> dict[str, Any]:
    """Everything that the pages show, on paper and on the screen.

    ``kept_hash`` is what the figures had when they were frozen: they are read beside it.
    """
    homes = figures["homes"]
    with translation.override(LANGUAGE):
        return {
            "figures": figures,
            "is_final": is_final,
            "fingerprint": kept_hash,
            "is_the_same": fingerprint(figures) == kept_hash,
            "at_most": at_most(figures),
            "summary": summary(figures),
            "meter": Meter(
                of=homes["ceiling"], solid=homes["realised"] or 0, striped=homes["reserved"] or 0
            ),
            "chapters": chapters(figures),
            "on": day(figures["on"]),
            "hidden": HIDDEN,
            "highest_hidden": figures["few"] - 1,
            "documents": [
                document | {"signed_on": day(document["signed_on"])}
                for document in figures["documents"]
            ],
        }


def draw(figures: dict[str, Any], *, is_final: bool) -> bytes:
    """The PDF of a report."""
    with translation.override(LANGUAGE):
        page = contents(figures, is_final=is_final, kept_hash=fingerprint(figures))
        return to_pdf(render_to_string("placements/reporting/report/document.html", page))
