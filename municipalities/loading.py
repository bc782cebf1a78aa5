"""Enters what the parties agreed, with its sources, and demonstration values for what they left open.

May run again: what is there already is left as it is, and what was closed since stays closed.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea, Share
from pact.agreement.models import (
    District,
    Document,
    Municipality,
    Norm,
    Participation,
    Party,
    PartyAlias,
    PartyKind,
    Reason,
    Succession,
)

AGREEMENT = Path(__file__).parents[1] / "pact" / "agreement" / "data"
REGION = Path(__file__).parent / "data"

PACT_SIGNED = date(2020, 10, 8)
COVENANT_SIGNED = date(2021, 10, 7)
DISTRICTS_AS_OF = 2021
DISTRICTS_BY = "CBS, indeling van gemeenten in wijken, rond 2021"
OFFICE = "Coördinatiebureau Uitstroom (fictief)"
FICTITIOUS = "fictief, voor de demonstratie"
DE_KEY_HANDED_OVER = date(2020, 12, 1)
DE_KEY_TOLD = "De Key, jaarrekening 2020: verkoop van de vastgoedportefeuille in Zandvoort"


def enter_once(model: type[Model], *, key: dict[str, Any], **details: object) -> None:
    """Enter a row unless there is one, of whatever date: an administrator closes and adds others."""
    if not model.objects.filter(**key).exists():
        model.objects.create(**key, **details)


def tell_source(model: type[Model], *, key: dict[str, Any], **source: object) -> None:
    """What was loaded before there was room for its source gets it now; what has one keeps it."""
    model.objects.filter(**key, source="").update(**source)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_pact(*, years: range) -> None:
    """Documents, parties, norms, reasons, districts, areas, and the places of these years.

    Needs the owner of the tables, because only a decision or the owner adds places to a year.
    """
    load_agreement()
    for year in years:
        load_year(year)


def load_agreement() -> None:
    """What holds whatever the year; its norms say which years there are."""
    load_places()
    load_documents()
    load_norms()
    load_areas()


def load_places() -> None:
    for row in rows(AGREEMENT / "districts.csv"):
        municipality, _ = Municipality.objects.get_or_create(
            code=row["municipality_code"], defaults={"name": row["municipality"]}
        )
        District.objects.get_or_create(
            code=row["district_code"],
            year=DISTRICTS_AS_OF,
            defaults={
                "name": row["district"],
                "municipality": municipality,
                "source": DISTRICTS_BY,
            },
        )
    tell_source(District, key={"year": DISTRICTS_AS_OF}, source=DISTRICTS_BY)


def load_documents() -> None:
    pact, _ = Document.objects.get_or_create(
        key="pact-2020",
        defaults={
            "title": "Pact voor Uitstroom",
            "signed_on": PACT_SIGNED,
            "date_precision": "inferred",
            "source": "Gemeente Haarlem, 8 oktober: “Regionale samenwerking voor huisvesting"
            " kwetsbare bewoners”",
        },
    )
    covenant, _ = Document.objects.get_or_create(
        key="covenant-2021",
        defaults={
            "title": "Samenwerkingsovereenkomst Uitstroomregeling Pact 2021",
            "signed_on": COVENANT_SIGNED,
            "date_precision": "day",
            "source": "DOCK, 11 oktober 2021: “Samen zorgen voor ‘zachte landing’”",
        },
    )
    load_parties(pact, covenant)


def load_parties(pact: Document, covenant: Document) -> None:
    """Who signed which of the two, the office, and what one handed over since."""
    for row in rows(AGREEMENT / "parties.csv"):
        _load_party(row, signed={pact: row["pact_2020"], covenant: row["covenant_2021"]})
    if called(OFFICE) is None:
        Party.objects.create(name=OFFICE, kind=PartyKind.OFFICE, is_fictitious=True)
    de_key, pre_wonen = called("De Key"), called("Pré Wonen")
    between = {"predecessor": de_key, "successor": pre_wonen}
    enter_once(
        Succession,
        key=between,
        on=DE_KEY_HANDED_OVER,
        scope="alle woningen in Zandvoort",
        source=DE_KEY_TOLD,
    )
    tell_source(Succession, key=between | {"on": DE_KEY_HANDED_OVER}, source=DE_KEY_TOLD)


def called(name: str) -> Party | None:
    """The party of this name, or the one whose name was written so before it was corrected."""
    written_so = Party.pgh_event_model.objects.filter(name=name)
    once = Party.objects.filter(pk__in=written_so.values("id")).order_by("pk")
    return Party.objects.filter(name=name).first() or once.first()


def _load_party(row: dict[str, str], *, signed: dict[Document, str]) -> None:
    place = None
    if row["kind"] == PartyKind.MUNICIPALITY:
        place = Municipality.objects.get(name=row["alias"])
    party = called(row["name"]) or Party.objects.create(
        name=row["name"], kind=row["kind"], municipality=place
    )
    if row["alias"]:
        _load_alias(
            party,
            row["alias"],
            documents={each.key: each for each in signed},
            where=row["alias_in"],
        )
    for document, has_signed in signed.items():
        if has_signed == "1":
            signature = {"document": document, "party": party}
            enter_once(Participation, key=signature, valid_from=document.signed_on)


def _load_alias(party: Party, name: str, *, documents: dict[str, Document], where: str) -> None:
    """A document calls the party so; the bare name of a municipality is that of the statistics."""
    document = documents.get(where)
    source = {
        "valid_from": document.signed_on if document else date(DISTRICTS_AS_OF, 1, 1),
        "source": document.source if document else DISTRICTS_BY,
    }
    PartyAlias.objects.get_or_create(name=name, defaults={"party": party} | source)
    tell_source(PartyAlias, key={"party": party, "name": name}, **source)


def load_norms() -> None:
    covenant = Document.objects.get(key="covenant-2021")
    for row in rows(AGREEMENT / "norms.csv"):
        _load_norm(row, document=covenant, quote=row["quote"], source=row["source"])
    for row in rows(AGREEMENT / "terms.csv"):
        _load_norm(row, source=FICTITIOUS, is_fictitious=True)
    for row in rows(AGREEMENT / "reasons.csv"):
        words = {"dutch": row["dutch"], "english": row["english"]}
        answer = {"kind": row["kind"], "code": row["code"]}
        early = row["ends_early"] == "1"
        enter_once(Reason, key=answer, valid_from=COVENANT_SIGNED, ends_early=early, **words)


def _load_norm(row: dict[str, str], **details: object) -> None:
    number = {"value": int(row["value"]), "unit": row["unit"]}
    enter_once(Norm, key={"key": row["key"]}, valid_from=COVENANT_SIGNED, **number, **details)


def load_areas() -> None:
    for row in rows(REGION / "areas.csv"):
        municipality = Municipality.objects.get(name=row["municipality"])
        area, is_new = IntroductionArea.objects.get_or_create(
            name=row["area"],
            defaults={
                "municipality": municipality,
                "is_fictitious": True,
                "valid_from": COVENANT_SIGNED,
            },
        )
        if is_new:
            _fill_area(area, names=row["districts"].split(";"))
    for row in rows(REGION / "area_work.csv"):
        area = IntroductionArea.objects.get(name=row["area"])
        work = {"area": area, "party": called(row["party"])}
        enter_once(AreaWork, key=work, valid_from=COVENANT_SIGNED)


def _fill_area(area: IntroductionArea, *, names: list[str]) -> None:
    districts = District.objects.filter(municipality=area.municipality, name__in=names)
    if len(districts) != len(names):
        raise LookupError(f"Area {area.name} names a district that does not exist.")
    for district in districts:
        AreaDistrict.objects.create(area=area, district=district, valid_from=COVENANT_SIGNED)


def load_year(year: int) -> None:
    """Give a year its agreed number of places, and each municipality its advisory share."""
    cap = Norm.objects.on(date(year, 1, 1)).get(key="annual_cap").value
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into municipalities_pactyear (year, cap, extra) values (%s, 0, 0)"
            " on conflict do nothing",
            [year],
        )
        if cursor.rowcount:
            cursor.execute("select municipalities_set_ceiling(%s, %s, 0)", [year, cap])
    for row in rows(REGION / "shares.csv"):
        Share.objects.get_or_create(
            year_id=year,
            municipality=Municipality.objects.get(name=row["municipality"]),
            defaults={"agreed": int(row["agreed"]), "is_fictitious": True},
        )
