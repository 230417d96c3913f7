"""Operating the installation."""

from django.apps import AppConfig


class OperatingConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.operating"
    label = "operating"
    verbose_name = "Operating"
