"""R-03, T93, T94: what phones kept comes in exactly once, however often, in whatever order and over whatever line it is sent."""

import random
import time
from dataclasses import dataclass

from tests.reliability.installation import Installation
from tests.reliability.phones import Answers, Kept, kept_by, phones_of, send

CHAMPIONS, PHONES, ENTRIES = 8, 5, 25
"""Forty senders at once, five for each champion with the same entries."""
SECONDS = 150.0
"""After this the phones give up, and the test says what they could not send."""


@dataclass
class Outcome:
    """What was sent, what was told, and what is there."""

    kept: list[Kept]
    answers: Answers
    unsent: int
    state: dict[str, object]

    @property
    def ids(self) -> set[str]:
        """Every id that a phone made."""
        return {one for kept in self.kept for one in kept.first}

    def faults(self) -> dict[str, object]:
        """Everything that is not exactly once; empty when R-03 holds."""
        notes, named = list(self.state["notes"]), dict(self.state["sessions"])
        wrong = {one for one, told in self.answers.sessions.items() if told != {named.get(one)}}
        edited = {one for kept in self.kept for one in kept.edited}
        found = {
            "not sent": self.unsent,
            "lost": sorted(self.ids - set(notes)),
            "twice": sorted({note for note in notes if notes.count(note) > 1}),
            "strange": sorted(set(named) - self.ids),
            "answered with another session": sorted(wrong),
            "edited and not held": sorted(edited ^ set(self.state["held"])),
            "held twice": len(self.state["held"]) - len(set(self.state["held"])),
            "counted wrongly": self.state["counted"] - len(notes),
            "contacts counted wrongly": self.state["contacts"][0] - self.state["contacts"][1],
            "damaged": [*self.state["foreign"], *[one for one in self.state["integrity"] if one != ["ok"]]],
        }
        return {name: fault for name, fault in found.items() if fault}


def replayed(installation: Installation, *, entries: int, kills: int, phones: int = PHONES) -> Outcome:
    """Every champion's phones send the same entries, shuffled, while lines break and the server is killed that many times."""
    luck = random.Random(3)
    cookies = installation.make(champions=CHAMPIONS)
    installation.start()
    kept = [kept_by(installation.port, cookie, count=entries, luck=luck) for cookie in cookies]
    senders = [
        one
        for cookie, mine in zip(cookies, kept, strict=True)
        for one in phones_of(installation.port, cookie, mine, count=phones, luck=luck)
    ]
    answers, threads = send(senders, seconds=SECONDS)
    for _ in range(kills):
        wait_for_more(answers, wanted=CHAMPIONS * entries // (kills + 2))
        installation.kill()
        installation.start()
    for thread in threads:
        thread.join()
    installation.kill()
    return Outcome(kept, answers, sum(len(one.kept) for one in senders), installation.state())


def wait_for_more(answers: Answers, *, wanted: int) -> None:
    """Wait until that many more entries were acknowledged, ten seconds at most."""
    until, before = time.monotonic() + 10, len(answers.states)
    while len(answers.states) < before + wanted and time.monotonic() < until:
        time.sleep(0.02)


def test_r03_what_phones_kept_comes_in_exactly_once(installation: Installation):
    outcome = replayed(installation, entries=ENTRIES, kills=3)

    assert outcome.faults() == {}
    assert len(outcome.ids) == len(outcome.state["keys"]) == CHAMPIONS * ENTRIES
    assert set(outcome.answers.cut) == {"half", "whole"}, "lines were cut"
    assert outcome.answers.parcels.count(0) > 10, "answers were lost"
    assert {state for states in outcome.answers.states.values() for state in states} == {"saved", "held"}


def test_r03_catches_a_server_that_forgets_what_it_was_sent(installation: Installation):
    installation.application = "tests.reliability.forgetful:application"

    outcome = replayed(installation, entries=10, kills=1)

    assert {"twice", "answered with another session"} <= set(outcome.faults())


def test_r03_catches_a_server_that_says_saved_too_early(installation: Installation):
    """With one phone a champion: what it was told is saved is sent by nobody again."""
    installation.application = "tests.reliability.hasty:application"

    outcome = replayed(installation, entries=20, kills=1, phones=1)

    assert "lost" in outcome.faults()
