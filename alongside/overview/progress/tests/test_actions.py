from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ForeignKey

from alongside.helping.figures.models import Figure
from alongside.helping.figures.rules import period_named
from alongside.kit.verdict import Refused
from alongside.overview.monitoring.queries.reach import part_of
from alongside.overview.monitoring.queries.summary import summary_of
from alongside.overview.progress import actions, jobs
from alongside.overview.progress.models import Snapshot
from conftest import NOW, TODAY

LATER = datetime(2027, 1, 14, 3, 50, tzinfo=UTC)


def taken(network):
    names = ("stretch", "people", "sessions", "champions", "minutes")
    return {row[0]: row[1:] for row in Snapshot.objects.filter(network=network).values_list(*names)}


def test_show_freezes_what_is_finished(network, ama, help_in):
    help_in(date(2026, 2, 3), people=2)
    help_in(date(2026, 8, 3), people=3)
    help_in(TODAY)

    actions.show(network, by=ama, now=NOW)

    network.refresh_from_db()
    assert network.shows_progress
    assert taken(network) == {
        "q2026-1": (16, 16, 8, 960),
        "f2025": (16, 16, 8, 960),
        "s2025": (16, 16, 8, 960),
        "q2026-2": (0, 0, 0, 0),
        "q2026-3": (24, 24, 8, 1440),
    }


def test_show_freezes_the_numbers_of_the_pages_inside(network, ama, help_in):
    help_in(date(2024, 5, 3), people=2)
    help_in(date(2026, 2, 3), people=3)
    help_in(date(2026, 2, 4), people=1, provenance="stated")

    actions.show(network, by=ama, now=NOW)

    for name in ("q2026-1", "f2025", "f2024"):
        seen = summary_of(part_of(ama), ama, period=period_named(name), today=TODAY)
        frozen = Snapshot.objects.get(network=network, stretch=name)
        assert (frozen.people, frozen.sessions, frozen.minutes) == (
            seen.now.people,
            seen.now.sessions,
            seen.now.minutes,
        )
        assert (frozen.champions, frozen.sessions_stated) == (seen.active, seen.now.sessions_stated)
    everything = Figure.objects.get(network=network, scope="network", period="all")
    since = Snapshot.objects.get(network=network, stretch="s2025")
    assert (since.people, since.sessions, since.minutes) == (everything.people, everything.sessions, everything.minutes)
    assert since.champions == 8


def test_show_notes_where_one_champion_leads(network, ama, help_in, log, eight):
    help_in(date(2026, 8, 3))
    for _ in range(20):
        log(eight[0], "Heron", on=date(2026, 8, 4), minutes=60)

    actions.show(network, by=ama, now=NOW)

    one = Snapshot.objects.get(network=network, stretch="q2026-3")
    assert (one.sessions_lean, one.minutes_lean, one.people_lean) == (True, True, False)


def test_show_is_for_coordinators_of_the_whole(network, cai):
    with pytest.raises(Refused):
        actions.show(network, by=cai, now=NOW)

    assert not Snapshot.objects.exists()


def test_the_clock_takes_each_period_once_and_never_changes_it(network, ama, help_in):
    help_in(date(2026, 8, 3))
    actions.show(network, by=ama, now=NOW)
    before = taken(network)
    help_in(date(2026, 8, 9), people=5)
    help_in(date(2026, 5, 9), people=5)
    help_in(date(2026, 11, 9), people=2)

    jobs.freeze_what_is_finished(LATER)
    jobs.freeze_what_is_finished(LATER)

    assert taken(network) == before | {"q2026-4": (16, 16, 8, 960)}


def test_the_clock_waits_fourteen_days(network, ama, help_in):
    help_in(date(2026, 8, 3))
    actions.show(network, by=ama, now=datetime(2026, 10, 13, 12, tzinfo=UTC))
    assert taken(network) == {}

    jobs.freeze_what_is_finished(datetime(2026, 10, 14, 3, 50, tzinfo=UTC))

    assert [*taken(network)] == ["q2026-3"]


def test_what_is_written_down_late_counts_in_the_year(network, ama, help_in):
    help_in(date(2026, 5, 3))
    actions.show(network, by=ama, now=NOW)
    help_in(date(2026, 5, 9), people=3)

    jobs.freeze_what_is_finished(datetime(2027, 4, 14, 3, 50, tzinfo=UTC))

    assert taken(network)["q2026-2"] == (8, 8, 8, 480)
    assert taken(network)["f2026"] == taken(network)["s2026"] == (24, 32, 8, 1920)


def test_the_clock_leaves_networks_alone_that_show_nothing(network, other_network, ama, help_in):
    help_in(date(2026, 8, 3))
    jobs.freeze_what_is_finished(NOW)
    assert taken(network) == {}

    actions.show(network, by=ama, now=NOW)
    actions.hide(network, by=ama, now=NOW)
    jobs.freeze_what_is_finished(LATER)

    network.refresh_from_db()
    assert not network.shows_progress
    assert [*taken(network)] == ["q2026-3"]
    assert taken(other_network) == {}


def test_the_database_refuses_to_change_a_snapshot(network, ama, help_in):
    help_in(date(2026, 8, 3))
    actions.show(network, by=ama, now=NOW)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Snapshot.objects.update(people=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.create(network=network, stretch="q2026-3", taken_at=NOW)

    assert taken(network)["q2026-3"] == (8, 8, 8, 480)


def test_a_snapshot_names_nobody():
    columns = Snapshot._meta.concrete_fields

    assert [one.name for one in columns if isinstance(one, ForeignKey)] == ["network"]
    assert {one.get_internal_type() for one in columns if not one.primary_key} == {
        "ForeignKey",
        "CharField",
        "DateTimeField",
        "PositiveIntegerField",
        "BooleanField",
    }


def test_freezing_asks_no_more_for_many_champions(network, help_in, enrol, log, django_assert_num_queries):
    help_in(date(2026, 8, 3))
    with django_assert_num_queries(8):
        actions.take(network, now=NOW)
    Snapshot.objects.all().delete()
    for number in range(30):
        log(enrol(f"More {number}", since=300), "Heron", on=date(2026, 8, 3))

    with django_assert_num_queries(8):
        actions.take(network, now=NOW)

    assert taken(network)["q2026-3"] == (38, 38, 38, 1830)
