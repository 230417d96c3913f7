"""Where champions are, and the places and groups that show them."""

from django.urls import path

from alongside.people.champions.views import groups, invitations, members, places, profiles, stays

app_name = "champions"
urlpatterns = [
    path("invitation/<str:secret>/", invitations.invitation_accept, name="invitation_accept"),
    path("members/<int:member_id>/removal/", members.member_remove, name="member_remove"),
    path("leaving/", members.member_leave, name="member_leave"),
    path("me/profile/", profiles.my_profile, name="my_profile"),
    path("champions/new/", profiles.champion_add, name="champion_add"),
    path("champions/<int:champion_id>/profile/", profiles.champion_profile, name="champion_profile"),
    path("champions/<int:champion_id>/profile/<slug:part>/", profiles.champion_edit, name="champion_edit"),
    path("champions/<int:champion_id>/places/", places.champion_places, name="champion_places"),
    path("champions/<int:champion_id>/pause/", stays.champion_pause, name="champion_pause"),
    path("champions/<int:champion_id>/pause/end/", stays.champion_come_back, name="champion_come_back"),
    path("champions/<int:champion_id>/leaving/", stays.champion_move_on, name="champion_move_on"),
    path("champions/<int:champion_id>/return/", stays.champion_bring_back, name="champion_bring_back"),
    path("teams/<int:team_id>/", places.team_detail, name="team_detail"),
    path("teams/<int:team_id>/organisation/", places.team_move, name="team_move"),
    path("organisations/<int:organisation_id>/", places.organisation_detail, name="organisation_detail"),
    path("groups/<int:group_id>/", groups.group_detail, name="group_detail"),
    path("groups/<int:group_id>/champions/", groups.group_join, name="group_join"),
    path("groups/<int:group_id>/champions/<int:champion_id>/removal/", groups.group_leave, name="group_leave"),
    path("groups/<int:group_id>/motivators/", groups.group_motivator, name="group_motivator"),
    path("groups/<int:group_id>/motivators/<int:member_id>/removal/", groups.group_release, name="group_release"),
]
