"""An installation of its own for each test, on the database that the tests run on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.installation import Installation, database_of_its_own


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Empty, and not started."""
    with database_of_its_own(os.environ.get("ALONGSIDE_DATABASE", "")) as database:
        made = Installation(tmp_path / "data", database=database)
        yield made
        if made.server:
            made.kill()
