"""Addresses of guidance."""

from django.urls import path

from placements.guidance import views

app_name = "guidance"

urlpatterns = [
    path("", views.guidance_list, name="list"),
    path("aanmelding/<uuid:public_id>/indienen/", views.application_submit, name="submit"),
    path("aanmelding/<uuid:public_id>/afwijzen/", views.application_reject, name="reject"),
    path("aanmelding/<uuid:public_id>/overdragen/", views.case_hand_over, name="hand_over"),
    path(
        "aanmelding/<uuid:public_id>/heroverwegen/",
        views.reconsideration_ask,
        name="ask_reconsideration",
    ),
    path("aanmelding/<uuid:public_id>/andere-partij/", views.takeover_ask, name="ask_takeover"),
    path("overname/<uuid:public_id>/intrekken/", views.takeover_take_back, name="take_back"),
    path("moment/<uuid:public_id>/", views.moment_hold, name="hold_moment"),
    path("moment/<uuid:public_id>/vervalt/", views.moment_drop, name="drop_moment"),
    path("moment/<uuid:public_id>/verbeteren/", views.moment_correct, name="correct_moment"),
    path("<uuid:public_id>/", views.guidance_track, name="track"),
    path("<uuid:public_id>/moment/", views.moment_add, name="add_moment"),
    path("<uuid:public_id>/verlengen/", views.guidance_extend, name="extend"),
    path("<uuid:public_id>/overdragen/", views.guidance_transfer, name="transfer"),
]
