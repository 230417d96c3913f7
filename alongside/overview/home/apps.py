"""Everybody’s first page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.home"
    label = "home"
    verbose_name = "Home"
