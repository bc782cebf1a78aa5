"""The administrator's pages: what was agreed, kept by date."""

from django.urls import path

from municipalities.administration import views
from municipalities.areas import views as areas
from municipalities.norms import views as norms
from municipalities.office import views as office
from municipalities.parties import views as parties
from municipalities.reasons import views as reasons
from municipalities.shares import views as shares

app_name = "administration"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("partijen/", parties.party_list, name="parties"),
    path("partijen/nieuw/", parties.enter, name="enter_party"),
    path("partijen/documenten/nieuw/", parties.enter_document, name="enter_document"),
    path("partijen/<int:pk>/", parties.party_detail, name="party"),
    path("partijen/<int:pk>/naam/", parties.name_also, name="name_party"),
    path("partijen/<int:pk>/verbeteren/", parties.correct_name, name="correct_party_name"),
    path("partijen/<int:pk>/ondertekenen/", parties.sign, name="sign_document"),
    path("partijen/<int:pk>/overdracht/", parties.hand_over, name="hand_party_over"),
    path("partijen/<int:pk>/doorgaan/", parties.keep, name="keep_party"),
    path(
        "partijen/ondertekeningen/<int:pk>/beeindigen/",
        parties.end_signature,
        name="end_signature",
    ),
    path("normen/", norms.norms, name="norms"),
    path("normen/<slug:key>/", norms.norm, name="norm"),
    path("normen/<slug:key>/nieuw/", norms.enter, name="enter_norm"),
    path("waarden/<int:pk>/wijzigen/", norms.change, name="change_norm"),
    path("waarden/<int:pk>/terugnemen/", norms.take_back, name="take_norm_back"),
    path("aandelen/", shares.shares, name="shares"),
    path("aandelen/<int:year>/", shares.agree, name="agree_shares"),
    path("gebieden/", areas.area_list, name="areas"),
    path("gebieden/nieuw/<slug:code>/", areas.draw, name="draw_area"),
    path("gebieden/<int:pk>/", areas.area_detail, name="area"),
    path("gebieden/<int:pk>/wijken/", areas.redraw, name="redraw_area"),
    path("gebieden/<int:pk>/sluiten/", areas.close, name="close_area"),
    path("gebieden/<int:pk>/partij/", areas.give, name="give_area"),
    path("inzet/<int:pk>/beeindigen/", areas.stop, name="stop_introducing"),
    path("redenen/", reasons.reasons, name="reasons"),
    path("redenen/<slug:kind>/nieuw/", reasons.add, name="add_reason"),
    path("redenen/<int:pk>/sluiten/", reasons.close, name="close_reason"),
    path("coordinator/", office.office, name="office"),
    path("coordinator/nieuw/", office.enter, name="enter_office"),
]
