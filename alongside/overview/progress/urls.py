"""Where the progress of a network is."""

from django.urls import path

from alongside.overview.progress import views

app_name = "progress"
urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/table.csv", views.progress_table, name="progress_table"),
    path("progress/preview/", views.progress_preview, name="progress_preview"),
    path("progress/publication/", views.progress_publish, name="progress_publish"),
]
