"""Backing up and restoring."""

from alongside.overview.operating.actions.backups import back_up
from alongside.overview.operating.actions.restoring import restore

__all__ = ["back_up", "restore"]
