"""Which database and cache the settings ask for, with the options each of them needs."""

import os
import sqlite3
import urllib.parse
from pathlib import Path
from typing import Any

SAFE_TOGETHER = (3, 51, 3)
PATIENCE = 20
"""Seconds that a write waits for another one; then whoever asked is told to try again."""
LONGEST = 30
"""Seconds that one question of a page may take in PostgreSQL; commands and the worker take the time that they need."""


def database(address: str, *, data: Path) -> dict[str, Any]:
    """Django's description of the database: SQLite in the data folder, or the PostgreSQL at that address."""
    return postgres(address) if address else sqlite(data / "alongside.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite that several processes write to: they wait their turn, and a commit is on the disk when it returns.

    The pragmas follow https://www.sqlite.org/pragma.html; IMMEDIATE takes the write lock at once, so that two writers
    queue instead of failing when a reader wants to become a writer. Before 3.51.3 two processes that clean up the write-ahead
    log at once can damage it (https://www.sqlite.org/wal.html), so there the worker does it alone: `kit.jobs.checkpoints`.
    """
    alone = "PRAGMA wal_autocheckpoint=0;" if sqlite3.sqlite_version_info < SAFE_TOGETHER else ""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
        f"{alone}"
    )
    options = {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,  # opening the file and setting the pragmas costs more than most pages ask of it
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def postgres(address: str) -> dict[str, Any]:
    """The PostgreSQL at `postgres://user:password@host:port/name`, with a small pool in each process.

    A connection is asked whether it lives before it is used again, so that a restart of PostgreSQL costs nobody a page.
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("ALONGSIDE_DATABASE must begin with postgres://, or be empty for SQLite.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": urllib.parse.unquote(parts.path.lstrip("/")),
        "USER": urllib.parse.unquote(parts.username or ""),
        "PASSWORD": urllib.parse.unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "options": f"-c lock_timeout={PATIENCE}s",  # without it a lock that is never released hangs the whole server
        },
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("ALONGSIDE_TEST_NAME") or None},
    }


def hurry(described: dict[str, Any]) -> None:
    """Let PostgreSQL end a question that takes too long for a page; for the web server alone, before it connects."""
    if described["ENGINE"].endswith("postgresql"):
        described["OPTIONS"]["options"] += f" -c statement_timeout={LONGEST}s"


def cache(address: str) -> dict[str, Any]:
    """Django's description of the cache that all processes share: the database, or the Valkey at that address."""
    if address:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # the default of 300 would throw away counted guesses
    }
