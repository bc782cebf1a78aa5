"""The privacy officer's page."""

from django.urls import path

from placements.overview import looks_views as views

app_name = "audit"

urlpatterns = [path("", views.looks, name="looks")]
