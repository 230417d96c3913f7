import uuid
from datetime import date, timedelta

import pytest
from django.db import models

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Attendance, Held, Helper, Practice, Session, Topic
from alongside.helping.sessions.queries import recounting
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.networks.models import District, Organisation, Project, Team
from conftest import NOW

TODAY = NOW.date()


def entry(**details: object) -> LogEntry:
    return LogEntry(**({"key": uuid.uuid4(), "happened_on": TODAY, "minutes": 45} | details))


@pytest.fixture
def library(network):
    council = Organisation.objects.create(network=network, name="Leeds City Council")
    branch = Organisation.objects.create(network=network, name="Libraries", parent=council)
    district = District.objects.create(network=network, code="LS1")
    return Team.objects.create(network=network, organisation=branch, district=district, name="Central Library")


def story(network, champion, other, library) -> list[LogEntry]:
    """Sessions that use every part of an entry, over two months, with a learner who comes back."""
    topics = list(Topic.objects.filter(network=network).values_list("pk", flat=True)[:2])
    project = Project.objects.create(network=network, name="Connected", starts_on=TODAY - timedelta(days=60))
    heron, teapot = uuid.UUID(int=1), uuid.UUID(int=2)
    return [
        entry(key=uuid.UUID(int=10), new_codes={"Heron": heron, "Teapot": teapot}, topics=tuple(topics)),
        entry(key=uuid.UUID(int=11), new_codes={" heron ": uuid.UUID(int=3)}, team=library.pk, note="Stuck on a code"),
        entry(key=uuid.UUID(int=12), headcount=7, team=library.pk, how="drop-in", champions=(other.pk,)),
        entry(
            key=uuid.UUID(int=13),
            happened_on=TODAY - timedelta(days=40),
            new_codes={"Teapot": teapot},
            practices=(("cm1", "alone"), ("cm2", "helped")),
            projects=(project.pk,),
            needs=("device",),
            provenance="imported",
        ),
    ]


def rows_of(model: type[models.Model], *without: str) -> list[dict[str, object]]:
    names = [f.attname for f in model._meta.concrete_fields if f.name not in {"id", *without}]
    return sorted(model.objects.values(*names), key=str)


def all_rows() -> list[object]:
    """Everything that logging leaves, without ids and batch, sessions named by their keys."""
    details = [
        sorted(model.objects.values_list("session__key", *names))
        for model, names in (
            (Helper, ["champion"]),
            (Attendance, ["learner__folded", "champion"]),
            (Practice, ["task", "level", "learner"]),
            (Session.topics.through, ["topic"]),
            (Session.projects.through, ["project"]),
        )
    ]
    return [rows_of(Session, "batch"), rows_of(Figure), rows_of(Learner, "key"), *details]


@pytest.fixture
def dilys(network):
    return champions.enrol(network, name="Dilys", started_on=TODAY, now=NOW)


def test_log_all_leaves_what_log_leaves(network, ama, bea, dilys, library, monkeypatch):
    told = story(network, bea, dilys, library)
    for one in told:
        actions.log(bea, one, by=ama, now=NOW)
    one_by_one = all_rows()
    Session.objects.all().delete()
    Learner.objects.all().delete()
    Figure.objects.all().delete()
    monkeypatch.setattr("alongside.helping.sessions.actions.bulk.CHUNK", 3)

    counts = actions.log_all(network, ((bea, one) for one in told), by=ama, now=NOW)

    assert counts == actions.Counts(created=4)
    assert len(one_by_one[0]) == 4
    assert all_rows() == one_by_one


def test_log_all_adds_to_what_is_there(network, bea, dilys, library):
    first, *rest = story(network, bea, dilys, library)
    actions.log(bea, first, by=None, now=NOW)

    counts = actions.log_all(network, [(bea, one) for one in (first, *rest)], by=None, now=NOW)

    figure = Figure.objects.get(network=network, scope="network", period="all")
    assert counts == actions.Counts(created=3, unchanged=1)
    assert (figure.sessions, figure.people, figure.contacts, figure.headcount) == (4, 2, 4, 7)


