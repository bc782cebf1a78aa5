from django.urls import path

from placements.dwellings import views
from placements.dwellings.complexes import views as complexes

app_name = "dwellings"

urlpatterns = [
    path("", views.dwelling_list, name="list"),
    path("aanbieden/", views.dwelling_offer, name="offer"),
    path("complexen/", complexes.complex_list, name="complexes"),
    path("complexen/invullen/", complexes.complex_tell, name="tell_complex"),
    path("<uuid:public_id>/", views.dwelling_detail, name="detail"),
    path("<uuid:public_id>/wijzigen/", views.dwelling_change, name="change"),
]
