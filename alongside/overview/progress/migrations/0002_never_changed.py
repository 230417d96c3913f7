"""The database itself refuses to change a snapshot; it may go with its network."""

from typing import ClassVar

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER snapshot_stays BEFORE UPDATE ON progress_snapshot BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END",
)
POSTGRES = (
    "CREATE FUNCTION snapshot_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'snapshots are never changed'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER snapshot_stays BEFORE UPDATE ON progress_snapshot FOR EACH ROW EXECUTE FUNCTION snapshot_stays()",
)


def forbid(apps, editor) -> None:
    """Add the trigger of the database in use."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def allow(apps, editor) -> None:
    """Take the trigger away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER snapshot_stays ON progress_snapshot")
        editor.execute("DROP FUNCTION snapshot_stays()")
        return
    editor.execute("DROP TRIGGER snapshot_stays")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("progress", "0001_start")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
