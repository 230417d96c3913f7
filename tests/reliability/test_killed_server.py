"""R-01: the server is killed again and again under sixteen writers. What was acknowledged is there, once; nothing else is."""

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.cluster import Cluster, cluster_of_its_own, programs
from tests.reliability.installation import Installation
from tests.reliability.writers import Told, write

WRITERS, KILLS, ACKNOWLEDGED = 16, 4, 15


def killed_again_and_again(
    installation: Installation, *, kills: int = KILLS, kill: Callable[[], None] | None = None
) -> Told:
    """Sixteen champions write while the server dies and is started again, each time after some more was acknowledged.

    With `kill` that is what happens to it instead.
    """
    luck, told, done = random.Random(1), Told(), threading.Event()
    cookies = installation.make(champions=WRITERS)
    installation.start()
    writing = threading.Thread(target=write, args=(installation.port, cookies), kwargs={"told": told, "done": done})
    writing.start()
    for _ in range(kills):
        wait_for(told, more=ACKNOWLEDGED)
        time.sleep(luck.uniform(0.05, 0.5))
        (kill or installation.die_and_rise)()
    done.set()
    writing.join()
    installation.kill()
    return told


def wait_for(told: Told, *, more: int) -> None:
    """Wait until that many more sessions were acknowledged, ten seconds at most."""
    wanted, until = len(told.ok) + more, time.monotonic() + 10
    while len(told.ok) < wanted and time.monotonic() < until:
        time.sleep(0.02)


def lost_and_extra(told: Told, keys: list[str]) -> tuple[set[str], set[str]]:
    """What was acknowledged and is not there; what is there and was refused or never sent."""
    there = set(keys)
    return told.ok - there, there - told.ok - told.unknown


def test_r01_nothing_acknowledged_is_lost_and_nothing_is_there_twice(installation: Installation):
    told = killed_again_and_again(installation)

    state = installation.state()
    assert len(told.ok) > 50, "the writers got to write"
    assert lost_and_extra(told, state["keys"]) == (set(), set())
    assert len(state["keys"]) == len(set(state["notes"])), "no session twice"
    assert state["counted"] == len(state["keys"]), "the figures count what is there"
    assert state["contacts"][0] == state["contacts"][1]
    assert (state["integrity"], state["foreign"]) == ([["ok"]], [])


def test_r01_catches_a_server_that_says_saved_too_early(installation: Installation):
    installation.application = "tests.reliability.hasty:application"

    told = killed_again_and_again(installation, kills=2)

    assert lost_and_extra(told, installation.state()["keys"])[0] != set()


needs_cluster = pytest.mark.skipif(
    not os.environ.get("ALONGSIDE_DATABASE") or not programs(),
    reason="needs PostgreSQL, and its own programs on this machine to start one that can be killed",
)


def with_a_killed_postgres(cluster: Cluster, data: Path) -> tuple[Told, dict[str, object]]:
    """What people were told while PostgreSQL was killed three times, and what is there."""
    installation = Installation(data, database=cluster.address)

    def die_and_rise() -> None:
        cluster.kill()
        cluster.start()

    try:
        told = killed_again_and_again(installation, kills=3, kill=die_and_rise)
    finally:
        if installation.server:
            installation.kill()
    return told, installation.state()


@needs_cluster
def test_r01_t119_nothing_acknowledged_is_lost_when_postgres_is_killed(tmp_path: Path):
    with cluster_of_its_own(programs()) as cluster:
        told, state = with_a_killed_postgres(cluster, tmp_path / "data")

        assert cluster.is_sound("postgres")
    assert len(told.ok) > 25, "the writers got to write"
    assert lost_and_extra(told, state["keys"]) == (set(), set())
    assert len(state["keys"]) == len(set(state["notes"])) == state["counted"]


@needs_cluster
def test_r01_catches_a_postgres_that_says_done_too_early(tmp_path: Path):
    """One that acknowledges a commit before it is on the disk."""
    lazy = "-c synchronous_commit=off -c wal_writer_delay=10s"
    with cluster_of_its_own(programs(), options=lazy) as cluster:
        told, state = with_a_killed_postgres(cluster, tmp_path / "data")

    assert lost_and_extra(told, state["keys"])[0] != set()
