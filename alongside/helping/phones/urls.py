"""Where phones find what makes the log form work without a network."""

from django.urls import path

from alongside.helping.phones import views

app_name = "phones"
urlpatterns = [
    path("worker.js", views.worker, name="worker"),
    path("n/<slug:network>/manifest.webmanifest", views.manifest, name="manifest"),
]
