"""A PostgreSQL of its own, which can be killed like the machine it runs on."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.installation import free_port

SUPERUSER = "postgres"


def programs() -> Path | None:
    """Where PostgreSQL's own programs are; None without them, or when root cannot become somebody else to run them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = shutil.which("initdb")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return None
    return Path(found[-1] if found else beside).parent if found or beside else None


@dataclass
class Cluster:
    """The folder of the cluster, the programs that run it, and its port."""

    folder: Path
    programs: Path
    port: int
    options: str = ""

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"postgres://{SUPERUSER}@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """One of its programs, to its end; PostgreSQL refuses to run as root."""
        become = ["runuser", "-u", SUPERUSER, "--"] if os.geteuid() == 0 else []
        command = [*become, str(self.programs / program), *words]
        return subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def start(self) -> None:
        """Start it; what an earlier one left behind may take a moment to go."""
        told = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= {self.options}"
        until = time.monotonic() + 30
        while self.run("pg_ctl", "-D", str(self.folder), "-o", told, "-w", "-t", "20", "start").returncode:
            assert time.monotonic() < until, "PostgreSQL does not start again"
            time.sleep(0.2)

    def kill(self) -> None:
        """The postmaster is gone at once, and its children follow."""
        os.kill(int((self.folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def is_sound(self, database: str) -> bool:
        """What PostgreSQL's own check says of every table and index."""
        there = ("-h", "127.0.0.1", "-p", str(self.port), "-U", SUPERUSER)
        return self.run("pg_amcheck", *there, "--install-missing", "--heapallindexed", "-d", database).returncode == 0


@contextlib.contextmanager
def cluster_of_its_own(where: Path, *, options: str = "") -> Iterator[Cluster]:
    """A new cluster that runs with those options, and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, SUPERUSER)
    made = Cluster(folder / "data", where, free_port(), options)
    try:
        words = ["-D", str(made.folder), "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"]
        assert made.run("initdb", *words).returncode == 0, "initdb"
        made.start()
        yield made
    finally:
        made.run("pg_ctl", "-D", str(made.folder), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
