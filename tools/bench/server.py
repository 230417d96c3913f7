"""Starting a server, asking it for pages, and reading what that cost."""

import gzip
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    """What came back: status, body, bytes of the body over the wire, headers."""

    status: int
    body: bytes
    wire: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Server:
    """A web server of one process on this machine."""

    port: int
    process: "subprocess.Popen[bytes]"

    def ask(self, connection: http.client.HTTPConnection, path: str, *, cookie: str, body: str = "") -> Answer:
        """One request over an open connection; a post when there is a body."""
        headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Host": f"127.0.0.1:{self.port}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request("POST" if body else "GET", path, body=body or None, headers=headers)
        response = connection.getresponse()
        raw = response.read()
        read = gzip.decompress(raw) if response.getheader("Content-Encoding") == "gzip" else raw
        return Answer(response.status, read, len(raw), dict(response.getheaders()))

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept open."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def cpu(self) -> float:
        """Seconds of CPU that the server and its workers have used so far."""
        return sum(ticks_of(pid) for pid in family(self.process.pid)) / TICK

    def memory(self) -> int:
        """Proportional set size of the server and its workers, in bytes."""
        return sum(proportional_size(pid) for pid in family(self.process.pid))


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *[member for child in children for member in family(int(child))]]


def ticks_of(pid: int) -> int:
    """Clock ticks that a process has spent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def proportional_size(pid: int) -> int:
    """The memory of a process, shared pages divided by those who share them, in bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def serving(application: str, *, port: int, environment: Mapping[str, str], processes: int = 1) -> Iterator[Server]:
    """A granian server for that WSGI application, ended when the block ends."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(processes), "--no-access-log", "--log-level", "error", application]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment, "PYTHONPATH": str(ROOT)})
    try:
        wait_for(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> float:
    """Seconds until the server answers; an error after a minute."""
    started = time.monotonic()
    while time.monotonic() - started < 60:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/", headers={"Host": f"127.0.0.1:{port}"})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return time.monotonic() - started
        finally:
            connection.close()
    raise SystemExit("The server did not answer within a minute.")
