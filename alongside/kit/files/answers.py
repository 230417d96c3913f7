"""Handing a file out, so that a browser keeps it or shows it but never runs it."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from alongside.kit.files.models import StoredFile


def answer(stored: StoredFile) -> FileResponse:
    """The response with the file; whoever calls this has decided that the person may have it (T41)."""
    response = FileResponse(
        default_storage.open(stored.path), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
