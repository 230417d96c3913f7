"""R-07, T115: the disk is full. Writes say so in plain words, reads go on, nothing acknowledged is lost; room made is enough."""

import contextlib
import http.client
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.installation import Installation, database_of_its_own
from tests.reliability.writers import TOKEN, Answer, ask, session

LOG = "/n/leeds/log/"
MIB = 2**20
AMA = """
import django; django.setup()
from django.test import Client
from django.utils import timezone
from alongside.people.accounts.models import Account
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Network, Role
now = timezone.now()
account = Account.objects.create(email="ama@example.org", name="Ama")
member = networks.admit(account, network=Network.objects.get(), name="Ama", now=now)
networks.give_role(member, kind=Role.Kind.COORDINATOR, now=now)
client = Client()
client.force_login(account)
print(client.cookies["__Host-session"].value)
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Installation]:
    """An installation whose data folder is a disk of its own with 32 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m,mode=700", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root, with the right to mount")
    try:
        with database_of_its_own(os.environ.get("ALONGSIDE_DATABASE", "")) as database:
            made = Installation(disk / "data", database=database)
            yield made
            if made.server:
                made.kill()
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room there is, to the last byte."""
    filler = folder.parent / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (MIB, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass
    assert shutil.disk_usage(folder).free == 0
    return filler


def upload(port: int, cookie: str, *, size: int) -> Answer:
    """The answer to a spreadsheet of about that many bytes."""
    row = b"Bea,bea@example.org\n"
    rows = b"Name,E-mail address\n" + row * (size // len(row))
    parts = {"csrfmiddlewaretoken": TOKEN, "kind": "champions"}
    body = b"".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in parts.items()
    )
    body += (
        b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + rows + b"\r\n--cut--\r\n"
    )
    told = {
        "Content-Type": "multipart/form-data; boundary=cut",
        "Cookie": f"__Host-session={cookie}; __Host-csrf={TOKEN}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request("POST", "/n/leeds/imports/new/", body=body, headers=told)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode(), answer.headers.get("Retry-After", ""))


def reads(port: int, cookie: str) -> list[int]:
    """What pages that only show something answer."""
    return [ask(port, cookie, path).status for path in (LOG, "/n/leeds/", "/n/leeds/sessions/", "/worker.js")]


def test_r07_a_full_disk_stops_writes_and_nothing_else(small: Installation):
    [bea] = small.make(champions=1)
    ama = small.run(sys.executable, "-c", AMA).strip()
    small.start()
    saved = [str(uuid.uuid4()) for _ in range(5)]
    assert {ask(small.port, bea, LOG, session(key)).status for key in saved} == {302}
    assert upload(small.port, ama, size=100_000).status == 302
    filler = fill(small.data)

    told = [ask(small.port, bea, LOG, session(str(uuid.uuid4()))) for _ in range(20)]
    file = upload(small.port, ama, size=3_000_000)

    assert reads(small.port, bea) == [200] * 4
    if not small.database:
        assert {(answer.status, answer.again) for answer in told} == {(503, "10")}
        assert all("what you sent was not saved" in answer.body for answer in told)
    assert (file.status, file.again) == (503, "10")
    assert "what you sent was not saved" in file.body
    filler.unlink()
    started, key = time.monotonic(), str(uuid.uuid4())
    while ask(small.port, bea, LOG, session(key)).status != 302:
        assert time.monotonic() - started < 10, "it recovers by itself"
    assert upload(small.port, ama, size=3_000_000).status == 302
    state = small.state()
    assert {*saved, key} <= set(state["keys"])
    assert small.database or set(state["keys"]) == {*saved, key}, "what was refused is not there"
    assert state["counted"] == len(state["keys"])
    assert (state["integrity"], state["foreign"]) == ([["ok"]], [])
