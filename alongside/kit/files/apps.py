"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Keeps what people hand in."""

    name = "alongside.kit.files"
    label = "files"
    verbose_name = "Files"
