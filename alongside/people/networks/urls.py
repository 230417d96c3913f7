"""Where networks, their people and places are."""

from django.urls import path

from alongside.people.networks.views import (
    groups,
    invitations,
    members,
    organisations,
    projects,
    public,
    settings,
    teams,
)

app_name = "networks"
urlpatterns = [
    path("members/", members.member_list, name="member_list"),
    path("members/<int:member_id>/", members.member_detail, name="member_detail"),
    path("members/<int:member_id>/roles/", members.role_give, name="role_give"),
    path("members/<int:member_id>/roles/<int:role_id>/removal/", members.role_take, name="role_take"),
    path("members/<int:member_id>/hand-over/", members.member_hand_over, name="member_hand_over"),
    path("invitations/", invitations.invitation_list, name="invitation_list"),
    path("invitations/new/", invitations.invitation_new, name="invitation_new"),
    path("invitations/<int:invitation_id>/", invitations.invitation_detail, name="invitation_detail"),
    path("invitations/<int:invitation_id>/renewal/", invitations.invitation_renew, name="invitation_renew"),
    path("invitations/<int:invitation_id>/removal/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("about/", public.public_page, name="public_page"),
    path("brand.css", settings.brand_css, name="brand_css"),
    path("settings/", settings.network_settings, name="network_settings"),
    path("settings/<slug:part>/", settings.settings_part, name="settings_part"),
    path("teams/", teams.team_list, name="team_list"),
    path("teams/<int:team_id>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<int:team_id>/hours/", teams.team_hours, name="team_hours"),
    path("teams/<int:team_id>/closing/", teams.team_close, name="team_close"),
    path("teams/<int:team_id>/reopening/", teams.team_reopen, name="team_reopen"),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/new/", organisations.organisation_add, name="organisation_add"),
    path("organisations/<int:organisation_id>/edit/", organisations.organisation_edit, name="organisation_edit"),
    path("organisations/<int:organisation_id>/removal/", organisations.organisation_remove, name="organisation_remove"),
    path("organisations/<int:organisation_id>/teams/new/", teams.team_add, name="team_add"),
    path("districts/", teams.district_list, name="district_list"),
    path("projects/", projects.project_list, name="project_list"),
    path("projects/new/", projects.project_add, name="project_add"),
    path("projects/<int:project_id>/edit/", projects.project_edit, name="project_edit"),
    path("groups/", groups.group_list, name="group_list"),
    path("groups/<int:group_id>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:group_id>/removal/", groups.group_remove, name="group_remove"),
]
