import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, connections

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Attendance, Helper, Session, Topic
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Organisation, Role, Team
from conftest import NOW, join

TODAY = NOW.date()


@pytest.fixture
def armley(network):
    libraries = Organisation.objects.create(network=network, name="Leeds Libraries")
    return Team.objects.create(network=network, organisation=libraries, name="Armley Library")


@pytest.fixture
def gwen(network):
    member = join(network, "Gwen", Role.Kind.CHAMPION)
    return champions.enrol(network, name="Gwen", member=member, started_on=TODAY, now=NOW)


@pytest.fixture
def register(bea, armley):
    return opened(bea, armley)


def opened(champion, team):
    return actions.open_register(champion, team, on=TODAY, minutes=120, by=champion.member, now=NOW)


def fill(register, champion, *codes, topic=None):
    told = [(None, code, topic) for code in codes]
    return actions.fill(register, champion, told, by=champion.member, now=NOW)


def present(register):
    rows = Attendance.objects.filter(session=register).order_by("learner__code")
    return list(rows.values_list("learner__code", "champion__name"))


def test_open_register_is_one_for_a_place_and_day(bea, gwen, armley):
    assert opened(bea, armley) == opened(gwen, armley)
    assert Session.objects.get().minutes == 120


def test_open_register_opens_anew_after_it_was_withdrawn(bea, armley):
    first = opened(bea, armley)
    actions.withdraw(first, by=bea.member, now=NOW)

    assert opened(bea, armley) != first


def test_fill_adds_people_with_their_champion_and_topic(network, register, bea, gwen):
    topic = Topic.objects.filter(network=network).first()

    fill(register, bea, "Heron", "Teapot", topic=topic.pk)
    fill(register, gwen, "Bluebell")

    assert present(register) == [("Bluebell", "Gwen"), ("Heron", "Bea"), ("Teapot", "Bea")]
    assert set(Helper.objects.values_list("champion__name", flat=True)) == {"Bea", "Gwen"}
    assert list(register.topics.all()) == [topic]
    figure = Figure.objects.get(scope="network", period="all")
    assert (figure.sessions, figure.people, figure.contacts, figure.minutes) == (1, 3, 3, 240)
    assert Figure.objects.get(scope="champion", scope_id=gwen.pk, period="all").people == 1
    assert list(wrong_figures(network.pk)) == []


def test_fill_counts_the_same_person_once_whoever_writes_them_down(network, register, bea, gwen):
    assert fill(register, bea, "Heron", "HERON") == 1
    assert fill(register, gwen, " heron ") == 0

    assert present(register) == [("Heron", "Bea")]
    assert Learner.objects.count() == 1


def test_fill_knows_a_person_of_another_champion_of_the_register(register, bea, gwen):
    (heron,) = learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)

    fill(register, gwen, "Heron")

    assert Attendance.objects.get().learner == heron
    assert present(register) == [("Heron", "Gwen")]


def test_fill_prefers_the_champions_own_where_two_have_the_same_code(register, bea, gwen):
    fill(register, gwen, "Teapot")
    hers, theirs = (learners.known_or_new(one, codes={"Heron": uuid.uuid4()}, now=NOW)[0] for one in (bea, gwen))

    fill(register, gwen, "Heron")

    assert hers != theirs
    assert Attendance.objects.get(learner__folded="heron").learner == theirs


def test_fill_refuses_people_and_topics_from_elsewhere(register, bea, other_network):
    stranger = champions.enrol(other_network, name="Fay", started_on=TODAY, now=NOW)
    (far,) = learners.known_or_new(stranger, codes={"Far": uuid.uuid4()}, now=NOW)
    topic = Topic.objects.filter(network=other_network).first()

    with pytest.raises(Refused, match="not known here"):
        actions.fill(register, bea, [(far.pk, "", None)], by=bea.member, now=NOW)
    with pytest.raises(Refused, match="topics is not in your network"):
        fill(register, bea, "Heron", topic=topic.pk)
    assert not Attendance.objects.exists()


