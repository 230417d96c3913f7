"""The mail app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Keeps the outbox."""

    name = "alongside.kit.mail"
    label = "mail"
    verbose_name = "Mail"
