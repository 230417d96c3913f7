import uuid

from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.rules import LogEntry
from conftest import NOW


def logged(champion, **details):
    told = LogEntry(**({"key": uuid.uuid4(), "happened_on": NOW.date(), "minutes": 45} | details))
    return actions.log(champion, told, by=champion.member, now=NOW).session


def test_session_change_shows_what_is_there_and_saves_what_is_typed(bea, sign_in):
    session = logged(bea, new_codes={"Heron": uuid.uuid4()}, note="Slow Wi-Fi")
    path, client = f"/n/leeds/sessions/{session.pk}/change/", sign_in(bea)

    page = client.get(path).text
    answer = client.post(
        path,
        {
            "key": session.key,
            "version": 1,
            "happened_on": "2026-11-18",
            "length": "60",
            "learners": Learner.objects.get().pk,
        },
        follow=True,
    )

    assert f'value="{Learner.objects.get().pk}" checked' in page
    assert 'value="45" checked' in page
    assert "Slow Wi-Fi" in page
    assert "Bea corrected this session" in answer.text
    session.refresh_from_db()
    assert (session.minutes, session.note, session.happened_on.day) == (60, "", 18)


def test_session_change_shows_both_texts_when_two_people_edit(bea, sign_in):
    session = logged(bea)
    path, client = f"/n/leeds/sessions/{session.pk}/change/", sign_in(bea)
    sent = {"key": session.key, "version": 1, "happened_on": "2026-11-19"}
    client.post(path, sent | {"length": "60"})

    stale = client.post(path, sent | {"length": "15"})

    assert stale.status_code == 409
    assert "1 hour" in stale.text
    assert "15 minutes" in stale.text
    client.post(path, sent | {"length": "15", "version": 2})
    assert Session.objects.get().minutes == 15


def test_session_change_keeps_people_who_are_hidden_now(bea, sign_in):
    session = logged(bea, new_codes={"Heron": uuid.uuid4()})
    Learner.objects.update(hidden_at=NOW)

    page = sign_in(bea).get(f"/n/leeds/sessions/{session.pk}/change/").text

    assert f'value="{Learner.objects.get().pk}" checked' in page
