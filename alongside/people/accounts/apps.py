"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.people.accounts"
    label = "accounts"
    verbose_name = "Accounts"
