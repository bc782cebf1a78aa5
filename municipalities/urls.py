"""What was agreed."""

from django.urls import path

from municipalities import views

app_name = "agreement"

urlpatterns = [path("", views.agreement, name="agreement")]
