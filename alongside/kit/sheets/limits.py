"""How much of a file is read before it is refused."""

from typing import NamedTuple


class Limits(NamedTuple):
    """The most that one file may hold; a command may allow more than a page."""

    bytes: int = 20 * 1024 * 1024
    rows: int = 100_000
    columns: int = 1_000
    cells: int = 5_000_000  # of an Excel sheet, from its first corner to its last, filled or not
    unpacked: int = 50 * 1024 * 1024  # bytes that an Excel file says it holds
    parts: int = 100  # files inside an Excel file
    ratio: int = 100  # how much larger than itself a part of an Excel file may become


def megabytes(size: int) -> int:
    """Bytes as whole megabytes, at least one."""
    return max(1, round(size / 1024 / 1024))