def test_fill_counts_people_without_a_code_once_for_each_form(network, register, bea, gwen):
    hers, his = (actions.More(uuid.uuid4(), people) for people in (3, 4))

    added = [
        actions.fill(register, one, [], more=more, by=bea.member, now=NOW)
        for one, more in [(bea, hers), (gwen, his), (bea, hers)]
    ]

    assert added == [3, 4, 0]
    assert Session.objects.get().headcount == 7
    assert Figure.objects.get(scope="network", period="all").headcount == 7
    assert set(Helper.objects.values_list("champion__name", flat=True)) == {"Bea", "Gwen"}
    assert list(wrong_figures(network.pk)) == []


def test_fill_refuses_more_people_than_can_be(register, bea):
    most = actions.More(uuid.uuid4(), 499)
    assert [actions.fill(register, bea, [], more=most, by=bea.member, now=NOW) for _ in range(2)] == [499, 0]

    with pytest.raises(Refused, match="500 people at most"):
        actions.fill(register, bea, [], more=actions.More(uuid.uuid4(), 2), by=bea.member, now=NOW)
    with pytest.raises(Refused, match="500 people at most"):
        fill(register, bea, "Heron", "Teapot")
    assert Session.objects.get().headcount == 499


def test_fill_names_the_champions_who_were_there(network, register, bea, gwen, other_network):
    stranger = champions.enrol(other_network, name="Fay", started_on=TODAY, now=NOW)

    actions.fill(register, bea, [], more=actions.More(uuid.uuid4(), champions=(gwen.pk,)), by=bea.member, now=NOW)

    assert set(Helper.objects.values_list("champion__name", flat=True)) == {"Bea", "Gwen"}
    assert Figure.objects.get(scope="champion", scope_id=gwen.pk, period="all").sessions == 1
    assert list(wrong_figures(network.pk)) == []
    with pytest.raises(Refused, match="not in your network"):
        actions.fill(
            register, bea, [], more=actions.More(uuid.uuid4(), champions=(stranger.pk,)), by=bea.member, now=NOW
        )


def test_open_register_is_for_those_who_look_after_the_champion(network, bea, armley, ama, cai):
    group = networks.add_group(network, name="North", now=NOW)
    olu = join(network, "Olu")
    networks.give_role(olu, kind=Role.Kind.MOTIVATOR, bound=group, now=NOW)
    plain = join(network, "Pip")

    for member in (plain, olu):
        with pytest.raises(Refused, match="a champion whom you look after"):
            actions.open_register(bea, armley, on=TODAY, minutes=120, by=member, now=NOW)
    Champion.objects.filter(pk=bea.pk).update(group=group)
    bea.refresh_from_db()

    opened = {actions.open_register(bea, armley, on=TODAY, minutes=120, by=one, now=NOW) for one in (olu, cai, ama)}
    assert len(opened) == 1


def test_remove_takes_a_person_and_their_topic_out_of_the_figures(network, register, bea):
    first, second = Topic.objects.filter(network=network)[:2]
    fill(register, bea, "Heron", topic=first.pk)
    fill(register, bea, "Teapot", topic=second.pk)

    actions.remove(register, Learner.objects.get(code="Heron"), by=bea.member, now=NOW)

    assert present(register) == [("Teapot", "Bea")]
    assert list(register.topics.all()) == [second]
    assert Figure.objects.get(scope="network", period="all").people == 1
    assert list(wrong_figures(network.pk)) == []


@pytest.mark.django_db(transaction=True)
def test_fill_by_several_at_once_loses_nobody(network, armley, bea, gwen):
    register = opened(bea, armley)
    batches = [(bea, [f"Card {n}" for n in range(12)]), (gwen, [f"card {n}" for n in range(6, 18)])] * 2

    def save(batch):
        close_old_connections()
        try:
            number, (champion, codes) = batch
            told, more = [(None, code, None) for code in codes], actions.More(uuid.UUID(int=number % 3 + 1), 5)
            return actions.fill(register, champion, told, more=more, by=champion.member, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(save, enumerate(batches)))

    assert sum(added) == 18 + 3 * 5
    assert Session.objects.get().headcount == 15
    assert sorted(int(code.split()[1]) for code, _champion in present(register)) == list(range(18))
    assert Learner.objects.count() == 18
    assert list(wrong_figures(network.pk)) == []
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db(transaction=True)
def test_open_register_by_several_at_once_makes_one(network, armley, bea, gwen):
    def save(champion):
        close_old_connections()
        try:
            return opened(champion, armley).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(save, [bea, gwen] * 4))

    assert len(made) == Session.objects.count() == 1
    assert list(wrong_figures(network.pk)) == []
