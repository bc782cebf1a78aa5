"""The privacy officer's page."""

from django.urls import path

from placements.overview.looks import views

app_name = "audit"

urlpatterns = [path("", views.looks, name="looks")]
