from datetime import date

import pytest


@pytest.fixture
def eight(enrol):
    """Eight champions, as few as may be told of."""
    return [enrol(f"Champion {number}", since=900) for number in range(8)]


@pytest.fixture
def help_in(eight, log):
    """Each of the eight helps so many people, an hour each, on that day: `help_in(date(2026, 8, 3), people=2)`."""

    def helped(on: date, *, people: int = 1, **details: object) -> None:
        for champion in eight:
            for number in range(people):
                log(champion, f"Bird {number}", on=on, **({"minutes": 60} | details))

    return helped
