"""What must hold before anything starts: a demo or a debugging server stays on this machine, and secrets stay secret.

The `alongside` command and the web server's entry ask this, so that all refuse in the same plain sentences.
"""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

SHORTEST_KEY = 32
EVERYBODY = stat.S_IRWXG | stat.S_IRWXO


def may_start(app_configs: Sequence[Any] | None, **_kwargs: object) -> list[CheckMessage]:
    """Everything about the settings that makes it unsafe to start."""
    return [Error(why, id="alongside.E001") for why in (*unsafe_address(), *unsafe_secrets())]


def unsafe_address() -> Iterator[str]:
    """What must not be done where others can reach the server, and what is missing there."""
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALONGSIDE_URL must name one host: any host would let strangers forge the links in our mails."
    if settings.IS_LOCAL:
        return
    here = "or keep the server to this machine: ALONGSIDE_HOST=127.0.0.1, no ALONGSIDE_URL, no ALONGSIDE_PROXIES."
    if settings.DEBUG:
        yield f"ALONGSIDE_DEBUG shows secrets to whoever meets an error. Unset it, {here}"
    if settings.IS_DEMO:
        yield f"ALONGSIDE_DEMO lets anybody sign in. Unset it, {here}"
    if not settings.HAS_URL:
        yield "Set ALONGSIDE_URL to the address that people use, such as https://champions.example.org."


def unsafe_secrets() -> Iterator[str]:
    """Files of ours that others on this machine can read, and a key that can be guessed."""
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < SHORTEST_KEY // 3:
        yield "ALONGSIDE_SECRET_KEY is too short or too plain. Unset it, and a good one is made."
    if not settings.DATA.stat().st_mode & EVERYBODY:
        return
    for path in (settings.DATA / "secret_key", database_file()):
        if path and path.exists() and path.stat().st_mode & EVERYBODY:
            yield f"Others on this machine can read {path}. Run: chmod 600 {path}"


def database_file() -> Path | None:
    """The SQLite file; None for PostgreSQL."""
    database = settings.DATABASES["default"]
    return Path(database["NAME"]) if database["ENGINE"].endswith("sqlite3") else None
