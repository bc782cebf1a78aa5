"""The annual report in words, chapter by chapter, from its frozen figures and from nothing else.

The report is a Dutch document of the pact itself, in one language: so its words are Dutch here.
"""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from placements.reporting.parts import (
    HIDDEN,
    HIDDEN_MARK,
    Bars,
    Block,
    Chapter,
    Line,
    Table,
    number,
)

Figures = dict[str, Any]
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
BANDS = {
    "under_3_months": "minder dan 3 maanden",
    "3_to_6_months": "3 tot 6 maanden",
    "6_to_12_months": "6 tot 12 maanden",
    "over_a_year": "een jaar of langer",
}


def day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")


def at_most(figures: Figures) -> str:
    """178, or 178 + 4 extra."""
    homes = figures["homes"]
    return f"{homes['cap']} + {homes['extra']} extra" if homes["extra"] else str(homes["cap"])


def chapters(figures: Figures) -> list[Chapter]:
    return [
        _homes(figures),
        _applications(figures),
        _waiting(figures),
        _introductions(figures),
        _guidance(figures),
        _outcomes(figures),
        _exceptions(figures),
    ]


def counted(title: str, what: str, table: Figures, *, labels: dict | None = None) -> Block:
    """A list with a total, as bars and as a table."""
    rows = [((labels or {}).get(label, label), value) for label, value in table["rows"]]
    return Block(
        title=title,
        drawing=Bars(title=title, rows=rows),
        table=Table(
            caption=title,
            headings=[what, "Aantal"],
            rows=[(label, number(value)) for label, value in rows],
            total=("Totaal", number(table["total"])),
        ),
    )


def _homes(figures: Figures) -> Chapter:
    homes = figures["homes"]
    return Chapter(
        key="woningen",
        title="Woningen",
        lead=(
            f"Voor {figures['year']} zijn ten hoogste {at_most(figures)} woningen afgesproken. "
            f"Op {day(figures['on'])} waren er {number(homes['realised'])} gehuisvest en "
            f"{number(homes['reserved'])} gereserveerd."
        ),
        blocks=[
            _per_municipality(figures),
            _through_the_year(figures),
            _per_corporation(figures),
            _grid(figures),
        ],
    )


def _per_municipality(figures: Figures) -> Block:
    homes = figures["homes"]
    rows = homes["municipalities"]
    note = "De aandelen zijn fictief: de partijen hebben ze niet afgesproken."
    return Block(
        title="Per gemeente",
        text="Donker is gehuisvest, licht is gereserveerd.",
        drawing=Bars(
            title="Gehuisvest en gereserveerd per gemeente",
            rows=[(row["name"], row["realised"], row["reserved"]) for row in rows],
        ),
        table=_shares(figures),
        sentences=[note] if homes["agreed_is_fictitious"] else [],
    )


def _shares(figures: Figures) -> Table:
    """What each municipality took on and got; the year before, where anything of it is known."""
    homes, rows = figures["homes"], figures["homes"]["municipalities"]
    columns = {"Aandeel": "agreed", "Gehuisvest": "realised", "Gereserveerd": "reserved"}
    total = [sum(row["agreed"] for row in rows), homes["realised"], homes["reserved"]]
    knows_last_year = any(row["last_year"] is not None for row in rows)
    if knows_last_year:
        columns[f"Gehuisvest in {figures['year'] - 1}"] = "last_year"
    return Table(
        caption=f"Woningen per gemeente in {figures['year']}",
        headings=["Gemeente", *columns],
        rows=[(row["name"], *(number(row[key]) for key in columns.values())) for row in rows],
        total=("Regio", *map(number, total), *([""] if knows_last_year else [])),
    )


def _through_the_year(figures: Figures) -> Block:
    homes = figures["homes"]
    points = list(zip(MONTHS, homes["months"], strict=True))
    ahead = "Een maand waarin weinig bijkwam, is samengenomen met de volgende."
    return Block(
        title="Door het jaar",
        text="Gehuisvest, opgeteld per maand, voor de hele regio. De lijn schuin omhoog is een "
        "gelijk tempo.",
        drawing=Line(
            title=f"Gehuisvest in {figures['year']}, opgeteld per maand",
            heading="Maand",
            value_headings=("Gehuisvest",),
            ceiling=homes["ceiling"],
            ceiling_label=f"ten hoogste {at_most(figures)}",
            points=points,
        ),
        table=Table(
            caption="Gehuisvest aan het eind van elke maand",
            headings=["Maand", *MONTHS],
            rows=[("Gehuisvest", *("–" if value is None else str(value) for _, value in points))],
        ),
        sentences=[ahead] if None in homes["months"] else [],
    )


