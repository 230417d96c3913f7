"""Everything that was found in a file, row by row, on the disk: a page shows the first of each fault, a download all."""

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import IO

from django.core.files.storage import default_storage

from alongside.kit.spool import unnamed
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.rules.findings import Finding

QUICK = 1  # of nine levels; sentences that repeat become small at any


class Notes:
    """Findings as they are noted, packed, a line for each row, so that memory stays flat however many there are."""

    def __init__(self) -> None:
        self._file = unnamed()
        self._lines = gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=QUICK)

    def put(self, findings: Sequence[Finding]) -> None:
        """Note what was found in a row, if anything."""
        if findings:
            self._lines.write(json.dumps(findings, ensure_ascii=False).encode() + b"\n")

    def packed(self) -> IO[bytes]:
        """The file, from its beginning; nothing can be noted any more."""
        self._lines.close()
        self._file.seek(0)
        return self._file

    def __iter__(self) -> Iterator[list[Finding]]:
        """What was found in each row, in order."""
        return read(self.packed())


def read(packed: IO[bytes]) -> Iterator[list[Finding]]:
    """What was found in each row, in order."""
    with gzip.GzipFile(fileobj=packed) as lines:
        for line in lines:
            yield [Finding(*found) for found in json.loads(line)]


def name_of(run: Run) -> str:
    """Under which name the notes of a run are kept, beside its file."""
    return f"{run.file}-notes"


def notes_of(run: Run) -> Iterator[list[Finding]]:
    """What was found in each row of the file of a run."""
    with default_storage.open(name_of(run)) as packed:
        yield from read(packed)
