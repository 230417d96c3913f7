"""What the two databases need for work that is larger than a page."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

ROOM = 64
"""Megabytes for sorting, and for pages that are read again."""


def look_again() -> None:
    """Let PostgreSQL count what lies in its tables after much was written at once: until then it guesses, and pages are slow.

    It would do so by itself about a minute later (https://www.postgresql.org/docs/15/populate.html); SQLite needs no telling.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def roomy() -> Iterator[None]:
    """Statements inside may use more memory, up to a bound: what does not fit goes to the disk and not into memory.

    Within a transaction SQLite keeps temporary tables wherever it kept them before (https://www.sqlite.org/pragma.html).
    """
    if connection.vendor == "postgresql":
        with room_to_sort():
            yield
        return
    settings, back = [f"PRAGMA cache_size = -{ROOM * 1024}"], [f"PRAGMA cache_size = {told('cache_size')}"]
    if not connection.in_atomic_block:
        settings, back = ["PRAGMA temp_store = FILE", *settings], [*back, f"PRAGMA temp_store = {told('temp_store')}"]
    with set_to(settings, back=back):
        yield


@contextmanager
def room_to_sort() -> Iterator[None]:
    """PostgreSQL may sort and hash in more memory than it gives to every page; SQLite needs no telling."""
    if connection.vendor == "postgresql":
        with set_to([f"SET work_mem = '{ROOM}MB'"], back=["RESET work_mem"]):
            yield
    else:
        yield


@contextmanager
def set_to(settings: list[str], *, back: list[str]) -> Iterator[None]:
    """Settings of the connection for the time being."""
    run(settings)
    try:
        yield
    except BaseException:
        with suppress(
            DatabaseError
        ):  # PostgreSQL takes nothing after a failed statement, and forgets the setting itself
            run(back)
        raise
    run(back)


def told(pragma: str) -> int:
    """What SQLite says of one of its settings."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return int(cursor.fetchone()[0])


def run(statements: list[str]) -> None:
    """One after the other."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
