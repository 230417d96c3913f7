"""Tasks for the tests of the worker."""

from django_tasks import task

from alongside.kit.verdict import Refused

DONE: list[str] = []


@task()
def note(word: str) -> None:
    """Remember the word."""
    DONE.append(word)


@task()
def fail() -> None:
    """Go wrong."""
    raise ZeroDivisionError


@task()
def refuse() -> None:
    """Say no."""
    raise Refused("This file is not a spreadsheet.")