def test_log_all_changes_nothing_the_second_time(network, bea, dilys, library):
    rows = [(bea, one) for one in story(network, bea, dilys, library)]
    actions.log_all(network, rows, by=None, now=NOW)
    before = all_rows()

    counts = actions.log_all(network, rows, by=None, now=NOW)

    assert counts == actions.Counts(unchanged=4)
    assert all_rows() == before


def test_log_all_holds_a_different_body_under_the_same_key(network, bea):
    told = entry(headcount=2)

    counts = actions.log_all(network, [(bea, told), (bea, entry(key=told.key, headcount=3))], by=None, now=NOW)

    assert counts == actions.Counts(created=1, held=1)
    assert Session.objects.get().headcount == 2
    assert Held.objects.get().session == Session.objects.get()


def test_log_all_is_all_or_nothing(network, bea):
    rows = [(bea, entry()), (bea, entry(happened_on=date(2027, 1, 1)))]

    with pytest.raises(Refused, match="The date is in the future"):
        actions.log_all(network, rows, by=None, now=NOW)

    assert not Session.objects.exists()
    assert not Figure.objects.exists()


def test_log_all_refuses_somebody_elses_record(network, bea, cai):
    with pytest.raises(Refused, match="sessions of your own only"):
        actions.log_all(network, [(bea, entry())], by=cai, now=NOW)


def test_log_all_leaves_one_deed_and_marks_the_batch(network, bea, ama):
    batch = uuid.uuid4()
    heard: list[int] = []

    actions.log_all(network, [(bea, entry()), (bea, entry())], by=ama, now=NOW, batch=batch, tell=heard.append)

    deed = Deed.objects.get(chain=network.pk, verb="logged many")
    assert (deed.by, deed.changes) == (ama.pk, {"batch": str(batch), "created": 2, "held": 0})
    assert set(Session.objects.values_list("batch", flat=True)) == {batch}
    assert heard == [2]


@pytest.mark.parametrize("wrong", ["team", "learners", "topics", "projects", "champions"])
def test_log_all_refuses_what_is_another_networks(network, other_network, bea, wrong):
    council = Organisation.objects.create(network=other_network, name="Cardiff Council")
    hub = Team.objects.create(network=other_network, organisation=council, name="Hub")
    project = Project.objects.create(network=other_network, name="Connected", starts_on=TODAY)
    efa = champions.enrol(other_network, name="Efa", started_on=TODAY, now=NOW)
    actions.log(efa, entry(new_codes={"Dev": uuid.uuid4()}), by=None, now=NOW)
    topic, dev = Topic.objects.filter(network=other_network).first(), Learner.objects.get()
    theirs = {"team": hub, "learners": dev, "topics": topic, "projects": project, "champions": efa}[wrong]
    told = {wrong: theirs.pk if wrong == "team" else (theirs.pk,)}

    with pytest.raises(Refused, match=r"not in your network|not on your list"):
        actions.log_all(network, [(bea, entry(**told))], by=None, now=NOW)

    assert not Session.objects.filter(network=network).exists()


def test_log_all_refuses_a_champion_of_another_network(network, other_network, bea):
    efa = champions.enrol(other_network, name="Efa", started_on=TODAY, now=NOW)

    with pytest.raises(Refused, match="not in your network"):
        actions.log_all(network, [(bea, entry()), (efa, entry())], by=None, now=NOW)

    assert not Session.objects.exists()


def test_log_all_counts_a_joined_code_as_the_person_it_was_joined_to(network, bea, log):
    log(bea, "Heron", "Teapot", "Otter")
    heron, teapot, otter = (Learner.objects.get(code=code) for code in ("Heron", "Teapot", "Otter"))
    actions.join(heron, teapot, by=bea.member, now=NOW)
    learners.hide(otter, by=bea.member, now=NOW)
    known = uuid.UUID(int=1)

    told = [entry(new_codes={"teapot": known, "HERON": known, "otter": known}), entry(learners=(teapot.pk,))]
    actions.log_all(network, [(bea, one) for one in told], by=None, now=NOW)

    came = Attendance.objects.filter(session__key__in=[one.key for one in told])
    assert sorted(came.values_list("learner", flat=True)) == sorted([heron.pk, otter.pk, heron.pk])
    assert Learner.objects.get(pk=otter.pk).hidden_at is None
    assert Learner.objects.count() == 3
    assert Figure.objects.get(network=network, scope="network", period="all").people == 2
    assert list(recounting.wrong_figures(network.pk)) == []


