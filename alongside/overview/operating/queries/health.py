"""Whether the installation is well: one finding for each thing that is looked at."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timesince import timesince

from alongside.kit.jobs import checkpoints
from alongside.kit.jobs import queries as jobs
from alongside.kit.mail import queries as mail
from alongside.kit.mail.models import Letter
from alongside.people.networks.models import Network

SILENT = timedelta(minutes=1)
SLOW = timedelta(minutes=15)
LATELY = timedelta(days=7)
BACKUP_AGE = timedelta(days=8)
LEAST_DISK = 2**30
LARGEST_LOG = 256 * 2**20
SAFE_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is fine, and what there is to say."""

    name: str
    is_fine: bool
    says: str


def database_answers() -> bool:
    """Whether the database answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def findings(*, now: datetime) -> Iterator[Finding]:
    """Everything that can be told about the installation; nothing but the database while that is away."""
    if not database_answers():
        yield Finding(
            "database", is_fine=False, says="It does not answer. Is ALONGSIDE_DATABASE right, and is it running?"
        )
        return
    tables = tables_found()
    yield tables
    if not tables.is_fine:
        return
    yield engine()
    yield shared_cache()
    yield worker(now=now)
    yield tasks(now=now)
    yield from letters(now=now)
    yield disk()
    yield backup(now=now)


def tables_found() -> Finding:
    """Whether the tables are those that this version wants."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    says = f"{missing} changes are missing. Run: alongside migrate" if missing else "up to date"
    return Finding("tables", is_fine=not missing, says=says)


def engine() -> Finding:
    """Which database it is; of SQLite also how large its log has grown."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return Finding("database", is_fine=True, says=f"PostgreSQL {cursor.fetchone()[0]}")
    path = Path(connection.settings_dict["NAME"])
    log = checkpoints.size_of_log(path)
    says = f"SQLite {sqlite3.sqlite_version}, {megabytes(path.stat().st_size)}, log {megabytes(log)}"
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        says += "; before 3.51.3 the log must be cleaned up by one process alone, so keep the worker running"
    return Finding("database", is_fine=log < LARGEST_LOG, says=says)


def shared_cache() -> Finding:
    """Whether the cache keeps what it is given."""
    try:
        cache.set("health", "here", 60)
        is_fine = cache.get("health") == "here"
    except (DatabaseError, OSError):
        is_fine = False
    remedy = "It keeps nothing. Run: alongside createcachetable; or look at ALONGSIDE_CACHE"
    return Finding("cache", is_fine=is_fine, says="keeps what it is given" if is_fine else remedy)


def worker(*, now: datetime) -> Finding:
    """Whether a worker lives."""
    beat = jobs.last_beat()
    if beat is not None and now - beat < SILENT:
        return Finding("worker", is_fine=True, says="alive")
    since = f"No sign of life for {timesince(beat, now)}." if beat else "None runs."
    return Finding("worker", is_fine=False, says=f"{since} Start it: alongside worker")


def tasks(*, now: datetime) -> Finding:
    """Whether tasks are done soon, and whether some failed for good."""
    since, failed = jobs.waiting_since(now=now), jobs.count_failed(now=now, within=LATELY)
    is_late = since is not None and now - since > SLOW
    says = f"the oldest waits for {timesince(since, now)}" if since else "none waits"
    return Finding("tasks", is_fine=not (is_late or failed), says=f"{says}; {failed} failed for good in the last week")


def letters(*, now: datetime) -> Iterator[Finding]:
    """Whether mail goes out, and whether anybody must decide about a letter."""
    if not settings.MAIL_ADDRESS:
        yield Finding(
            "mail", is_fine=settings.IS_LOCAL, says="kept in the data folder, since ALONGSIDE_MAIL is not set"
        )
        return
    since = mail.waiting_since(now=now)
    counts = mail.count_in_doubt(now=now, within=LATELY)
    uncertain, failed = counts[Letter.State.UNCERTAIN], counts[Letter.State.FAILED]
    is_late = since is not None and now - since > SLOW
    says = f"the oldest waits for {timesince(since, now)}" if since else "none waits"
    says += f"; in the last week {uncertain} uncertain, {failed} refused"
    yield Finding("mail", is_fine=not (is_late or uncertain), says=says)


def disk() -> Finding:
    """Whether there is room left for the data."""
    free = shutil.disk_usage(settings.DATA).free
    return Finding("disk", is_fine=free > LEAST_DISK, says=f"{megabytes(free)} free")


def backup(*, now: datetime) -> Finding:
    """Whether there is a recent back-up; a demo needs none."""
    made_at = last_backup()
    if made_at is None:
        is_fine = not Network.objects.filter(is_demo=False).exists()
        return Finding("back-up", is_fine=is_fine, says="none yet: alongside backup FILE")
    return Finding("back-up", is_fine=now - made_at < BACKUP_AGE, says=f"made {timesince(made_at, now)} ago")


def last_backup() -> datetime | None:
    """When the last back-up was made and checked; None when none is known."""
    note = settings.DATA / "last-backup.json"
    return datetime.fromisoformat(json.loads(note.read_text())["made_at"]) if note.exists() else None


def megabytes(count: int) -> str:
    """A number of bytes as people say it."""
    return f"{count / 2**30:.1f} GB" if count >= 2**30 else f"{count / 2**20:.0f} MB"
