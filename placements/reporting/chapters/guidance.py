"""How guidance runs, and whether its moments were held."""

from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Chapter, counted, number


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
        blocks=[
            counted("Trajecten die lopen", "Stand", found["tracks"], labels=on_schedule),
            counted("Contactmomenten van het jaar", "Stand", found["moments"], labels=held),
        ],
    )
