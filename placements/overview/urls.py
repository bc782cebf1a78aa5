"""What a member has to do today, and pages across features."""

from django.urls import path, register_converter

from pact.common.addresses import DayConverter
from placements.overview import views
from placements.overview.ending import views as ending_views
from placements.overview.leaving import views as leaving_views
from placements.overview.minutes import views as minutes_views
from placements.overview.search import views as search_views

register_converter(DayConverter, "day")

app_name = "overview"

urlpatterns = [
    path("", views.work, name="work"),
    path("zoeken/", search_views.search, name="search"),
    path("tafel/notulen/", minutes_views.minutes, name="minutes"),
    path("tafel/notulen/<day:day>/", minutes_views.minutes_of, name="minutes_of"),
    path("zoeken/gelijkend/", search_views.search_alike, name="search_alike"),
    path("mensen/rollen/<uuid:public_id>/einde/", leaving_views.end_role, name="end_role"),
    path("mensen/<uuid:public_id>/sluiten/", leaving_views.close_account, name="close_account"),
    path("beheer/partijen/<int:pk>/einde/", ending_views.end_party, name="end_party"),
]
