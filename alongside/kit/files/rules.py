"""How much may be kept, and what a file may be called."""

import unicodedata
from dataclasses import dataclass
from pathlib import PureWindowsPath

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no

LONGEST_NAME = 80


@dataclass(frozen=True)
class Quota:
    """How many files and bytes somebody may keep."""

    files: int
    size: int


OF_A_PERSON = Quota(files=500, size=200 * 2**20)
OF_A_NETWORK = Quota(files=50_000, size=20 * 2**30)


@dataclass(frozen=True)
class Kept:
    """How many files and bytes are kept already."""

    files: int
    size: int

    def fits(self, size: int, *, quota: Quota) -> bool:
        """Whether one file more of that size stays within the quota."""
        return self.files < quota.files and self.size + size <= quota.size


def may_store(size: int, *, own: Kept, network: Kept) -> Verdict:
    """Whether one file more may be kept (T57)."""
    if not own.fits(size, quota=OF_A_PERSON):
        return no(_("You have reached the room that one person has for files. Delete some that are no longer needed."))
    if not network.fits(size, quota=OF_A_NETWORK):
        return no(_("Your network has reached its room for files. Ask a coordinator to delete some."))
    return YES


def tidy_name(name: str, *, extension: str) -> str:
    """A name that is safe on every system: without folders, control signs and the old ending; "file" when nothing is left."""
    base = PureWindowsPath(name).name.rpartition(".")[0] or PureWindowsPath(name).name
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", base) if not unicodedata.category(sign).startswith("C")
    )
    kept = "".join("-" if sign in '\\/:*?"<>|' else sign for sign in plain).strip(" .")
    return f"{kept[:LONGEST_NAME] or 'file'}.{extension}"
