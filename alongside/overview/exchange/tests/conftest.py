"""What the tests of imports ask for: a file brought in from its text."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test.utils import override_settings

from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Kind, Run
from alongside.overview.exchange.queries.runs import preview_of
from alongside.overview.exchange.queries.sources import Source, source_of
from alongside.people.networks.models import Network
from conftest import NOW


@pytest.fixture
def bring_in(network: Network, tmp_path: Path) -> Callable[..., Run]:
    """`bring_in(text, kind=…)` brings a CSV file into Leeds, or into another network, and gives the run."""

    def brought(text: str, *, kind: str = Kind.PLACES, into: Network = network, skips: bool = False) -> Run:
        path = tmp_path / "list.csv"
        path.write_text(text)
        return actions.bring_in(Source(into, kind, path, path.name), by=None, now=NOW, skips=skips)[0]

    return brought


@pytest.fixture
def files(tmp_path: Path) -> Iterator[None]:
    """Files lie in a folder of their own."""
    own = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    with override_settings(STORAGES=settings.STORAGES | {"default": own}):
        yield


@pytest.fixture
def choose(network: Network, files: None) -> Callable[..., Run]:
    """`choose(text, kind=…)` has a CSV file chosen and checked for Leeds, and gives the run, which waits."""

    def chosen(text: str, *, kind: str = Kind.PLACES, name: str = "waiting.csv", now: datetime = NOW) -> Run:
        run = actions.receive(network, ContentFile(text.encode(), name), kind=kind, by=None, now=now)
        preview = preview_of(run)
        actions.match(run, mapping=preview.matched, headings=preview.headings, by=None)
        actions.check(run, now=now)
        return run

    return chosen


@pytest.fixture
def carry_out() -> Callable[..., Run]:
    """`carry_out(run)` brings a file in that was chosen."""

    def carried(run: Run, *, now: datetime = NOW) -> Run:
        actions.start(run, skips=False, by=None, now=now)
        run.refresh_from_db()
        actions.carry_out(run, source_of(run), now=now)
        run.refresh_from_db()
        return run

    return carried


@pytest.fixture
def undo() -> Callable[..., Run]:
    """`undo(run)` takes out what it brought in; `undo(run, leaves=True)` but for what has to stay."""

    def undone(run: Run, *, leaves: bool = False, now: datetime = NOW) -> Run:
        actions.begin_undo(run, by=None, now=now, leaves=leaves)
        run.refresh_from_db()
        actions.undo(run, now=now, leaves=leaves)
        run.refresh_from_db()
        return run

    return undone


def counts(run: Run) -> tuple[int, ...]:
    """Rows read, created, updated, unchanged and rejected."""
    return run.read, run.created, run.updated, run.unchanged, run.rejected
