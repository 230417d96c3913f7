"""What waits on the disk for a while, so that memory stays flat however much there is of it."""

import os
import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, Generic, TypeVar

Value = TypeVar("Value")

AT_ONCE = 1_000
"""Values that are held in memory before they are written."""


def unnamed() -> IO[bytes]:
    """An empty file without a name, which is gone once it is closed or forgotten."""
    return tempfile.TemporaryFile()


class Spool(Generic[Value]):
    """Values in the order in which they were put in, to be gone through as often as wanted."""

    def __init__(self) -> None:
        self._file = unnamed()
        self._lumps = 0
        self._waiting: list[Value] = []

    def put(self, value: Value) -> None:
        """Add one after those that are there."""
        self._waiting.append(value)
        if len(self._waiting) >= AT_ONCE:
            self._store()

    def __iter__(self) -> Iterator[Value]:
        """Every value that has been put in."""
        self._store()
        place = 0
        for _lump in range(self._lumps):
            self._file.seek(place)  # somebody else may have gone through it meanwhile
            values: list[Value] = pickle.load(self._file)  # noqa: S301 -- a file without a name, which only we have open
            place = self._file.tell()
            yield from values

    def _store(self) -> None:
        self._file.seek(0, os.SEEK_END)
        pickle.dump(self._waiting, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._lumps, self._waiting = self._lumps + 1, []
