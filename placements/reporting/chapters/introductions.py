"""Whether introductions were long enough, and which exceptions were granted."""

from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Chapter, counted


def introductions(figures: Figures) -> Chapter:
    found = figures["introductions"]
    months = figures["norms"]["introduction_months"]["value"]
    contacts = figures["norms"]["introduction_contacts"]["value"]
    labels = {"in_time": "lang genoeg", "too_short": "korter, met een uitzondering"}
    return Chapter(
        key="kennismaking",
        title="Kennismaking met de wijk",
        lead=(
            f"De kennismaking begint ten minste {months} maanden voor de verhuizing, met ten minste "
            f"{contacts} contacten."
        ),
        told=[
            ("Maanden voor de verhuizing, ten minste", str(months)),
            ("Contacten, ten minste", str(contacts)),
        ],
        blocks=[
            counted(
                "Bij de start van het huurcontract", "Kennismaking", found["started"], labels=labels
            ),
            counted("Uitzonderingen die zijn toegestaan", "Reden", found["exceptions"]),
        ],
    )
