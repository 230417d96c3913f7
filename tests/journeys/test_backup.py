"""Backing up while people work, and restoring elsewhere: the same numbers."""

import os
import stat
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from alongside.kit.verdict import Refused
from alongside.overview.operating.actions import archives
from tests.journeys.installation import Installation

NUMBERS = """
from alongside.helping.figures.models import Figure
from alongside.helping.sessions.models import Session
from alongside.kit.history import recording
from alongside.kit.history.models import Deed
from alongside.overview.progress.models import Snapshot
from alongside.people.networks.models import Network
chains = [list(recording.verify(n.pk)) for n in Network.objects.all()]
figures = list(Figure.objects.filter(period='all').order_by('pk').values_list('scope', 'people', 'sessions', 'minutes'))
snapshots = list(Snapshot.objects.order_by('pk').values_list())
[Session.objects.count(), Deed.objects.count(), figures, chains, snapshots]
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a demo, an uploaded file and a letter that waits."""
    installation = Installation(tmp_path_factory.mktemp("full") / "data").migrate()
    installation.run("demo", "--scale", "small")
    (installation.data / "files" / "ab").mkdir(parents=True)
    (installation.data / "files" / "ab" / "picture.webp").write_bytes(b"picture" * 1000)
    installation.ask(
        "from django.utils import timezone\nfrom alongside.kit.mail import outbox\n"
        "outbox.post(outbox.Draft(kind='t', key='k', to='a@example.org', subject='s', text='t'), now=timezone.now())"
    )
    yield installation
    installation.end()


@pytest.fixture(scope="module")
def archive(full: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("safe") / "today.tar"
    full.run("backup", str(path))
    return path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path / "other")
    yield installation
    installation.end()


@pytest.fixture
def third(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path / "third")
    yield installation
    installation.end()


def test_restore_elsewhere_gives_the_same_numbers(full: Installation, archive: Path, other: Installation):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600

    other.run("restore", str(archive))

    assert other.ask(NUMBERS) == full.ask(NUMBERS)
    assert other.ask(NUMBERS)[0] > 1000
    assert other.ask(NUMBERS)[3] == [[], []]
    assert (other.data / "files/ab/picture.webp").read_bytes() == b"picture" * 1000
    assert (other.data / "secret_key").read_text() == (full.data / "secret_key").read_text()
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in other.data.rglob("*")} == {0}


def test_restore_holds_back_mail_that_may_have_gone(archive: Path, other: Installation, full: Installation):
    states = "from alongside.kit.mail.models import Letter\nlist(Letter.objects.values_list('state', flat=True))"
    assert full.ask(states) == ["queued"]

    other.run("restore", str(archive))

    assert other.ask(states) == ["uncertain"]


def test_restore_does_not_touch_what_is_there_unless_told(archive: Path, other: Installation):
    other.migrate()
    other.run("network", "leeds", "--name", "Leeds")
    networks = (
        "from alongside.people.networks.models import Network\nsorted(Network.objects.values_list('slug', flat=True))"
    )

    refused = other.run("restore", str(archive), check=False)

    assert (refused.returncode, refused.stderr) == (
        1,
        "There is data here already. Say --force to replace it; back it up first.\n",
    )
    assert other.ask(networks) == ["leeds"]
    other.run("restore", str(archive), "--force")
    assert other.ask(networks) == ["cardiff-demo", "demo"]


def test_backup_does_not_overwrite(full: Installation, archive: Path):
    before = archive.read_bytes()

    refused = full.run("backup", str(archive), check=False)

    assert (refused.returncode, refused.stderr) == (1, f"{archive} is there already. Choose another name.\n")
    assert archive.read_bytes() == before


def test_backup_leaves_nothing_half_written(full: Installation, tmp_path: Path):
    refused = full.run("backup", str(tmp_path / "nowhere" / "today.tar"), check=False)

    assert refused.stderr == f"There is no folder {tmp_path / 'nowhere'}.\n"
    assert list(tmp_path.iterdir()) == []


def refusal(archive: Path) -> str:
    with pytest.raises(Refused) as refused:
        archives.verify(archive, tell=lambda _bytes: None)
    return refused.value.reason


def test_a_single_wrong_bit_is_noticed(archive: Path, tmp_path: Path):
    archives.verify(archive, tell=lambda _bytes: None)
    damaged = tmp_path / "damaged.tar"
    body = archive.read_bytes()

    for place in (len(body) // 3, len(body) // 2, len(body) * 9 // 10):
        damaged.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert "is damaged" in refusal(damaged)


def test_a_file_that_breaks_off_is_noticed(archive: Path, tmp_path: Path):
    short = tmp_path / "short.tar"
    short.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    assert "short.tar" in refusal(short)


def test_a_file_of_somebody_else_is_refused(other: Installation, tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear all")
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(tmp_path / "letter.txt", arcname="letter.txt")

    assert "letter.txt cannot be read as a back-up" in refusal(tmp_path / "letter.txt")
    assert "other.tar is no back-up of Alongside" in refusal(tmp_path / "other.tar")
    refused = other.run("restore", str(tmp_path / "missing.tar"), check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "missing.tar cannot be read as a back-up" in refused.stderr


def test_names_that_lead_elsewhere_are_refused(archive: Path, tmp_path: Path):
    """An archive that would write outside of the data folder."""
    planted = tmp_path / "planted.tar"
    with tarfile.open(archive) as source, tarfile.open(planted, "w") as target:
        for member in source:
            target.addfile(member, source.extractfile(member))
        escape = tarfile.TarInfo("../escaped")
        escape.size = 3
        target.addfile(escape, BytesIO(b"bad"))

    assert "does not hold what its manifest says" in refusal(planted)


@pytest.mark.skipif(bool(os.environ.get("ALONGSIDE_DATABASE")), reason="the back-up is of SQLite here")
def test_restore_refuses_another_kind_of_database(archive: Path, other: Installation):
    other.environment["ALONGSIDE_DATABASE"] = "postgres://postgres@127.0.0.1:5432/postgres"

    refused = other.run("restore", str(archive), check=False)

    assert refused.stderr == "The back-up is of SQLite, and ALONGSIDE_DATABASE says PostgreSQL.\n"


def test_restore_refuses_while_the_worker_runs(archive: Path, other: Installation):
    other.migrate()
    other.ask(
        "from django.utils import timezone\nfrom alongside.kit.jobs import actions\n"
        "actions.beat('w', where='here', now=timezone.now())"
    )

    refused = other.run("restore", str(archive), "--force", check=False)

    assert refused.stderr == "The worker runs, or was killed within the last minute. Stop it first.\n"


def test_restore_forgets_the_worker_that_ran_when_the_back_up_was_made(other: Installation, third: Installation):
    other.migrate()
    other.ask(
        "from datetime import timedelta\nfrom django.utils import timezone\nfrom alongside.kit.jobs import actions\n"
        "now = timezone.now()\nactions.beat('w', where='there', now=now)\n"
        "actions.lease('scheduler', holder='w', until=now + timedelta(seconds=30), now=now)"
    )
    workers = "from alongside.kit.jobs.models import Lease, Worker\n[Worker.objects.count(), Lease.objects.count()]"
    archive = other.data.parent / "today.tar"
    other.run("backup", str(archive))
    assert other.ask(workers) == [1, 1]

    third.run("restore", str(archive))

    assert third.ask(workers) == [0, 0]
    third.run("restore", str(archive), "--force")
