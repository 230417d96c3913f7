"""Where everything is."""

from django.urls import include, path

from alongside.config import errors
from alongside.people.accounts import urls as accounts

urlpatterns = [
    path("account/", include("alongside.people.accounts.urls")),
    path("account/", include(accounts.offered)),
    path("language/", include("django.conf.urls.i18n")),
    path("api/", include("alongside.config.api")),
    path("n/<slug:network>/", include("alongside.people.networks.urls")),
    path("n/<slug:network>/", include("alongside.people.tokens.urls")),
    path("n/<slug:network>/", include("alongside.people.champions.urls")),
    path("n/<slug:network>/", include("alongside.helping.learners.urls")),
    path("n/<slug:network>/", include("alongside.helping.sessions.urls")),
    path("n/<slug:network>/", include("alongside.overview.monitoring.urls")),
    path("n/<slug:network>/", include("alongside.overview.progress.urls")),
    path("n/<slug:network>/", include("alongside.overview.exchange.urls")),
    path("n/<slug:network>/", include("alongside.overview.notices.urls")),
    path("", include("alongside.people.identities.urls")),
    path("", include("alongside.overview.operating.urls")),
    path("", include("alongside.overview.demo.urls")),
    path("", include("alongside.helping.phones.urls")),
    path("", include("alongside.overview.home.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
