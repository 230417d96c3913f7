"""What a run of tests keeps for all its processes."""

import pytest

from tests import migrated


def pytest_configure(config: pytest.Config) -> None:
    """The process that begins the run keeps the tables; those that it starts find them."""
    if not hasattr(config, "workerinput"):
        config.add_cleanup(migrated.begin())
