"""Logging without a network."""

from django.apps import AppConfig


class PhonesConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.helping.phones"
    label = "phones"
    verbose_name = "Phones"
