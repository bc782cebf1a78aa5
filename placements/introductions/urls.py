from django.urls import path

from placements.introductions.views import deeds, exemptions, pages, planning

app_name = "introductions"

urlpatterns = [
    path("", pages.introduction_list, name="list"),
    path("kandidaat/<uuid:public_id>/", pages.candidate_introductions, name="candidate"),
    path("kandidaat/<uuid:public_id>/plannen/", planning.introduction_plan, name="plan"),
    path(
        "kandidaat/<uuid:public_id>/uitzondering/", exemptions.exemption_ask, name="ask_exemption"
    ),
    path(
        "kandidaat/<uuid:public_id>/uitzondering/besluit/",
        exemptions.exemption_decide,
        name="decide_exemption",
    ),
    path(
        "kandidaat/<uuid:public_id>/uitzondering/<int:exemption>/intrekken/",
        exemptions.exemption_revoke,
        name="revoke_exemption",
    ),
    path(
        "kandidaat/<uuid:public_id>/uitzondering/<int:exemption>/ingehaald/",
        exemptions.exemption_caught_up,
        name="caught_up",
    ),
    path(
        "kandidaat/<uuid:public_id>/uitzondering/<int:exemption>/niet-ingehaald/",
        exemptions.exemption_not_caught_up,
        name="not_caught_up",
    ),
    path("<uuid:public_id>/", pages.introduction_detail, name="detail"),
    path(
        "<uuid:public_id>/eerste-contact/", deeds.introduction_first_contact, name="first_contact"
    ),
    path(
        "<uuid:public_id>/eerste-contact/herstellen/",
        deeds.introduction_correct_first_contact,
        name="correct_first_contact",
    ),
    path("<uuid:public_id>/eerste-contact/andere-dag/", deeds.introduction_replan, name="replan"),
    path("<uuid:public_id>/contact/", deeds.introduction_add_contact, name="add_contact"),
    path(
        "<uuid:public_id>/contact/<int:contact>/gehouden/",
        deeds.introduction_hold_contact,
        name="hold_contact",
    ),
    path(
        "<uuid:public_id>/contact/<int:contact>/niet-gehouden/",
        deeds.introduction_contact_not_held,
        name="contact_not_held",
    ),
    path(
        "<uuid:public_id>/contact/<int:contact>/vervalt/",
        deeds.introduction_drop_contact,
        name="drop_contact",
    ),
    path("<uuid:public_id>/meevragen/", deeds.introduction_ask_along, name="ask_along"),
    path("<uuid:public_id>/wie/", deeds.introduction_name_worker, name="name_worker"),
    path("<uuid:public_id>/stoppen/", deeds.introduction_stop, name="stop"),
    path(
        "<uuid:public_id>/stoppen/terug/",
        deeds.introduction_take_stop_back,
        name="take_stop_back",
    ),
]
