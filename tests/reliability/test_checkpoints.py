import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

from alongside.config import databases
from alongside.kit.jobs import checkpoints


def write(path: Path, rows: int) -> sqlite3.Connection:
    """A database with that many kilobytes in its log; closing the connection would clean up."""
    writer = sqlite3.connect(path)
    writer.executescript(databases.sqlite(path)["OPTIONS"]["init_command"])
    writer.execute("CREATE TABLE IF NOT EXISTS t (x)")
    writer.executemany("INSERT INTO t VALUES (randomblob(1000))", [()] * rows)
    writer.commit()
    return writer


@pytest.fixture
def database(tmp_path: Path, monkeypatch) -> Path:
    """A database of its own in place of the one that Django uses."""
    path = tmp_path / "one.sqlite3"
    handle = connections.create_connection("default")
    handle.settings_dict = {**handle.settings_dict, **databases.sqlite(path), "TIME_ZONE": None, "CONN_MAX_AGE": 0}
    monkeypatch.setattr(checkpoints, "connection", handle)
    yield path
    handle.close()


pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's log")


@pytest.mark.skipif(sqlite3.sqlite_version_info >= databases.SAFE_TOGETHER, reason="safe together")
def test_our_connections_leave_the_log_alone(database: Path):
    """T114: whoever writes does not clean up."""
    with closing(write(database, 8_000)):
        assert checkpoints.size_of_log(database) > 8_000_000


def test_clean_up_empties_a_large_log(database: Path, monkeypatch, django_db_blocker):
    monkeypatch.setattr(checkpoints, "LARGE", 6_000_000)
    with closing(write(database, 8_000)), django_db_blocker.unblock():
        assert checkpoints.clean_up(database)

        assert checkpoints.size_of_log(database) == 0


def test_clean_up_leaves_a_small_log(database: Path, django_db_blocker):
    with closing(write(database, 100)), django_db_blocker.unblock():
        assert not checkpoints.clean_up(database)


def test_clean_up_is_for_one_process_at_a_time(database: Path, django_db_blocker):
    """T114."""
    with closing(write(database, 8_000)), django_db_blocker.unblock():
        with checkpoints.alone(database.with_name("checkpoint.lock")) as is_ours:
            assert is_ours
            assert not checkpoints.clean_up(database)

        assert checkpoints.clean_up(database)
