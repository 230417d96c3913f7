"""Where the notices are."""

from django.urls import path

from alongside.overview.notices import views

app_name = "notices"
urlpatterns = [
    path("help/", views.help_page, name="help_page"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
