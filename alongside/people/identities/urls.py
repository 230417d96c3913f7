"""Where a network's own sign-in is: set up, begun, come back from."""

from django.urls import path

from alongside.people.identities import views

app_name = "identities"
urlpatterns = [
    path("sign-in/", views.organisation_list, name="organisation_list"),
    path("n/<slug:network>/sign-in/", views.sign_in, name="sign_in"),
    path("n/<slug:network>/sign-in/return/", views.sign_in_return, name="sign_in_return"),
    path("n/<slug:network>/single-sign-on/", views.single_sign_on, name="single_sign_on"),
    path("n/<slug:network>/single-sign-on/people/", views.identity_list, name="identity_list"),
    path(
        "n/<slug:network>/single-sign-on/people/<int:identity_id>/removal/",
        views.identity_remove,
        name="identity_remove",
    ),
]
