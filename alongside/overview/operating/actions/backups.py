"""Making a back-up."""

import json
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from alongside.kit.verdict import Refused
from alongside.overview.operating.actions import archives, engines


def back_up(target: Path, *, now: datetime, tell: archives.Tell) -> archives.Manifest:
    """A new file with the database, the files and the secret key, checked byte by byte after it was written.

    It is there whole or not at all; refused when there is a file of that name already.
    """
    if target.exists():
        raise Refused(f"{target} is there already. Choose another name.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
            database = Path(folder) / "database"
            engines.dump(database)
            archives.pack(part, sources(database), about=about(now), tell=tell)
        manifest = archives.verify(part, tell=tell)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    note = json.dumps({"made_at": now.isoformat(), "file": str(target)})
    (settings.DATA / "last-backup.json").write_text(note)
    return manifest


def about(now: datetime) -> archives.Manifest:
    """What this installation is; nothing is in the archive yet."""
    applied = [f"{app}.{name}" for app, name in sorted(MigrationRecorder(connection).applied_migrations())]
    return archives.Manifest(
        made_at=now.isoformat(),
        version=version("alongside"),
        engine=connection.vendor,
        migrations=applied,
        contents=[],
    )


def sources(database: Path) -> dict[str, Path]:
    """Everything that belongs into a back-up, by its name there."""
    found = {"database": database}
    key = settings.DATA / "secret_key"
    if key.exists():
        found["secret_key"] = key
    files = settings.DATA / "files"
    found |= {f"files/{path.relative_to(files)}": path for path in sorted(files.rglob("*")) if path.is_file()}
    return found
