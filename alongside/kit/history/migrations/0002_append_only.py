"""The database itself refuses to change or remove a deed."""

from typing import ClassVar

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER deed_stays_{what} BEFORE {what} ON history_deed "
    "BEGIN SELECT RAISE(ABORT, 'deeds are never changed'); END"
)
POSTGRES = (
    "CREATE FUNCTION deed_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'deeds are never changed'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER deed_stays BEFORE UPDATE OR DELETE ON history_deed FOR EACH ROW EXECUTE FUNCTION deed_stays()",
)


def forbid(apps, editor) -> None:
    """Add the triggers of the database in use."""
    if editor.connection.vendor == "postgresql":
        statements = POSTGRES
    else:
        statements = tuple(SQLITE.format(what=what) for what in ("UPDATE", "DELETE"))
    for statement in statements:
        editor.execute(statement)


def allow(apps, editor) -> None:
    """Take the triggers away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER deed_stays ON history_deed")
        editor.execute("DROP FUNCTION deed_stays()")
        return
    for what in ("UPDATE", "DELETE"):
        editor.execute(f"DROP TRIGGER deed_stays_{what}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("history", "0001_start")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
