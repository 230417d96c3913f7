"""Figures about help."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.helping.figures"
    label = "figures"
    verbose_name = "Figures"
