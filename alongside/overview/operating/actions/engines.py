"""Taking a database out as one file, and putting it in again."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection

from alongside.kit.verdict import Refused

SUFFIXES = ("", "-wal", "-shm")


def is_sqlite() -> bool:
    """Whether the database is a file of ours."""
    return connection.vendor == "sqlite"


def dump(target: Path) -> None:
    """The whole database as it is at one moment, while others go on writing."""
    if is_sqlite():
        with closing(sqlite3.connect(database_path(), timeout=60)) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        insist_whole(target)
    else:
        call("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])


def load(source: Path) -> None:
    """The database as it was dumped, in place of the one that is there."""
    connection.close()
    if is_sqlite():
        insist_whole(source)
        for suffix in SUFFIXES[1:]:
            Path(f"{database_path()}{suffix}").unlink(missing_ok=True)
        source.replace(database_path())
    else:
        words = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", str(source)]
        call("pg_restore", words)


def insist_whole(path: Path) -> None:
    """Return when SQLite finds no fault in the file."""
    with closing(sqlite3.connect(path)) as copy:
        found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise Refused(f"The database is damaged: {found[0]}")


def is_empty() -> bool:
    """Whether the database has no tables yet."""
    return not connection.introspection.table_names()


def database_path() -> Path:
    """Where SQLite's file is."""
    return Path(connection.settings_dict["NAME"])


def call(program: str, words: Sequence[str]) -> None:
    """Run one of PostgreSQL's own programs on our database; refused in its own words when it fails."""
    if shutil.which(program) is None:
        raise Refused(f"{program} is not on this machine. On Debian and Ubuntu: sudo apt install postgresql-client")
    told = connection.settings_dict
    where = {
        "PGHOST": told["HOST"],
        "PGPORT": told["PORT"],
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
        "PGDATABASE": told["NAME"],
    }
    environment = {**os.environ, **{name: str(value) for name, value in where.items() if value}}
    target = [f"--dbname={told['NAME']}"]
    run = subprocess.run([program, *target, *words], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if run.returncode:
        raise Refused(f"{program} failed: {run.stderr.strip().splitlines()[-1] if run.stderr.strip() else 'no reason'}")
