import os
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from alongside.kit.files import actions, answers, queries, rules
from alongside.kit.files.models import StoredFile
from alongside.kit.verdict import Refused

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
Kind = StoredFile.Kind


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


def photo(size: tuple[int, int] = (30, 20)) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, format="JPEG")
    return file


def store(
    upload=None, *, kind: Kind = Kind.PICTURE, name: str = "me.jpg", owner: int = 1, chain: int = 1
) -> StoredFile:
    return actions.store(upload or photo(), kind=kind, name=name, owner=owner, chain=chain, now=NOW)


def zipped(**members: bytes) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return file


def test_store_keeps_a_picture_under_a_name_of_ours(folder: Path):
    stored = store(SimpleUploadedFile("../../evil.php", photo().getvalue()), name="../../Nain & Taid.php")

    (path,) = (path for path in folder.rglob("*") if path.is_file())
    assert path.relative_to(folder).as_posix() == stored.path == f"{stored.key.hex[:2]}/{stored.key.hex}.webp"
    assert path.stat().st_mode & 0o077 == 0
    assert (stored.name, stored.content_type) == ("Nain & Taid.webp", "image/webp")
    assert (stored.width, stored.height, stored.size) == (30, 20, path.stat().st_size)
    assert (stored.owner, stored.chain, stored.stored_at) == (1, 1, NOW)


@pytest.mark.parametrize(
    ("upload", "ending"),
    [
        (BytesIO(b"Name,Date\nBea,1.2.2026\n"), "csv"),
        (BytesIO("Enw;Dyddiad\nSiân;1.2.2026\n".encode("cp1252")), "csv"),
        (BytesIO("Name\tDate\n".encode("utf-16")), "csv"),
        (zipped(xl__workbook_xml=b"<workbook/>"), "xlsx"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ],
)
def test_store_takes_spreadsheets_by_their_content(upload: BytesIO, ending: str):
    assert store(upload, kind=Kind.SHEET, name="log.exe").name == f"log.{ending}"


@pytest.mark.parametrize(
    "upload",
    [
        BytesIO(b"<html><script>alert(1)</script></html>"),
        BytesIO(b"\xef\xbb\xbf <svg onload='alert(1)'/>"),
        BytesIO(b"%PDF-1.7"),
        BytesIO(b"MZ\x90\x00\x03"),
        BytesIO(b"PK\x03\x04 broken"),
        BytesIO(b""),
        zipped(word__document_xml=b"<document/>"),
        zipped(xl__workbook_xml=b"<workbook/>", xl__vbaProject_bin=b"macro"),
    ],
)
def test_store_refuses_what_is_no_spreadsheet(upload: BytesIO, folder: Path):
    """T41: whatever it is called."""
    with pytest.raises(Refused, match="This is not a spreadsheet"):
        store(upload, kind=Kind.SHEET, name="log.csv")

    assert list(folder.iterdir()) == []


def test_store_refuses_what_is_too_large(monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 100)

    with pytest.raises(Refused, match="This file is too large"):
        store()


def test_store_keeps_within_what_a_person_may_have(monkeypatch):
    """T57: ten thousand small files."""
    monkeypatch.setattr(rules, "OF_A_PERSON", rules.Quota(files=3, size=10**9))
    for _ in range(3):
        store()

    with pytest.raises(Refused, match="the room that one person has"):
        store()

    assert store(owner=2)
    assert store(chain=2), "in another network they begin anew"


def test_store_counts_bytes_as_well(monkeypatch):
    """T57."""
    size = store().size
    monkeypatch.setattr(rules, "OF_A_PERSON", rules.Quota(files=99, size=2 * size))
    store()

    with pytest.raises(Refused, match="the room that one person has"):
        store()


def test_store_keeps_within_what_a_network_may_have(monkeypatch):
    """T57."""
    monkeypatch.setattr(rules, "OF_A_NETWORK", rules.Quota(files=3, size=10**9))
    for owner in range(3):
        store(owner=owner)

    with pytest.raises(Refused, match="Your network has reached its room"):
        store(owner=9)


def test_answer_is_kept_or_shown_but_never_run():
    """T41."""
    stored = store(name='Nain "n\r\nSet-Cookie: a=b.jpg')

    response = answers.answer(stored)

    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


def test_remove_takes_the_file_when_it_is_certain(folder: Path):
    stored = store()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.remove(stored)
        raise ZeroDivisionError
    assert (folder / stored.path).exists()

    actions.remove(StoredFile.objects.get())
    assert not (folder / stored.path).exists()
    assert queries.kept_by(1, chain=1) == rules.Kept(files=0, size=0)


def test_sweep_takes_what_no_row_knows(folder: Path):
    kept, lost, fresh = store(), store(), store()
    StoredFile.objects.exclude(pk=kept.pk).delete()
    now = datetime.now(UTC)
    for stored in (kept, lost):
        old = (now - timedelta(days=2)).timestamp()
        os.utime(folder / stored.path, (old, old))

    assert actions.sweep(now=now) == 1

    assert [(folder / one.path).exists() for one in (kept, lost, fresh)] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("photo.jpg", "photo.webp"),
        ("C:\\Users\\bea\\photo.jpg", "photo.webp"),
        ("../../etc/passwd", "passwd.webp"),
        ("a\x00b\r\n.jpg", "ab.webp"),
        ('what? <"now">.png', "what- --now--.webp"),
        ("", "file.webp"),
        ("...", "file.webp"),
        ("x" * 300 + ".jpg", "x" * 80 + ".webp"),
        ("llun o Siân.jpg", "llun o Siân.webp"),
    ],
)
def test_tidy_name(name: str, tidy: str):
    assert rules.tidy_name(name, extension="webp") == tidy
