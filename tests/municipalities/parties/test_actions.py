"""Who takes part, under which names, and what they signed: entered once, closed by date, kept."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from municipalities import agreed
from municipalities.parties import actions
from municipalities.parties.one import Handover, OtherName, names_of
from pact.access.actor import acting_as
from pact.agreement.models import Document, Municipality, Participation, Party, PartyAlias
from pact.common.refusals import Refused, Stale
from tests.database import arranging
from tests.factories import party

LATER = date(2090, 1, 1)
BEFORE = LATER - timedelta(days=1)
KEY = "De Key"
SEEN = {"valid_from": date(2026, 3, 2), "source": "verzonnen krant, 2 maart 2026"}


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def how(actor) -> dict:
    return {"by": actor, "at": timezone.now()}


def enter(actor, name: str = "Verzonnen Wonen", kind: str = "corporation", place=None) -> Party:
    return actions.enter_party(name=name, kind=kind, municipality=place, **how(actor))


def name_also(actor, name: str, of: str = KEY) -> PartyAlias:
    version = actions.version_of(party(of))
    return actions.name_also(party=party(of), name=name, version=version, **SEEN, **how(actor))


def enter_document(actor, title: str = "Verzonnen aanvulling", **given) -> Document:
    details = {"signed_on": date(2026, 2, 2), "source": "verzonnen krant, 3 februari 2026"} | given
    return actions.enter_document(title=title, **details, **how(actor))


def sign(actor, document: Document, who: str = KEY, on: date = LATER) -> Participation:
    found = party(who)
    return actions.sign(
        party=found,
        document=document,
        valid_from=on,
        version=actions.version_of(found),
        **how(actor),
    )


def end(actor, signature: Participation, on: date = LATER) -> None:
    version = actions.version_of(signature.party)
    actions.end_signature(signature=signature, valid_to=on, version=version, **how(actor))


def counted(on: date) -> dict[str, int]:
    return {row.key: row.parties for row in agreed.documents(on)}


COVENANT = "covenant-2021"
PACT = "pact-2020"


def covenant() -> Document:
    return Document.objects.get(key=COVENANT)


def signature_of(name: str = KEY, key: str = PACT) -> Participation:
    return Participation.objects.get(party=party(name), document__key=key)


# A new party


def test_a_new_party_takes_part_and_counts_for_nothing_yet(administrator):
    before = counted(LATER)
    new = enter(administrator)

    assert new in Party.objects.existing(timezone.localdate())
    assert counted(LATER) == before


@pytest.mark.parametrize("name", ["De Key", "de key", "CJG Kennemerland", "stichting dock"])
def test_a_name_that_a_party_has_is_refused(administrator, name):
    with pytest.raises(Refused, match="Dit is al een naam van"):
        enter(administrator, name)


def test_a_municipality_takes_part_once(administrator):
    with pytest.raises(Refused, match="Haarlem doet al mee, als Gemeente Haarlem"):
        enter(
            administrator,
            "Gemeente Verzonnen",
            "municipality",
            Municipality.objects.get(name="Haarlem"),
        )


def test_the_place_of_a_municipality_that_ended_is_free(administrator):
    with arranging():
        Party.objects.filter(name="Gemeente Haarlem").update(ended_on=date(2026, 1, 1))
    place = Municipality.objects.get(name="Haarlem")

    assert enter(administrator, "Gemeente Verzonnen", "municipality", place).municipality == place


# Other names


def test_another_name_stands_beside_the_own_one(administrator):
    name_also(administrator, "Verzonnen Sleutel")
    shown = {row.pk: names_of(row.called) for row in agreed.parties(timezone.localdate())}

    assert shown[party(KEY).pk] == [OtherName("Verzonnen Sleutel", **SEEN)]


@pytest.mark.parametrize("name", ["Ymere", "ymere", "RIBW K/AM"])
def test_a_name_of_another_party_is_refused(administrator, name):
    with pytest.raises(Refused, match="Dit is al een naam van"):
        name_also(administrator, name)


def test_a_party_may_write_its_own_name_in_two_ways_and_not_twice(administrator):
    name_also(administrator, "DE KEY")
    for same in ("De Key", "DE KEY"):
        with pytest.raises(Refused, match="heeft deze naam al"):
            name_also(administrator, same)


def test_a_name_that_was_given_is_no_longer_free_for_a_party(administrator):
    name_also(administrator, "Verzonnen Wonen")
    with pytest.raises(Refused, match="Dit is al een naam van De Key"):
        enter(administrator, "Verzonnen wonen")


# Documents and signatures


def test_a_document_gets_a_key_of_its_title_and_year(administrator):
    keys = [
        enter_document(administrator, "Verzonnen aanvulling op het pact").key,
        enter_document(administrator, "Verzonnen aanvulling op het covenant").key,
        enter_document(administrator, "协议").key,
    ]

    assert keys == ["verzonnen-aanvu-2026", "verzonnen-aan-2026-2", "document-2026"]


def test_a_title_stands_on_record_once(administrator):
    with pytest.raises(Refused, match="al een document met deze titel"):
        enter_document(administrator, "pact voor uitstroom")


def test_a_document_is_signed_before_it_goes_on_record(administrator):
    with pytest.raises(Refused, match="als het ondertekend is"):
        enter_document(administrator, signed_on=LATER)


def test_a_signature_counts_from_its_date_on(administrator):
    before = counted(LATER)
    sign(administrator, covenant())

    assert counted(BEFORE) == before
    assert counted(LATER) == before | {COVENANT: before[COVENANT] + 1}


def test_the_counts_of_the_documents_stay_what_they_are(administrator):
    enter(administrator)
    sign(administrator, enter_document(administrator), "Ymere")

    today = counted(timezone.localdate())
    assert (today[PACT], today[COVENANT]) == (19, 20)


def test_a_party_signs_a_document_once(administrator):
    sign(administrator, covenant())
    with pytest.raises(Refused, match="al ondertekend"):
        sign(administrator, covenant())


def test_nobody_signs_before_the_document_was_there(administrator):
    with pytest.raises(Refused, match="niemand tekende het eerder"):
        sign(administrator, covenant(), on=date(2021, 10, 6))


def test_a_party_that_has_ended_signs_nothing(administrator):
    with arranging():
        Party.objects.filter(name=KEY).update(ended_on=LATER)

    with pytest.raises(Refused, match="ondertekent dus niets"):
        sign(administrator, covenant())
    assert sign(administrator, covenant(), on=BEFORE)


def test_a_signature_ends_from_a_date_on_and_once(administrator):
    before = counted(LATER)
    end(administrator, signature_of())

    assert counted(BEFORE) == before
    assert counted(LATER) == before | {PACT: before[PACT] - 1}
    with pytest.raises(Refused, match="al beëindigd"):
        end(administrator, signature_of())


def test_what_was_signed_until_today_stays_signed(administrator):
    for day in (timezone.localdate(), date(2022, 1, 1)):
        with pytest.raises(Refused, match="vanaf morgen"):
            end(administrator, signature_of(), day)


# Handing over


def hand_over(actor, to: str = "Ymere", on: date = LATER) -> None:
    found = party(KEY)
    actions.hand_over(
        party=found,
        successor=party(to),
        on=on,
        scope="verzonnen woningen",
        source="verzonnen akte",
        version=actions.version_of(found),
        **how(actor),
    )


def test_what_was_handed_over_stands_under_the_agreement(administrator):
    hand_over(administrator)
    kinds = dict(agreed.by_kind(agreed.parties(LATER), {PACT: "x", COVENANT: "y"}))
    rows = [row for lines in kinds.values() for row in lines if row.name == KEY]

    handed = Handover("Ymere", LATER, "verzonnen woningen", source="verzonnen akte")
    assert handed in rows[0].handed_over


def test_a_party_hands_nothing_over_to_itself_or_to_one_that_is_gone(administrator):
    with arranging():
        Party.objects.filter(name="Ymere").update(ended_on=LATER)

    with pytest.raises(Refused, match="niets over aan zichzelf"):
        hand_over(administrator, KEY)
    with pytest.raises(Refused, match="neemt dus niets over"):
        hand_over(administrator)


# Two at once


def test_whoever_comes_second_reads_what_the_first_entered(administrator):
    seen = {"party": party(KEY), "version": actions.version_of(party(KEY))} | how(administrator)
    name_also(administrator, "Verzonnen Sleutel")
    sign(administrator, covenant())
    hand_over(administrator)
    deeds = [
        lambda: actions.name_also(**seen, name="Ander", **SEEN),
        lambda: actions.sign(**seen, document=covenant(), valid_from=LATER),
        lambda: actions.hand_over(
            **seen, successor=party("Ymere"), on=LATER, scope="x", source="y"
        ),
    ]
    for deed in deeds:
        with pytest.raises(Stale) as refusal:
            deed()
        theirs = refusal.value.theirs
        assert theirs["Ook bekend als"] == "Verzonnen Sleutel"
        assert theirs[covenant().title] == "vanaf 1 jan 2090"
        assert theirs["Overgedragen aan"].endswith("Ymere, 1 jan 2090: verzonnen woningen")


def test_what_is_entered_of_one_party_does_not_stand_in_the_way_of_another(administrator):
    seen = actions.version_of(party("Ymere"))
    name_also(administrator, "Verzonnen Sleutel")

    assert actions.version_of(party("Ymere")) == seen
