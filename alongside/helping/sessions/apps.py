"""Sessions; labelled apart from the sessions app of Django."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.helping.sessions"
    label = "helping_sessions"
    verbose_name = "Sessions"
