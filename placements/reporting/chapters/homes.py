"""How many homes: per municipality, through the year, per corporation."""

from placements.reporting.chapters.words import Figures, at_most, day
from placements.reporting.parts import (
    HIDDEN_MARK,
    Bars,
    Block,
    Chapter,
    Line,
    Table,
    counted,
    number,
)

MISSED, MISSED_KEY = "Gemist", "missed"
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def homes(figures: Figures) -> Chapter:
    found = figures["homes"]
    return Chapter(
        key="woningen",
        title="Woningen",
        lead=(
            f"Voor {figures['year']} zijn ten hoogste {at_most(figures)} woningen afgesproken. "
            f"Op {day(figures['on'])} waren er {number(found['realised'])} gehuisvest en "
            f"{number(found['reserved'])} gereserveerd."
        ),
        told=_told(figures),
        blocks=[
            _per_municipality(figures),
            _through_the_year(figures),
            *_missed(figures),
            _per_corporation(figures),
            _grid(figures),
        ],
    )


def _told(figures: Figures) -> list[tuple[str, str]]:
    homes, outcomes = figures["homes"], figures["outcomes"]
    told = [("Afgesproken", number(homes["cap"])), ("Extra", number(homes["extra"]))]
    if MISSED_KEY in outcomes:
        told.append((MISSED, number(outcomes[MISSED_KEY])))
    return told


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
    if homes["realised"] is None:
        ahead = "De maanden zijn verborgen, omdat zij samen het verborgen totaal vertellen."
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


def _missed(figures: Figures) -> list[Block]:
    """Homes that nobody could use; a report of before these were counted says nothing of them."""
    if MISSED_KEY not in figures["outcomes"]:
        return []
    count = number(figures["outcomes"][MISSED_KEY])
    text = (
        f"Teruggegeven aan de corporatie omdat alle woningen van het jaar vergeven waren: {count}."
    )
    return [Block(title=MISSED, text=text)]


def _per_corporation(figures: Figures) -> Block:
    rows = [(row["name"], row["realised"]) for row in figures["homes"]["corporations"]]
    total = figures["homes"]["realised"]
    return counted("Per corporatie", "Corporatie", {"rows": rows, "total": total})


def _grid(figures: Figures) -> Block:
    """In the order of the other tables: figures that were kept come back in another one."""
    grid = figures["homes"]["grid"]
    names = [row["name"] for row in figures["homes"]["municipalities"]]
    corporations = [row["name"] for row in figures["homes"]["corporations"]]
    is_hidden = any(None in row.values() for row in grid.values())
    return Block(
        title="Per corporatie en gemeente",
        table=Table(
            caption="Gehuisvest, per corporatie (rijen) en gemeente (kolommen)",
            headings=["Corporatie", *names],
            rows=[
                (corporation, *(_marked(grid[name][corporation]) for name in names))
                for corporation in corporations
            ],
        ),
        sentences=[f"{HIDDEN_MARK} betekent: verborgen."] if is_hidden else [],
    )


def _marked(value: int | None) -> str:
    return HIDDEN_MARK if value is None else str(value)
