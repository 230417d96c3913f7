"""Tokens."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.people.tokens"
    label = "tokens"
    verbose_name = "Tokens"
