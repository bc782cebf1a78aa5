"""Homes that move between municipalities."""

from django.urls import path

from municipalities.exchanges import views

app_name = "exchanges"

urlpatterns = [
    path("", views.exchange_list, name="list"),
    path("vragen/", views.exchange_ask, name="ask"),
    path("<uuid:public_id>/", views.exchange_detail, name="detail"),
    path("<uuid:public_id>/geven/", views.exchange_agree, name="agree"),
    path("<uuid:public_id>/houden/", views.exchange_decline, name="decline"),
]
