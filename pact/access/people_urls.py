"""Everybody's own account, and the administrator's pages about people."""

from django.urls import path

from pact.access.views import absence, own_account, people, sign_in

app_name = "accounts"

urlpatterns = [
    path("", people.people, name="people"),
    path("uitnodigen/", people.invite, name="invite"),
    path("demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("ik/", own_account.me, name="me"),
    path("ik/rol/<uuid:public_id>/", own_account.act_in, name="act_in"),
    path("ik/elders-uitloggen/", own_account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("ik/afwezig/", absence.be_absent, name="be_absent"),
    path("ik/afwezig/<uuid:public_id>/terug/", absence.be_back, name="be_back"),
    path("rollen/<uuid:public_id>/", people.change_standing, name="change_standing"),
    path("rollen/<uuid:public_id>/afwezig/", absence.name_substitute, name="name_substitute"),
    path("<uuid:public_id>/", people.person, name="person"),
    path("<uuid:public_id>/rol/", people.give_role, name="give_role"),
    path("<uuid:public_id>/uitnodiging/", people.invite_again, name="invite_again"),
    path(
        "<uuid:public_id>/tweede-factor/", people.remove_second_factor, name="remove_second_factor"
    ),
    path("<uuid:public_id>/openen/", people.open_account, name="open_account"),
]
