from django.urls import path

from placements.reporting.views import homes, reports

app_name = "reporting"

urlpatterns = [
    path("woningen/", homes.quota, name="quota"),
    path("woningen/bewegingen/", homes.movements, name="movements"),
    path("jaarverslag/", reports.report, name="report"),
    path("jaarverslag/maken/", reports.make, name="make"),
    path("jaarverslag/<uuid:public_id>/", reports.made, name="made"),
    path("jaarverslag/<uuid:public_id>/voortgang/", reports.progress, name="progress"),
    path("jaarverslag/<uuid:public_id>/opnieuw/", reports.again, name="again"),
    path("jaarverslag/<uuid:public_id>/vaststellen/", reports.publish, name="publish"),
    path("jaarverslag/<uuid:public_id>/pdf/", reports.download, name="download"),
    path("jaarverslag/<uuid:public_id>/csv/", reports.figures, name="figures"),
]
