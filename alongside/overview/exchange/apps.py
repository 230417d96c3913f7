"""Imports and exports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.overview.exchange"
    label = "exchange"
    verbose_name = "Exchange"
