"""Addresses of candidates."""

from django.urls import path

from placements.candidates import views

app_name = "candidates"

urlpatterns = [
    path("", views.candidate_list, name="list"),
    path("nieuw/", views.candidate_start, name="start"),
    path("<uuid:public_id>/", views.candidate_file, name="file"),
    path("<uuid:public_id>/persoon/", views.person_add, name="add_person"),
    path("persoon/<uuid:public_id>/", views.person_edit, name="edit_person"),
    path("persoon/<uuid:public_id>/verwijderen/", views.person_remove, name="remove_person"),
    path("<uuid:public_id>/wijzigen/", views.candidate_edit, name="edit"),
    path("<uuid:public_id>/toelaten/", views.candidate_admit, name="admit"),
    path("<uuid:public_id>/teruggeven/", views.candidate_return, name="return"),
    path("<uuid:public_id>/heroverwegen/", views.candidate_reconsider, name="reconsider"),
]
