"""The demo network."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.demo"
    label = "demo"
    verbose_name = "Demo"
