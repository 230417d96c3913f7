"""Champions."""

from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.people.champions"
    label = "champions"
    verbose_name = "Champions"
