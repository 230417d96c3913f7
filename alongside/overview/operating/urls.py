"""Where the installation's health is."""

from django.urls import path

from alongside.overview.operating import views

app_name = "operating"
urlpatterns = [path("health/", views.health, name="health")]
