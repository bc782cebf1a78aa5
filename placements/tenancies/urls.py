"""Leases and their appointments, each under its placement."""

from django.urls import path

from placements.tenancies.views import appointments, corrections, counting, homes, leases

app_name = "tenancies"

urlpatterns = [
    path("<uuid:public_id>/afspraak/", appointments.appointment, name="appointment"),
    path(
        "<uuid:public_id>/afspraak/<int:appointment>/vervalt/",
        appointments.drop_appointment,
        name="drop_appointment",
    ),
    path("woning/<uuid:public_id>/eigen-naam/", homes.transfer_of_home, name="transfer_of_home"),
    path(
        "woning/<uuid:public_id>/eigen-naam/later/",
        homes.put_off_transfer_of_home,
        name="put_off_transfer_of_home",
    ),
    path("woning/<uuid:public_id>/einde/", homes.end_of_home, name="end_of_home"),
    path("<uuid:public_id>/andere-ingang/", counting.expect_start, name="expect_start"),
    path("<uuid:public_id>/telt-mee/", counting.ask_to_count, name="ask_to_count"),
    path("<uuid:public_id>/tekenen/", leases.sign, name="sign"),
    path("<uuid:public_id>/tekenen/verbeteren/", leases.correct, name="correct_lease"),
    path("<uuid:public_id>/sleutels/", leases.keys, name="keys"),
    path("<uuid:public_id>/begonnen/", leases.confirm_start, name="confirm_start"),
    path("<uuid:public_id>/vergissing/", leases.take_back, name="take_back"),
    path("<uuid:public_id>/uitstellen/", leases.postpone, name="postpone"),
    path("<uuid:public_id>/annuleren/", leases.cancel, name="cancel"),
    path("<uuid:public_id>/eigen-naam/", leases.transfer, name="transfer"),
    path("<uuid:public_id>/eigen-naam/later/", leases.put_off_transfer, name="put_off_transfer"),
    path("<uuid:public_id>/einde/", leases.end, name="end"),
    path(
        "<uuid:public_id>/eigen-naam/verbeteren/",
        corrections.correct_transfer,
        name="correct_transfer",
    ),
    path("<uuid:public_id>/einde/vergissing/", corrections.take_end_back, name="take_end_back"),
    path("<uuid:public_id>/einde/verbeteren/", corrections.correct_end, name="correct_end"),
    path(
        "<uuid:public_id>/afronden/vergissing/",
        corrections.take_completion_back,
        name="take_completion_back",
    ),
    path(
        "woning/<uuid:public_id>/einde/vergissing/",
        homes.take_end_of_home_back,
        name="take_end_of_home_back",
    ),
    path(
        "woning/<uuid:public_id>/einde/verbeteren/",
        homes.correct_end_of_home,
        name="correct_end_of_home",
    ),
    path(
        "begeleiding/<uuid:public_id>/einde/vergissing/",
        corrections.take_guidance_end_back,
        name="take_guidance_end_back",
    ),
    path("<uuid:public_id>/afronden/", leases.complete, name="complete"),
]
