"""Who gets in where, among what an administrator keeps."""

from datetime import date

from municipalities.models import AreaWork
from pact.agreement.models import Norm, Participation, Reason
from tests.access.door import ADM, KEY, Door
from tests.database import arranging
from tests.factories import area, party


def a_norm(_cast) -> dict:
    return {"key": "term_admission"}


def to_come(_cast) -> dict:
    with arranging():
        now = Norm.objects.get(key="term_admission", valid_to=None)
        Norm.objects.filter(pk=now.pk).update(valid_to=date(2090, 1, 1))
        later = Norm.objects.create(
            key=now.key, value=5, unit=now.unit, source="besluit", valid_from=date(2090, 1, 1)
        )
    return {"pk": later.pk}


def a_year(_cast) -> dict:
    return {"year": 2028}


def a_municipality(_cast) -> dict:
    return {"code": area().municipality.code}


def an_area(_cast) -> dict:
    return {"pk": area().pk}


def some_work(_cast) -> dict:
    return {"pk": AreaWork.objects.get(area=area()).pk}


def a_party(_cast) -> dict:
    return {"pk": party("De Key").pk}


def a_signature(_cast) -> dict:
    return {"pk": Participation.objects.get(party=party("De Key")).pk}


def a_kind(_cast) -> dict:
    return {"kind": "hold"}


def a_reason(_cast) -> dict:
    return {"pk": Reason.objects.get(kind="hold", code="on_request").pk}


FORM = {"form_key": KEY}

DOORS = [
    Door("administration:overview", "get", {ADM: 200}),
    Door("administration:parties", "get", {ADM: 200}),
    Door("administration:party", "get", {ADM: 200}, own=a_party),
    Door("administration:enter_party", "get", {ADM: 200}),
    Door("administration:enter_party", "post", {ADM: 422}, data=FORM),
    Door("administration:enter_document", "get", {ADM: 200}),
    Door("administration:enter_document", "post", {ADM: 422}, data=FORM),
    Door("administration:name_party", "get", {ADM: 200}, own=a_party),
    Door("administration:name_party", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("administration:correct_party_name", "get", {ADM: 200}, own=a_party),
    Door("administration:correct_party_name", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("administration:sign_document", "get", {ADM: 200}, own=a_party),
    Door("administration:sign_document", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("administration:end_signature", "get", {ADM: 200}, own=a_signature),
    Door("administration:end_signature", "post", {ADM: 422}, own=a_signature, data=FORM),
    Door("administration:hand_party_over", "get", {ADM: 200}, own=a_party),
    Door("administration:hand_party_over", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("administration:keep_party", "get", {ADM: 200}, own=a_party),
    Door("administration:keep_party", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("overview:end_party", "get", {ADM: 200}, own=a_party),
    Door("overview:end_party", "post", {ADM: 422}, own=a_party, data=FORM),
    Door("administration:norms", "get", {ADM: 200}),
    Door("administration:norm", "get", {ADM: 200}, own=a_norm),
    Door("administration:enter_norm", "get", {ADM: 200}, own=a_norm),
    Door("administration:enter_norm", "post", {ADM: 422}, own=a_norm, data=FORM),
    Door("administration:change_norm", "get", {ADM: 200}, own=to_come),
    Door("administration:change_norm", "post", {ADM: 422}, own=to_come, data=FORM),
    Door("administration:take_norm_back", "get", {ADM: 200}, own=to_come),
    Door("administration:take_norm_back", "post", {ADM: 422}, own=to_come, data=FORM),
    Door("administration:shares", "get", {ADM: 200}),
    Door("administration:agree_shares", "get", {ADM: 200}, own=a_year),
    Door("administration:agree_shares", "post", {ADM: 422}, own=a_year, data=FORM),
    Door("administration:areas", "get", {ADM: 200}),
    Door("administration:area", "get", {ADM: 200}, own=an_area),
    Door("administration:draw_area", "get", {ADM: 200}, own=a_municipality),
    Door("administration:draw_area", "post", {ADM: 422}, own=a_municipality, data=FORM),
    Door("administration:redraw_area", "get", {ADM: 200}, own=an_area),
    Door("administration:redraw_area", "post", {ADM: 422}, own=an_area, data=FORM),
    Door("administration:close_area", "get", {ADM: 200}, own=an_area),
    Door("administration:close_area", "post", {ADM: 422}, own=an_area, data=FORM),
    Door("administration:give_area", "get", {ADM: 200}, own=an_area),
    Door("administration:give_area", "post", {ADM: 422}, own=an_area, data=FORM),
    Door("administration:stop_introducing", "get", {ADM: 200}, own=some_work),
    Door("administration:stop_introducing", "post", {ADM: 422}, own=some_work, data=FORM),
    Door("administration:reasons", "get", {ADM: 200}),
    Door("administration:add_reason", "get", {ADM: 200}, own=a_kind),
    Door("administration:add_reason", "post", {ADM: 422}, own=a_kind, data=FORM),
    Door("administration:close_reason", "get", {ADM: 200}, own=a_reason),
    Door("administration:close_reason", "post", {ADM: 422}, own=a_reason, data=FORM),
    Door("administration:office", "get", {ADM: 200}),
    Door("administration:enter_office", "get", {ADM: 200}),
    Door("administration:enter_office", "post", {ADM: 422}, data=FORM),
]
