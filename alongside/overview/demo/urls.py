"""Where the doors of the demo are."""

from django.urls import path

from alongside.overview.demo import views

app_name = "demo"
urlpatterns = [path("demo/<slug:name>/", views.door, name="door")]
