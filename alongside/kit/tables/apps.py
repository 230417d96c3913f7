"""Tables."""

from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.kit.tables"
    label = "tables"
    verbose_name = "Tables"
