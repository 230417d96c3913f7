import errno
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connection

from alongside.config import databases, errors


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")
def test_postgres_gives_up_a_lock_and_a_page_gives_up_a_question(db: None):
    described = databases.postgres("postgres://ama@example.org/alongside")
    databases.hurry(described)

    with connection.cursor() as cursor:
        waits = {name: shown(cursor, name) for name in ("lock_timeout", "statement_timeout")}
        for option in described["OPTIONS"]["options"].removeprefix("-c ").split(" -c "):
            cursor.execute("SELECT set_config(%s, %s, true)", option.split("="))
        hurried = {name: shown(cursor, name) for name in ("lock_timeout", "statement_timeout")}

    assert waits == {"lock_timeout": "20s", "statement_timeout": "0"}, "commands take the time they need"
    assert hurried == {"lock_timeout": "20s", "statement_timeout": "30s"}


def shown(cursor, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return cursor.fetchone()[0]


def test_hurry_leaves_sqlite_as_it_is(tmp_path: Path):
    described = databases.sqlite(tmp_path / "one.sqlite3")

    databases.hurry(described)

    assert described == databases.sqlite(tmp_path / "one.sqlite3")


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (OperationalError("database is locked"), True),
        (InterfaceError("connection already closed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OSError(errno.ENOENT, "No such file or directory"), False),
        (ValueError("a fault of ours"), False),
        (None, False),
    ],
)
def test_passes(fault: Exception | None, passes: bool):
    assert errors.passes(fault) is passes
