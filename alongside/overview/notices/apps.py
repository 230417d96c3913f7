"""Help, accessibility, privacy."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.notices"
    label = "notices"
    verbose_name = "Notices"
