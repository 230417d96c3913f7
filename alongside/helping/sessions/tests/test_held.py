import uuid

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Held, Session
from alongside.helping.sessions.queries.held import Pair
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.verdict import Refused
from conftest import NOW


@pytest.fixture
def held(bea):
    """Bea's phone sent one session twice, the second time with Heron and an hour."""
    key = uuid.uuid4()
    first = LogEntry(key=key, happened_on=NOW.date(), minutes=45, headcount=2)
    second = LogEntry(key=key, happened_on=NOW.date(), minutes=60, headcount=2, new_codes={"Heron": uuid.uuid4()})
    for entry in (first, second, second):
        actions.log(bea, entry, by=bea.member, now=NOW)
    return Held.objects.get()


def test_compared_shows_both_and_what_differs(held):
    differing = [pair for pair in queries.compared(held) if pair.is_different]

    assert differing == [Pair("People", "–", "Heron"), Pair("How long", "45 minutes", "1 hour")]


def test_settle_keeps_what_stands(network, bea, held):
    actions.settle(held, take=False, by=bea.member, now=NOW)

    assert Session.objects.get().minutes == 45
    assert not queries.held_for(bea.member).exists()


def test_settle_takes_what_came_later_and_counts_it(network, ama, held):
    actions.settle(held, take=True, by=ama, now=NOW)

    assert (Session.objects.get().minutes, Learner.objects.get().code) == (60, "Heron")
    figure = Figure.objects.get(scope="network", period="all")
    assert (figure.minutes, figure.people) == (60, 1)


def test_settle_is_done_once_and_by_those_concerned(bea, ama, cai, held):
    with pytest.raises(Refused, match="Only the champion"):
        actions.settle(held, take=True, by=cai, now=NOW)
    actions.settle(held, take=False, by=ama, now=NOW)

    with pytest.raises(Refused, match="settled this already"):
        actions.settle(held, take=True, by=bea.member, now=NOW)


def test_held_list_shows_champions_their_own_and_coordinators_all(bea, ama, cai, held, sign_in):
    link = f"/n/leeds/held/{held.pk}/"

    assert [link in sign_in(one).get("/n/leeds/held/").text for one in (bea, ama, cai)] == [True, True, False]


def test_held_detail_shows_both_and_settles(bea, eve, held, sign_in):
    path = f"/n/leeds/held/{held.pk}/"

    page = sign_in(bea).get(path).text
    assert sign_in(eve).get(path).status_code == 404
    answer = sign_in(bea).post(path, {"take": "1"}, follow=True)

    assert "45 minutes" in page
    assert "1 hour" in page
    assert "Bea chose between two versions" in answer.text
