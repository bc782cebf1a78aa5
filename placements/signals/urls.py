"""Signals, each under its placement."""

from django.urls import path

from placements.signals import views

app_name = "signals"

urlpatterns = [
    path("<uuid:public_id>/", views.of_placement, name="of_placement"),
    path("<uuid:public_id>/geven/", views.give, name="give"),
    path("signaal/<uuid:public_id>/bekijken/", views.look, name="look"),
    path("signaal/<uuid:public_id>/afspreken/", views.decide, name="decide"),
]
