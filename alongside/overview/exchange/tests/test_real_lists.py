"""The lists that councils published, brought in whole; skipped where they are not beside the repository."""

import os
from pathlib import Path

import pytest

from alongside.overview.exchange import actions
from alongside.overview.exchange.queries.sources import Source
from alongside.people.networks.models import District, Organisation, Team
from conftest import NOW

ROOT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("ALONGSIDE_SHARED", ROOT.parent / "shared")) / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the published files are not at {DATA} (ALONGSIDE_SHARED)")


def brought_in(network, name: str, *, kind: str = "places") -> tuple[int, ...]:
    run, _plan = actions.bring_in(Source(network, kind, DATA / name, Path(name).name), by=None, now=NOW, skips=False)
    assert run.refusal == ""
    return run.read, run.created, run.updated, run.unchanged, run.rejected


def test_the_libraries_of_the_country_and_what_later_lists_say_of_them(network):
    country, england = "libraries-uk/libraries_uk_hours.csv", "libraries-uk/libraries_england_2023.csv"
    wales = "libraries-uk/libraries_wales.csv"

    assert brought_in(network, country) == (4231, 4212, 0, 19, 0)
    assert Organisation.objects.count() == 208
    assert Team.objects.filter(closed_on=None).count() == 3753
    assert not Team.objects.filter(district=None).exists()
    assert brought_in(network, country) == (4231, 0, 0, 4231, 0)

    assert brought_in(network, wales)[:2] == (265, 0)
    assert Organisation.objects.exclude(code="").count() == 22
    assert brought_in(network, wales) == (265, 0, 0, 265, 0)

    read, created, *_rest = brought_in(network, england)
    assert (read, created < 280) == (3487, True)
    assert brought_in(network, england) == (3487, 0, 0, 3487, 0)
    assert Organisation.objects.count() == 208

    read, created, updated, _unchanged, rejected = brought_in(network, "outcodes/outcodes.csv", kind="districts")
    assert (read, created + updated, rejected) == (2856, 2856, 0)
    assert District.objects.filter(teams__isnull=False, latitude=None).distinct().count() < 30


def test_the_libraries_of_wales_first(network):
    assert brought_in(network, "libraries-uk/libraries_wales.csv") == (265, 265, 0, 0, 0)

    brought_in(network, "libraries-uk/libraries_uk_hours.csv")

    assert Organisation.objects.count() == 208
    assert Organisation.objects.get(code="W06000001").name == "Isle of Anglesey County Council"
