"""What came on top of the agreement or fell outside it, and what was decided."""

from placements.reporting.chapters.words import Figures, day
from placements.reporting.parts import Block, Chapter, Table, counted, number


def exceptions(figures: Figures) -> Chapter:
    decided = figures["decisions"]
    return Chapter(
        key="uitzonderingen",
        title="Uitzonderingen en extra's",
        lead=(
            f"Wat boven de afspraak kwam of er buiten viel. Afgewezen verzoeken om een uitzondering "
            f"op de kennismaking: {number(figures['introductions']['denied'])}."
        ),
        told=[("Afgewezen verzoeken", number(figures["introductions"]["denied"]))],
        blocks=[
            counted("Woningen die niet meetellen", "Reden", figures["outcomes"]["not_counting"]),
            Block(
                title="Besluiten over het jaar",
                text="" if decided else "Er is over dit jaar geen besluit vastgelegd.",
                table=_decisions(decided) if decided else None,
            ),
        ],
    )


def _decisions(decided: list[Figures]) -> Table:
    return Table(
        caption="Besluiten, met het document waarin ze staan",
        headings=["Besluit", "Aantal", "Datum", "Document"],
        rows=[
            (
                f"{row['kind']} {row['municipality']}".strip(),
                number(row["value"]),
                day(row["on"]),
                row["document"],
            )
            for row in decided
        ],
    )