def _per_corporation(figures: Figures) -> Block:
    rows = [(row["name"], row["realised"]) for row in figures["homes"]["corporations"]]
    total = figures["homes"]["realised"]
    return counted("Per corporatie", "Corporatie", {"rows": rows, "total": total})


def _grid(figures: Figures) -> Block:
    grid = figures["homes"]["grid"]
    names = list(grid)
    corporations = [row["name"] for row in figures["homes"]["corporations"]]
    is_hidden = any(None in row.values() for row in grid.values())
    return Block(
        title="Per corporatie en gemeente",
        table=Table(
            caption="Gehuisvest, per corporatie (rijen) en gemeente (kolommen)",
            headings=["Corporatie", *names],
            rows=[
                (corporation, *(marked(grid[name][corporation]) for name in names))
                for corporation in corporations
            ],
        ),
        sentences=[f"{HIDDEN_MARK} betekent: verborgen."] if is_hidden else [],
    )


def marked(value: int | None) -> str:
    return HIDDEN_MARK if value is None else str(value)


def _applications(figures: Figures) -> Chapter:
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


def _waiting(figures: Figures) -> Chapter:
    found = figures["waiting"]
    median = found["median_months"]
    middle = f" De helft wachtte langer dan {median.replace('.', ',')} maanden." if median else ""
    return Chapter(
        key="wachten",
        title="Wachten",
        lead=(
            f"Op {day(figures['on'])} wachtten {number(found['total'])} toegelaten kandidaten op "
            f"een woning.{middle}"
        ),
        blocks=[counted("Hoe lang zij wachtten", "Sinds de toelating", found, labels=BANDS)],
    )


def _introductions(figures: Figures) -> Chapter:
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
        blocks=[
            counted(
                "Bij de start van het huurcontract", "Kennismaking", found["started"], labels=labels
            ),
            counted("Uitzonderingen die zijn toegestaan", "Reden", found["exceptions"]),
        ],
    )


def _guidance(figures: Figures) -> Chapter:
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


def _outcomes(figures: Figures) -> Chapter:
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


def _exceptions(figures: Figures) -> Chapter:
    decided = figures["decisions"]
    return Chapter(
        key="uitzonderingen",
        title="Uitzonderingen en extra's",
        lead=(
            f"Wat boven de afspraak kwam of er buiten viel. Afgewezen verzoeken om een uitzondering "
            f"op de kennismaking: {number(figures['introductions']['denied'])}."
        ),
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
                str(row["value"]),
                day(row["on"]),
                row["document"],
            )
            for row in decided
        ],
    )


def summary(figures: Figures) -> list[tuple[str, str, str]]:
    """The few numbers of the first page: the number, what it is, and its definition."""
    homes, started = figures["homes"], dict(figures["introductions"]["started"]["rows"])
    tracks = dict(figures["guidance"]["tracks"]["rows"])
    median = figures["waiting"]["median_months"]
    return [
        (
            number(figures["waiting"]["total"]),
            "kandidaten wachten",
            "toegelaten en nog zonder woning, op de peildatum",
        ),
        (
            f"{median.replace('.', ',')} maanden" if median else HIDDEN,
            "wachten sinds de toelating",
            "mediaan: de helft wacht langer",
        ),
        (
            share(started["in_time"], figures["introductions"]["started"]["total"]),
            "kennismaking op tijd",
            "van de huurcontracten die in het jaar ingingen",
        ),
        (
            share(tracks["on_schedule"], figures["guidance"]["tracks"]["total"]),
            "begeleiding op schema",
            "geen contactmoment dat te laat is",
        ),
        (number(homes["reserved"]), "woningen gereserveerd", "voorgesteld, akkoord of getekend"),
        (number(homes["free"]), "woningen niet gebruikt", "van wat voor het jaar is afgesproken"),
    ]


def share(part: int | None, whole: int | None) -> str:
    """A percentage of two numbers that may both be shown; rounded down."""
    if part is None or whole is None:
        return HIDDEN
    return f"{100 * part // whole}%" if whole else "–"
