"""Seeing the network."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.monitoring"
    label = "monitoring"
    verbose_name = "Monitoring"
