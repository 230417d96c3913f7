"""Where imports and exports are."""

from django.urls import path

from alongside.overview.exchange import views

app_name = "exchange"
urlpatterns = [
    path("imports/", views.run_list, name="run_list"),
    path("imports/new/", views.run_new, name="run_new"),
    path("imports/<int:run_id>/", views.run_detail, name="run_detail"),
    path("imports/<int:run_id>/columns/", views.run_columns, name="run_columns"),
    path("imports/<int:run_id>/start/", views.run_start, name="run_start"),
    path("imports/<int:run_id>/stop/", views.run_stop, name="run_stop"),
    path("imports/<int:run_id>/undoing/", views.run_undo, name="run_undo"),
    path("imports/<int:run_id>/staying/", views.run_stays, name="run_stays"),
    path("imports/<int:run_id>/rows.csv", views.run_bad_rows, name="run_bad_rows"),
    path("export/", views.export, name="export"),
]
