"""The limits app."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Keeps the counts."""

    name = "alongside.kit.limits"
    label = "limits"
    verbose_name = "Limits"
