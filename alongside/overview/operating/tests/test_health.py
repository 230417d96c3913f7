import json
from collections import namedtuple
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from alongside.kit.jobs import actions as jobs
from alongside.kit.jobs.tests import chores
from alongside.kit.mail import outbox
from alongside.kit.mail.models import Letter
from alongside.overview.operating.queries import health
from alongside.people.networks.models import Network

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def well(now: datetime, settings, tmp_path) -> None:
    """An installation of which nothing bad can be said."""
    settings.DATA, settings.IS_LOCAL, settings.MAIL_ADDRESS = tmp_path, True, ""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    jobs.beat("worker", where="here", now=now)


def wrong(now: datetime) -> list[str]:
    return [one.name for one in health.findings(now=now) if not one.is_fine]


def post(now: datetime) -> None:
    outbox.post(outbox.Draft(kind="t", key="k", to="a@example.org", subject="s", text="t"), now=now)


def test_health_finds_nothing_wrong(well: None, now: datetime, capsys):
    assert wrong(now) == []
    call_command("health")
    said = capsys.readouterr().out
    assert "WRONG" not in said
    assert ("SQLite" if connection.vendor == "sqlite" else "PostgreSQL") in said


def test_health_misses_the_worker(well: None, now: datetime):
    assert wrong(now + timedelta(minutes=2)) == ["worker"]
    jobs.retire("worker")
    assert wrong(now) == ["worker"]


def test_health_sees_tasks_that_wait(well: None, now: datetime):
    chores.note.enqueue("later")
    jobs.beat("worker", where="here", now=now + timedelta(minutes=16))

    assert wrong(now) == []
    assert wrong(now + timedelta(minutes=16)) == ["tasks"]


@pytest.mark.parametrize(
    ("state", "found"), [("queued", ["mail"]), ("uncertain", ["mail"]), ("sent", []), ("failed", [])]
)
def test_health_sees_mail_that_waits_or_is_uncertain(well: None, now: datetime, settings, state: str, found: list[str]):
    settings.MAIL_ADDRESS = "smtp://mail.example.org"
    later = now + timedelta(minutes=16)
    jobs.beat("worker", where="here", now=later)
    post(now)
    Letter.objects.update(state=state, done_at=now)

    assert wrong(later) == found


def test_health_wants_a_mail_server_where_others_come(well: None, now: datetime, settings):
    settings.IS_LOCAL = False

    assert wrong(now) == ["mail"]


def test_health_sees_a_full_disk(well: None, now: datetime, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: usage(free=10**8))

    assert wrong(now) == ["disk"]


def test_health_sees_a_cache_that_forgets(well: None, now: datetime, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert wrong(now) == ["cache"]


def test_health_wants_a_backup_of_real_networks(well: None, now: datetime, settings, network: Network):
    assert wrong(now) == ["back-up"]
    note = settings.DATA / "last-backup.json"

    note.write_text(json.dumps({"made_at": (now - timedelta(days=7)).isoformat()}))
    assert wrong(now) == []
    note.write_text(json.dumps({"made_at": (now - timedelta(days=9)).isoformat()}))
    assert wrong(now) == ["back-up"]


def test_health_ends_with_status_1_and_one_line(well: None, settings):
    settings.IS_LOCAL = False

    with pytest.raises(CommandError, match=r"^Not well: mail\.$"):
        call_command("health")


def test_health_speaks_to_programs(well: None, capsys):
    call_command("health", "--json")

    told = json.loads(capsys.readouterr().out)
    assert {"name": "worker", "is_fine": True, "says": "alive"} in told


def test_megabytes():
    assert [health.megabytes(n) for n in (0, 5 * 2**20, 3 * 2**30)] == ["0 MB", "5 MB", "3.0 GB"]


def test_last_backup_is_none_before_the_first(well: None):
    assert health.last_backup() is None
