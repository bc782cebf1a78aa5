"""How guidance runs, and whether its moments were held."""

from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Block, Chapter, counted, number


def guidance(figures: Figures) -> Chapter:
    found = figures["guidance"]
    months = figures["norms"]["guidance_months"]["value"]
    on_schedule = {"on_schedule": "op schema", "late": "met een contactmoment dat te laat is"}
    held = {"held": "gehouden", "open": "nog niet gehouden"}
    return Chapter(
        key="begeleiding",
        title="Begeleiding",
        lead=(
            f"Begeleiding loopt van de aanmelding tot ten minste {months} maanden na de verhuizing. "
            f"Verlengd: {number(found['extended'])}."
        ),
        told=[
            ("Verlengd", number(found["extended"])),
            ("Maanden na de verhuizing, ten minste", str(months)),
        ],
        blocks=[
            counted("Trajecten die lopen", "Stand", found["tracks"], labels=on_schedule),
            counted("Contactmomenten van het jaar", "Stand", found["moments"], labels=held),
            *_signals(figures),
        ],
    )


def _signals(figures: Figures) -> list[Block]:
    """A report of before these were counted says nothing of them."""
    if "signals" not in figures:
        return []
    return [counted("Signalen over het wonen", "Wat beide kanten afspraken", figures["signals"])]
