"""Where the homes are."""

from django.urls import path

from alongside.overview.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("n/<slug:network>/", views.home, name="home"),
]
