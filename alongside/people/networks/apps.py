"""Networks and who belongs to them."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.people.networks"
    label = "networks"
    verbose_name = "Networks"
