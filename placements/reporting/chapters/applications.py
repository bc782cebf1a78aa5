"""What became of the applications of the year."""

from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Bars, Block, Chapter, Table, counted, number


def applications(figures: Figures) -> Chapter:
    found = figures["applications"]
    numbers = [
        ("ingediend", found["submitted"]),
        ("toegelaten", found["admitted"]),
        ("afgewezen", found["rejected"]["total"]),
        ("ingetrokken", found["withdrawn"]["total"]),
    ]
    return Chapter(
        key="aanmeldingen",
        title="Aanmeldingen",
        lead=(
            f"Er werden {number(found['submitted'])} aanmeldingen ingediend en "
            f"{number(found['admitted'])} kandidaten toegelaten."
        ),
        blocks=[
            Block(
                title="Wat er met aanmeldingen gebeurde",
                drawing=Bars(title="Aanmeldingen in het jaar", rows=numbers),
                table=Table(
                    caption="Aanmeldingen in het jaar",
                    headings=["Stap", "Aantal"],
                    rows=[(label, number(value)) for label, value in numbers],
                ),
                sentences=["Een aanmelding kan in een ander jaar zijn ingediend dan besloten."],
            ),
            counted("Waarom afgewezen", "Reden", found["rejected"]),
            counted("Waarom ingetrokken", "Reden", found["withdrawn"]),
            counted("Waar aanmeldingen vandaan kwamen", "Soort voorziening", found["origins"]),
        ],
    )
