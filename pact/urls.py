"""Every address of the site, in the order of the road; each feature lists its own."""

from django.urls import include, path

from pact.access.views import visitors

handler403 = "pact.access.kept.role_refused"
handler404 = "pact.access.kept.not_there"
handler500 = "pact.access.kept.server_error"

urlpatterns = [
    path("", include("placements.overview.urls")),
    path("kandidaten/", include("placements.candidates.urls")),
    path("begeleiding/", include("placements.guidance.urls")),
    path("kennismaking/", include("placements.introductions.urls")),
    path("woningen/", include("placements.dwellings.urls")),
    path("", include("placements.proposals.urls")),
    path("huurcontracten/", include("placements.tenancies.urls")),
    path("plaatsingen/signalen/", include("placements.signals.urls")),
    path("cijfers/", include("placements.reporting.urls")),
    path("afspraken/", include("municipalities.urls")),
    path("besluiten/ruilen/", include("municipalities.exchanges.urls")),
    path("besluiten/", include("municipalities.decisions.urls")),
    path("beheer/", include("municipalities.administration.urls")),
    path("mensen/", include("pact.access.people_urls")),
    path("inzage/", include("placements.overview.looks.urls")),
    path("berichten/", include("pact.outbox.urls")),
    path("account/", include("pact.access.sign_in_urls")),
    path("language/", visitors.set_language, name="set_language"),
    path("livez", visitors.livez, name="livez"),
    path("readyz", visitors.readyz, name="readyz"),
]
