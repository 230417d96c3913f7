"""Opening the file of a run, and matching its columns."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage

from alongside.kit.sheets import columns
from alongside.kit.sheets.columns import Matching
from alongside.kit.sheets.reading import Limits, Sheet, open_sheet
from alongside.overview.exchange.models import Remembered, Run
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.people.networks.models import Network

SHOWN = 5  # rows that a person sees while matching columns


@dataclass(frozen=True)
class Source:
    """A file that is there to be read: what it is about, where it lies, what it is called, which worksheet, which columns."""

    network: Network
    kind: str
    path: Path
    name: str
    part: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def opened(self) -> tuple[Sheet, Matching]:
        """The file's table and the match of its columns; SheetProblem when it cannot be read."""
        wanted = RECIPES[self.kind].fields()
        known = columns.known(wanted)
        sheet = open_sheet(self.path, name=self.name, part=self.part, known=known, limits=self.limits, is_strange=True)
        remembered = self.mapping or mapping_for(self.network, self.kind, sheet.headings)
        return sheet, columns.match(sheet.headings, wanted, remembered=remembered)


def source_of(run: Run) -> Source:
    """The file of a run."""
    path = Path(default_storage.path(run.file))
    return Source(run.network, run.kind, path, run.name, part=run.part, mapping=run.mapping)


def mapping_for(network: Network, kind: str, headings: tuple[str, ...]) -> dict[str, str]:
    """How the columns of a file with these headings were matched the last time; nothing when there was none."""
    found = Remembered.objects.filter(network=network, kind=kind, headings=headings_hash(headings)).first()
    return dict(found.mapping) if found else {}


def headings_hash(headings: tuple[str, ...]) -> str:
    """The SHA-256 of the headings in their order, in hexadecimal."""
    return hashlib.sha256("\0".join(headings).encode()).hexdigest()


def digest_of(path: Path) -> str:
    """The SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
