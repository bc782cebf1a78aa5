"""What a member has to do today, and pages across features."""

from django.urls import path

from placements.overview import leaving_views, search_views, views

app_name = "overview"

urlpatterns = [
    path("", views.work, name="work"),
    path("zoeken/", search_views.search, name="search"),
    path("zoeken/gelijkend/", search_views.search_alike, name="search_alike"),
    path("mensen/rollen/<uuid:public_id>/einde/", leaving_views.end_role, name="end_role"),
    path("mensen/<uuid:public_id>/sluiten/", leaving_views.close_account, name="close_account"),
]
