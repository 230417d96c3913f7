"""Progress for everybody."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.progress"
    label = "progress"
    verbose_name = "Progress"
