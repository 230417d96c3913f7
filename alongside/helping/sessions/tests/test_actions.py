import uuid
from datetime import date

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Held, Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.verdict import Refused
from conftest import NOW

TODAY = NOW.date()


def entry(**details: object) -> LogEntry:
    return LogEntry(**({"key": uuid.uuid4(), "happened_on": TODAY, "minutes": 45} | details))


def counted(network, scope="network", period="all"):
    return Figure.objects.get(network=network, scope=scope, period=period)


def test_log_counts_the_session_and_each_learner_once(network, bea):
    actions.log(bea, entry(new_codes={"Heron": uuid.uuid4(), "Teapot": uuid.uuid4()}), by=bea.member, now=NOW)

    actions.log(bea, entry(new_codes={" heron ": uuid.uuid4()}), by=bea.member, now=NOW)

    figure = counted(network)
    assert (figure.sessions, figure.people, figure.contacts, figure.minutes) == (2, 2, 3, 90)
    assert counted(network, "champion", "m2026-11").people == 2
    assert figure.last_on == TODAY


def test_log_counts_a_tally_by_its_headcount(network, bea):
    actions.log(bea, entry(headcount=7), by=bea.member, now=NOW)

    figure = counted(network)
    assert (figure.sessions, figure.tallies, figure.headcount, figure.people) == (1, 1, 7, 0)


def test_log_answers_a_replay_with_the_same_session(network, bea):
    told = entry(headcount=2)
    first = actions.log(bea, told, by=bea.member, now=NOW)

    again = actions.log(bea, told, by=bea.member, now=NOW)

    assert (again.session, again.is_new, again.is_held) == (first.session, False, False)
    assert counted(network).sessions == 1


def test_log_holds_a_different_body_under_the_same_key(network, bea):
    told = entry(headcount=2)
    actions.log(bea, told, by=bea.member, now=NOW)

    again = actions.log(bea, entry(key=told.key, headcount=3), by=bea.member, now=NOW)

    assert (again.is_new, again.is_held) == (False, True)
    assert Session.objects.get().headcount == 2
    assert Held.objects.get().session == again.session


def test_log_refuses_a_day_to_come(network, bea):
    with pytest.raises(Refused, match="The date is in the future"):
        actions.log(bea, entry(happened_on=date(2026, 12, 24)), by=bea.member, now=NOW)


def test_log_refuses_somebody_elses_record(network, bea, cai):
    with pytest.raises(Refused, match="sessions of your own only"):
        actions.log(bea, entry(), by=cai, now=NOW)
