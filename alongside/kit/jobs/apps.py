"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Keeps leases, heartbeats and failures."""

    name = "alongside.kit.jobs"
    label = "jobs"
    verbose_name = "Jobs"
