"""Cleaning up SQLite's write-ahead log, one process at a time.

Before 3.51.3 two processes that do it at once can damage the log (https://www.sqlite.org/wal.html, "WAL-reset bug"), so our
connections never do it by themselves there: the worker does, under a lock that only one process can hold. On later versions
and on PostgreSQL this does no harm and little work.
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

SMALL = 4 * 2**20
"""Bytes of log below which it is left alone."""
LARGE = 64 * 2**20
"""Bytes above which readers are waited for, so that the file shrinks again."""


def keep_log_small(_stopping: threading.Event) -> bool:
    """A worker's duty: clean up when there is something; no, since nothing is left then."""
    if connection.vendor == "sqlite":
        clean_up(Path(connection.settings_dict["NAME"]))
    return False


def clean_up(database: Path) -> bool:
    """Move the log into the database; no when it is small, or another process is at it."""
    size = size_of_log(database)
    if size < SMALL:
        return False
    with alone(database.with_name("checkpoint.lock")) as is_ours:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if size > LARGE else 'PASSIVE'})")
        return is_ours


def size_of_log(database: Path) -> int:
    """The bytes in the write-ahead log; 0 when there is none."""
    log = database.with_name(f"{database.name}-wal")
    return log.stat().st_size if log.exists() else 0


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether this process has the lock; it is given back at the end, also when the process dies."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
