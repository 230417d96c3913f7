"""What is asked about files."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import Count, QuerySet, Sum

from alongside.kit.files.models import StoredFile
from alongside.kit.files.rules import Kept


def kept_by(owner: int, *, chain: int) -> Kept:
    """What one person keeps in the network."""
    return kept(StoredFile.objects.filter(chain=chain, owner=owner))


def kept_in(chain: int) -> Kept:
    """What a whole network keeps."""
    return kept(StoredFile.objects.filter(chain=chain))


def kept(files: QuerySet[StoredFile]) -> Kept:
    """How many, and how much."""
    found = files.aggregate(files=Count("pk"), size=Sum("size"))
    return Kept(files=found["files"], size=found["size"] or 0)


def paths_in_storage() -> Iterator[str]:
    """Every path that is in use; two letters, then the name."""
    if not default_storage.exists(""):
        return
    folders, _files = default_storage.listdir("")
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
