"""Where the views over the network are."""

from django.urls import path

from alongside.overview.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("champions/", views.champion_list, name="champion_list"),
    path("champions/<int:champion_id>/record/", views.champion_record, name="champion_record"),
    path("record/", views.own_record, name="own_record"),
    path("champions/quiet/", views.quiet_list, name="quiet_list"),
    path("teams/without-champion/", views.uncovered_list, name="uncovered_list"),
    path("projects/<int:project_id>/", views.project_detail, name="project_detail"),
    path("letters/", views.letter_list, name="letter_list"),
    path("letters/<int:letter_id>/sending/", views.letter_send, name="letter_send"),
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:by>/", views.figure_list, name="figure_list"),
]
