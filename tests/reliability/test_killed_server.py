"""R-01: the server is killed again and again under sixteen writers. What was acknowledged is there, once; nothing else is."""

import random
import threading
import time

from tests.reliability.installation import Installation
from tests.reliability.writers import Told, write

WRITERS, KILLS, ACKNOWLEDGED = 16, 6, 10


def killed_again_and_again(installation: Installation, *, kills: int = KILLS) -> Told:
    """Sixteen champions write while the server dies and is started again, each time after some more was acknowledged."""
    luck, told, done = random.Random(1), Told(), threading.Event()
    cookies = installation.make(champions=WRITERS)
    installation.start()
    writing = threading.Thread(target=write, args=(installation.port, cookies), kwargs={"told": told, "done": done})
    writing.start()
    for _ in range(kills):
        wait_for(told, more=ACKNOWLEDGED)
        time.sleep(luck.uniform(0.05, 0.5))
        installation.kill()
        installation.start()
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
