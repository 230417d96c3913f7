"""Frameworks of skills."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """Tells Django about the package."""

    name = "alongside.learning.skills"
    label = "skills"
    verbose_name = "Skills"
