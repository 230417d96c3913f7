"""Identities."""

from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.people.identities"
    label = "identities"
    verbose_name = "Identities"
