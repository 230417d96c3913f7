"""Learners."""

from django.apps import AppConfig


class LearnersConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.helping.learners"
    label = "learners"
    verbose_name = "Learners"
