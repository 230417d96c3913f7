"""Forgetting what is no longer needed of imports: they hold names and addresses."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models.functions import Coalesce

from alongside.overview.exchange.models import Change, Run
from alongside.overview.exchange.queries import notes
from alongside.overview.exchange.rules.rights import KEEP_FILE_FOR, UNDO_FOR


def forget(*, now: datetime) -> int:
    """Remove files after 30 days, and what runs changed and found after 90; how many files went.

    The 30 days begin when a file is chosen, the 90 when it came in, or was refused: for so long `may_undo` lets it be undone.
    """
    old = Run.objects.filter(uploaded_at__lt=now - KEEP_FILE_FOR).exclude(file="").exclude(state__in=Run.BUSY)
    gone = 0
    for run in old:
        default_storage.delete(run.file)
        default_storage.delete(notes.name_of(run))
        Run.objects.filter(pk=run.pk).update(file="")
        gone += 1
    ended = Run.objects.alias(ended_at=Coalesce("done_at", "uploaded_at"))
    past = ended.filter(ended_at__lt=now - UNDO_FOR).exclude(state__in=Run.BUSY)
    Change.objects.filter(run__in=past).delete()
    past.exclude(findings=[]).update(findings=[], faults=[])
    return gone
