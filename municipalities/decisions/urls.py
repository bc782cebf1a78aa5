"""What was decided about the years."""

from django.urls import path

from municipalities.decisions import views

app_name = "decisions"

urlpatterns = [
    path("", views.decision_list, name="list"),
    path("vragen/<slug:kind>/", views.decision_ask, name="ask"),
    path("<uuid:public_id>/", views.decision_detail, name="detail"),
    path("<uuid:public_id>/akkoord/", views.decision_approve, name="approve"),
    path("<uuid:public_id>/weigeren/", views.decision_refuse, name="refuse"),
]