def test_log_all_refuses_the_key_of_somebody_elses_session(network, bea, dilys):
    told = entry()
    actions.log(dilys, told, by=None, now=NOW)

    with pytest.raises(Refused, match="already used for another session"):
        actions.log_all(network, [(bea, told)], by=None, now=NOW)


def test_prepare_and_write_leave_what_log_all_leaves(network, ama, bea, dilys, library, monkeypatch):
    told = [(bea, one) for one in story(network, bea, dilys, library)]
    twice = [*told, told[2], (bea, entry(key=told[0][1].key, headcount=9))]
    actions.log_all(network, twice, by=ama, now=NOW)
    at_once = all_rows()
    for model in (Held, Session, Learner, Figure):
        model.objects.all().delete()
    monkeypatch.setattr("alongside.helping.sessions.actions.bulk.CHUNK", 2)

    prepared = actions.prepare(network, twice, by=ama, now=NOW)
    assert not Session.objects.exists()
    counts = actions.write(prepared)

    assert counts == actions.Counts(created=4, unchanged=1, held=1)
    assert Held.objects.count() == 1
    assert all_rows() == at_once
    assert list(recounting.wrong_figures(network.pk)) == []


def test_log_all_asks_the_same_number_of_questions_for_thirty(network, bea, django_assert_num_queries):
    with django_assert_num_queries(12) as asked:
        actions.log_all(network, [(bea, entry())], by=None, now=NOW)

    with django_assert_num_queries(len(asked)):
        actions.log_all(network, [(bea, entry()) for _ in range(30)], by=None, now=NOW)


def test_take_back_leaves_no_trace_in_the_figures(network, bea, dilys, library, monkeypatch):
    first, *rest = story(network, bea, dilys, library)
    actions.log(bea, first, by=None, now=NOW)
    before = all_rows()
    batch = uuid.uuid4()
    actions.log_all(network, [(bea, one) for one in rest], by=None, now=NOW, batch=batch)
    assert all_rows() != before
    monkeypatch.setattr("alongside.helping.sessions.actions.unlogging.CHUNK", 2)

    count = actions.take_back(network, batch=batch, by=None, now=NOW)

    assert count == 3
    after = all_rows()
    Figure.objects.filter(sessions=0).delete()  # rows of zeros may stay
    assert rows_of(Figure) == before[1]
    assert [part for place, part in enumerate(after) if place != 1] == [
        part for place, part in enumerate(before) if place != 1
    ]
    assert list(recounting.wrong_figures(network.pk)) == []


def test_take_back_leaves_other_batches_alone(network, bea):
    one, other = uuid.uuid4(), uuid.uuid4()
    actions.log_all(network, [(bea, entry())], by=None, now=NOW, batch=one)
    actions.log_all(network, [(bea, entry(happened_on=TODAY - timedelta(days=3)))], by=None, now=NOW, batch=other)

    actions.take_back(network, batch=one, by=None, now=NOW)

    assert Session.objects.get().batch == other
    figure = Figure.objects.get(network=network, scope="champion", period="all")
    assert (figure.sessions, figure.last_on) == (1, TODAY - timedelta(days=3))
    assert list(recounting.wrong_figures(network.pk)) == []


def test_take_back_lets_the_same_rows_come_in_again(network, bea):
    told, batch = entry(), uuid.uuid4()
    actions.log_all(network, [(bea, told)], by=None, now=NOW, batch=batch)
    actions.take_back(network, batch=batch, by=None, now=NOW)

    counts = actions.log_all(network, [(bea, told)], by=None, now=NOW, batch=uuid.uuid4())

    assert counts == actions.Counts(created=1)
