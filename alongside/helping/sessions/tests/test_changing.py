import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, connections, transaction

from alongside.helping.figures.models import Figure
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Attendance, Session, Topic
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.edits.versions import Changed
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from conftest import NOW

TODAY = NOW.date()


def entry(**details) -> LogEntry:
    return LogEntry(**({"key": uuid.uuid4(), "happened_on": TODAY, "minutes": 45} | details))


def codes(*names):
    return {name: uuid.uuid4() for name in names}


def logged(champion, **details):
    return actions.log(champion, entry(**details), by=champion.member, now=NOW).session


def figure(network, scope="network", period="all", **of):
    return Figure.objects.get(network=network, scope=scope, period=period, **of)


def test_change_moves_the_figures_from_month_to_month(network, bea):
    session = logged(bea, new_codes=codes("Heron"))
    heron = Learner.objects.get()
    moved = entry(key=session.key, happened_on=date(2026, 9, 3), minutes=30, learners=(heron.pk,))

    actions.change(session, moved, version=1, by=bea.member, now=NOW)

    november, september = figure(network, period="m2026-11"), figure(network, period="m2026-09")
    assert (november.sessions, november.people, november.new_people, november.minutes) == (0, 0, 0, 0)
    assert (september.sessions, september.people, september.new_people, september.minutes) == (1, 1, 1, 30)
    assert figure(network).last_on == date(2026, 9, 3)
    heron.refresh_from_db()
    assert heron.last_on == date(2026, 9, 3)


def test_change_takes_people_out_and_brings_known_ones_in(network, bea):
    first = logged(bea, new_codes=codes("Heron"), happened_on=TODAY - timedelta(days=7))
    session = logged(bea, new_codes=codes("Teapot"))
    heron = Learner.objects.get(code="Heron")

    actions.change(session, entry(key=session.key, learners=(heron.pk,)), version=1, by=bea.member, now=NOW)

    assert (figure(network).people, figure(network).new_people, figure(network).contacts) == (1, 1, 2)
    assert Attendance.objects.filter(session=session).get().learner == heron
    assert Learner.objects.get(code="Teapot").last_on is None
    assert first.attendances.count() == 1


def test_change_says_afterwards_what_the_entry_says(network, bea):
    session = logged(bea)
    topics = tuple(Topic.objects.filter(network=network).values_list("pk", flat=True)[:2])
    told = entry(
        key=session.key,
        headcount=3,
        topics=topics,
        how="phone",
        needs=("data",),
        note="Better now",
        practices=(("edsf-2022/F1", "alone"),),
    )

    actions.change(session, told, version=1, by=bea.member, now=NOW)

    session.refresh_from_db()
    assert queries.entry_of(session) == told
    assert session.version == 2
    assert figure(network, "topic", scope_id=topics[0]).sessions == 1


def test_change_keeps_what_was_before_in_the_history_but_not_the_note(bea):
    session = logged(bea)

    actions.change(session, entry(key=session.key, minutes=60, note="Secret"), version=1, by=bea.member, now=NOW)

    assert Deed.objects.get(verb="changed").changes == {"minutes": [45, 60], "note": None}


def test_change_shows_both_texts_to_the_second_of_two(bea, ama):
    session = logged(bea)
    actions.change(session, entry(key=session.key, minutes=60), version=1, by=bea.member, now=NOW)

    with pytest.raises(Changed) as both:
        actions.change(session, entry(key=session.key, minutes=15), version=1, by=ama, now=NOW)

    assert [(d.label, d.now, d.yours) for d in both.value.differences] == [("How long", "1 hour", "15 minutes")]
    assert both.value.version == "2"
    assert Session.objects.get().minutes == 60


def test_change_is_refused_to_others_and_after_withdrawal(bea, cai):
    session = logged(bea)

    with pytest.raises(Refused, match="Only the champion who led"):
        actions.change(session, entry(key=session.key), version=1, by=cai, now=NOW)
    actions.withdraw(session, by=bea.member, now=NOW)
    with pytest.raises(Refused, match="was withdrawn"):
        actions.change(session, entry(key=session.key), version=2, by=bea.member, now=NOW)


def test_withdraw_gives_the_latest_day_back_to_the_session_before(network, bea):
    logged(bea, new_codes=codes("Heron"), happened_on=TODAY - timedelta(days=20))
    heron = Learner.objects.get()
    last = logged(bea, learners=(heron.pk,))
    assert figure(network, "champion", scope_id=bea.pk).last_on == TODAY

    actions.withdraw(last, by=bea.member, now=NOW)

    assert figure(network, "champion", scope_id=bea.pk).last_on == TODAY - timedelta(days=20)
    heron.refresh_from_db()
    assert heron.last_on == TODAY - timedelta(days=20)
    assert figure(network).new_people == 1


@pytest.mark.django_db(transaction=True)
def test_change_of_the_day_knows_of_a_session_that_is_just_being_logged(network, bea):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    session = logged(bea)

    def move():
        try:
            earlier = entry(key=session.key, happened_on=TODAY - timedelta(days=10))
            return actions.change(session, earlier, version=1, by=bea.member, now=NOW).happened_on
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            logged(bea, happened_on=TODAY - timedelta(days=3))
            moving = pool.submit(move)
            time.sleep(1)
        assert moving.result() == TODAY - timedelta(days=10)

    bea.refresh_from_db()
    assert bea.last_on == figure(network).last_on == TODAY - timedelta(days=3)
    assert list(wrong_figures(network.pk)) == []
