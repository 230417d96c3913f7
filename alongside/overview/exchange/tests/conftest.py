"""What the tests of imports ask for: a file brought in from its text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Kind, Run
from alongside.overview.exchange.queries.sources import Source
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
def undo() -> Callable[..., Run]:
    """`undo(run)` takes out what it brought in; `undo(run, leaves=True)` but for what has to stay."""

    def undone(run: Run, *, leaves: bool = False) -> Run:
        actions.begin_undo(run, by=None, now=NOW, leaves=leaves)
        run.refresh_from_db()
        actions.undo(run, now=NOW, leaves=leaves)
        run.refresh_from_db()
        return run

    return undone


def counts(run: Run) -> tuple[int, ...]:
    """Rows read, created, updated, unchanged and rejected."""
    return run.read, run.created, run.updated, run.unchanged, run.rejected
