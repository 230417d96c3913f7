"""Where an account's own pages are, and which pages of allauth are offered beside them: those named here and no others."""

from allauth.account import views as signing
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from alongside.people.accounts import views
from alongside.people.accounts.access import confirmed_lately, public

app_name = "accounts"
urlpatterns = [
    path("", views.account_show, name="account_show"),
    path("details/", views.account_edit, name="account_edit"),
    path("password/", views.password_edit, name="password_edit"),
    path("confirm/", views.identity_confirm, name="identity_confirm"),
    path("email/", views.email_edit, name="email_edit"),
    path("email/confirm/<str:secret>/", views.email_confirm, name="email_confirm"),
    path("email/undo/<str:secret>/", views.email_undo, name="email_undo"),
    path("devices/", views.device_list, name="device_list"),
    path("own-sign-in/", views.own_sign_in, name="own_sign_in"),
    path("link/<str:secret>/", views.link_use, name="link_use"),
]

to_account = public(RedirectView.as_view(pattern_name="accounts:account_show"))
forgotten = public(RedirectView.as_view(url="/account/login/code/?next=/account/password/"))
offered = [
    path("login/", signing.request_login_code, name="account_login"),
    path("login/password/", signing.login, name="account_login_by_password"),
    path("login/code/", signing.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", signing.confirm_login_code, name="account_confirm_login_code"),
    path("login/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("logout/", signing.logout, name="account_logout"),
    path("join/", signing.signup, name="account_signup"),
    path("app/", confirmed_lately(views.spending_first_code(totp.activate_totp)), name="mfa_activate_totp"),
    path("app/remove/", confirmed_lately(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", confirmed_lately(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", confirmed_lately(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "recovery-codes/file/", confirmed_lately(recovery.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", confirmed_lately(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", confirmed_lately(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", confirmed_lately(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    # Names that allauth leads to after a change, or asks for while it draws a page.
    path("ways/", to_account, name="mfa_index"),
    path("reauthenticate/", to_account, name="account_reauthenticate"),
    path("reauthenticate/app/", to_account, name="mfa_reauthenticate"),
    path("password/reset/", forgotten, name="account_reset_password"),
]
