"""Where tokens are."""

from django.urls import path

from alongside.people.tokens import views

app_name = "tokens"
urlpatterns = [
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/new/", views.token_make, name="token_make"),
    path("tokens/<int:token_id>/revocation/", views.token_revoke, name="token_revoke"),
]
