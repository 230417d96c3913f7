"""The history app."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Keeps the deeds."""

    name = "alongside.kit.history"
    label = "history"
    verbose_name = "History"
