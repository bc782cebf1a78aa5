"""Who moved in a year and lives there still, and why leases ended."""

from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Bars, Block, Chapter, Table, counted, number


def outcomes(figures: Figures) -> Chapter:
    found = figures["outcomes"]
    cohorts = [
        (str(row["year"]), dict(row["rows"])["still"], dict(row["rows"])["gone"], row["total"])
        for row in found["cohorts"]
    ]
    return Chapter(
        key="uitkomsten",
        title="Uitkomsten",
        lead="Wie verhuisde in een jaar, en wie daar op de peildatum nog woont.",
        blocks=[
            Block(
                title="Wonen zij er nog",
                text="Donker is wie er nog woont, licht is wie vertrok.",
                drawing=Bars(
                    title="Per jaar van verhuizing: woont er nog, en vertrokken",
                    rows=[(label, still, gone) for label, still, gone, _ in cohorts],
                ),
                table=Table(
                    caption="Per jaar van verhuizing",
                    headings=["Verhuisd in", "Woont er nog", "Vertrokken", "Samen"],
                    rows=[(label, *map(number, values)) for label, *values in cohorts],
                ),
            ),
            counted("Waarom huurcontracten eindigden", "Reden", found["ended"]),
        ],
    )
