"""Putting a back-up in place."""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from alongside.kit.databases import look_again
from alongside.kit.jobs import actions as jobs
from alongside.kit.jobs import queries as job_queries
from alongside.kit.mail import actions as mail
from alongside.kit.verdict import Refused
from alongside.overview.operating.actions import archives, engines
from alongside.overview.operating.queries.server import port_is_free

ALIVE = timedelta(minutes=1)


def restore(archive: Path, *, now: datetime, tell: archives.Tell, force: bool = False) -> archives.Manifest:
    """Put the database, the files and the secret key of a back-up in place, and bring the tables up to date.

    Everything is checked before anything is touched. Refused while server or worker run, and when there is data
    already, unless `force` says that it may go. Mail that waited then is uncertain now: it may have gone since. The worker
    that ran then is forgotten: it does not run here.
    """
    manifest = archives.verify(archive, tell=tell)
    insist_fits(manifest)
    insist_idle(now=now)
    if not (force or is_empty()):
        raise Refused("There is data here already. Say --force to replace it; back it up first.")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as name:
        folder = Path(name)
        archives.unpack(archive, folder, tell=tell)
        engines.load(folder / "database")
        place_files(folder)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    mail.doubt_waiting(now=now)
    jobs.forget_workers()
    look_again()
    return manifest


def insist_fits(manifest: archives.Manifest) -> None:
    """Return when this version and this database can take the back-up."""
    if manifest.engine != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        was, here = names.get(manifest.engine, manifest.engine), names[connection.vendor]
        raise Refused(f"The back-up is of {was}, and ALONGSIDE_DATABASE says {here}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not known.issuperset(manifest.migrations):
        raise Refused(f"The back-up was made by version {manifest.version}. Upgrade Alongside first.")


def insist_idle(*, now: datetime) -> None:
    """Return when neither server nor worker run, as far as can be told from here."""
    if not port_is_free(settings.HOST, settings.PORT):
        raise Refused("The server runs. Stop `alongside serve` and `alongside worker` first.")
    try:
        beat = job_queries.last_beat()
    except DatabaseError:
        return
    if beat is not None and now - beat < ALIVE:
        raise Refused("The worker runs, or was killed within the last minute. Stop it first.")


def is_empty() -> bool:
    """Whether nothing would be lost."""
    files = settings.DATA / "files"
    return engines.is_empty() and not (files.is_dir() and any(files.iterdir()))


def place_files(folder: Path) -> None:
    """The files and the key of the back-up in place of those that are there."""
    files = settings.DATA / "files"
    shutil.rmtree(files, ignore_errors=True)
    if (folder / "files").is_dir():
        (folder / "files").replace(files)
    if (folder / "secret_key").exists():
        (folder / "secret_key").replace(settings.DATA / "secret_key")
