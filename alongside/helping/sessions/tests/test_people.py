import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.helping.figures.models import Figure
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Attendance, Practice
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Role
from conftest import NOW, join

TODAY = NOW.date()


def logged(champion, *codes, on=TODAY, **details):
    told = LogEntry(key=uuid.uuid4(), happened_on=on, new_codes={code: uuid.uuid4() for code in codes}, **details)
    return actions.log(champion, told, by=champion.member, now=NOW).session


def learner(code):
    return Learner.objects.get(code=code)


def test_join_makes_one_person_of_two(network, bea):
    logged(bea, "Heron", on=date(2026, 9, 3))
    logged(bea, "Teapot")
    both = logged(bea, "Heron", "Teapot")
    heron, teapot = learner("Heron"), learner("Teapot")
    figure = Figure.objects.filter(network=network, scope="network", period="all")
    assert (figure.get().people, figure.get().contacts) == (2, 4)

    actions.join(heron, teapot, by=bea.member, now=NOW)

    assert (figure.get().people, figure.get().new_people, figure.get().contacts) == (1, 1, 3)
    assert list(wrong_figures(network.pk)) == []
    assert list(Attendance.objects.filter(session=both).values_list("learner", flat=True)) == [heron.pk]
    assert (learner("Heron").last_on, learner("Teapot").last_on) == (TODAY, None)


def test_join_lets_the_old_code_stand_for_the_one_that_stayed(bea):
    logged(bea, "Heron", "Teapot")
    heron, teapot = learner("Heron"), learner("Teapot")
    actions.join(heron, teapot, by=bea.member, now=NOW)

    by_code, by_id = logged(bea, "teapot"), logged(bea, learners=(teapot.pk,))

    assert {session.attendances.get().learner for session in (by_code, by_id)} == {heron}


def test_join_keeps_the_better_level_where_both_did_one_task(bea):
    session = logged(bea, "Heron", "Teapot")
    heron, teapot = learner("Heron"), learner("Teapot")
    for who, level in ((heron, "helped"), (teapot, "alone")):
        Practice.objects.create(session=session, learner=who, task="edsf-2022/F1", level=level)

    actions.join(heron, teapot, by=bea.member, now=NOW)

    assert list(Practice.objects.values_list("learner", "level")) == [(heron.pk, "alone")]


def test_join_is_refused_across_lists_and_twice(network, bea):
    gwen = champions.enrol(
        network, name="Gwen", started_on=TODAY, now=NOW, member=join(network, "Gwen", Role.Kind.CHAMPION)
    )
    logged(bea, "Heron", "Teapot")
    logged(gwen, "Bluebell")
    with pytest.raises(Refused, match="two different people"):
        actions.join(learner("Heron"), learner("Bluebell"), by=bea.member, now=NOW)
    actions.join(learner("Heron"), learner("Teapot"), by=bea.member, now=NOW)

    with pytest.raises(Refused, match="joined to somebody already"):
        actions.join(learner("Heron"), learner("Teapot"), by=bea.member, now=NOW)


def test_progress_of_tells_how_many_first_steps_are_done_alone(bea):
    steps = [f"edsf-2022/F{n}" for n in range(1, 6)]
    logged(bea, "Heron", on=date(2026, 9, 3), practices=((steps[0], "alone"), (steps[1], "helped")))
    logged(bea, "Heron", practices=tuple((step, "alone") for step in steps))
    logged(bea, "Teapot", practices=((steps[0], "tried"),))

    heron = queries.progress_of(learner("Heron"), today=TODAY)
    teapot = queries.progress_of(learner("Teapot"), today=TODAY)

    assert heron.line == "Does 5 of the 8 first steps alone; in September 2026 it was 1."
    assert [(task.id, day, level) for task, day, level in heron.tasks][1] == (steps[1], TODAY, "Alone")
    assert teapot.line == "Does 0 of the 8 first steps alone."


def test_progress_of_leaves_out_what_was_taken_back(bea):
    actions.withdraw(logged(bea, "Heron", practices=(("edsf-2022/F1", "alone"),)), by=bea.member, now=NOW)

    assert queries.progress_of(learner("Heron"), today=TODAY) == queries.people.Progress(line="", tasks=[])


def test_learner_list_counts_sessions_and_asks_as_much_for_thirty_as_for_one(bea, sign_in):
    client = sign_in(bea)
    logged(bea, "Heron")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/n/leeds/people/").text
    logged(bea, *[f"Heron {n}" for n in range(30)])

    with CaptureQueriesContext(connection) as many:
        client.get("/n/leeds/people/")

    assert "Heron" in page
    assert len(few) == len(many)


def test_learner_detail_is_for_their_champion_only(bea, ama, eve, sign_in):
    logged(bea, "Heron", practices=(("edsf-2022/F1", "alone"),))
    path = f"/n/leeds/people/{learner('Heron').pk}/"

    page = sign_in(bea).get(path).text
    others = [sign_in(other).get(path).status_code for other in (ama, eve)]

    assert "Does 1 of the 8 first steps alone" in page
    assert others == [404, 404]


def test_learner_join_joins_two_of_the_own_list_only(network, bea, sign_in):
    gwen = champions.enrol(
        network, name="Gwen", started_on=TODAY, now=NOW, member=join(network, "Gwen", Role.Kind.CHAMPION)
    )
    logged(bea, "Heron", "Teapot")
    logged(gwen, "Bluebell")
    client, path = sign_in(bea), f"/n/leeds/people/{learner('Heron').pk}/join/"

    assert client.post(path, {"other": learner("Bluebell").pk}).status_code == 404
    answer = client.post(path, {"other": learner("Teapot").pk}, follow=True)

    assert "Teapot is Heron from now on" in answer.text
    assert learner("Teapot").joined_to == learner("Heron")
