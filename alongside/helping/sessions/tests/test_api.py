import json
import uuid
from datetime import date

import pytest

from alongside.helping.figures import queries as figures
from alongside.helping.figures.rules import Period
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, rules
from alongside.helping.sessions.models import Held, Session, Topic
from alongside.people.champions import actions as champion_actions
from alongside.people.networks.models import Role
from conftest import NOW, join

SESSIONS = "/api/networks/leeds/sessions/"
KEY = "0b8f4a52-3d0e-4f0b-9f5c-0c6a1c0d2e11"
SENT = {
    "key": KEY,
    "happened_on": "2026-11-19",
    "minutes": 45,
    "headcount": 2,
    "new_codes": ["Heron", "Mrs K"],
    "how": "face",
    "needs": ["device"],
    "note": "Set up the tablet.",
}


@pytest.fixture(autouse=True)
def _at_now(clock):
    pass


def send(client, body=None, **changes):
    return client.post(SESSIONS, json.dumps((SENT if body is None else body) | changes), "application/json")


def log(champion, day="2026-11-19", **told):
    entry = rules.LogEntry(key=uuid.uuid4(), happened_on=date.fromisoformat(day), **told)
    return actions.log(champion, entry, by=champion.member, now=NOW).session


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def total(network):
    (figure,) = figures.figures_of(network.pk, scope=("network", network.pk), periods=[Period("all")])
    return figure.sessions, figure.people, figure.headcount, figure.minutes


# --- logging


def test_session_log_records_and_counts_a_session(bearer, bea, network):
    topic = Topic.objects.filter(network=network).first()

    answer = send(bearer(bea, "write:sessions"), topics=[topic.pk])

    assert answer.status_code == 201
    assert answer.json() == {
        "key": KEY,
        "champion": bea.pk,
        "champions": [],
        "happened_on": "2026-11-19",
        "minutes": 45,
        "people": 4,
        "headcount": 2,
        "how": "face",
        "team": None,
        "organisation": None,
        "district": None,
        "topics": [topic.pk],
        "projects": [],
        "practices": [],
        "needs": ["device"],
        "note": "Set up the tablet.",
        "provenance": "measured",
        "recorded_at": "2026-11-19T10:30:00Z",
        "is_withdrawn": False,
    }
    assert total(network) == (1, 2, 2, 45)


def test_session_log_answers_a_replay_with_the_same_session(bearer, bea, network):
    client = bearer(bea, "write:sessions")

    first, again = send(client), send(client)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert total(network) == (1, 2, 2, 45)


def test_session_log_keeps_something_else_under_the_same_key_for_a_person(bearer, bea, network):
    client = bearer(bea, "write:sessions")
    send(client)

    answer = send(client, minutes=60)

    assert code_of(answer) == (409, "held")
    assert "kept for a coordinator" in answer.json()["error"]["message"]
    assert Held.objects.get().body["minutes"] == 60
    assert total(network) == (1, 2, 2, 45)


def test_session_log_refuses_with_the_sentence_of_the_rule(bearer, bea):
    answer = send(bearer(bea), happened_on="2026-12-24")

    assert answer.status_code == 409
    assert answer.json() == {
        "error": {"code": "refused", "message": "The date is in the future. Choose today or a day before."}
    }


@pytest.mark.parametrize("field", ["network", "recorded_by", "provenance", "is_register", "withdrawn_at", "id"])
def test_session_log_refuses_fields_it_does_not_know(bearer, bea, field):
    """T08: what a program may not set is an error, never left aside."""
    answer = send(bearer(bea), **{field: 1})

    assert answer.status_code == 400
    assert answer.json()["error"]["fields"] == {field: "There is no such field."}
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"minutes": 0}, {"minutes": "This is at least 1."}),
        ({"minutes": "45"}, {"minutes": "This cannot be read."}),
        ({"minutes": True}, {"minutes": "This cannot be read."}),
        ({"headcount": 501}, {"headcount": "This is at most 500."}),
        ({"happened_on": 1_700_000_000}, {"happened_on": "This cannot be read."}),
        ({"happened_on": "19/11/2026"}, {"happened_on": "This cannot be read."}),
        ({"key": "1"}, {"key": "This cannot be read."}),
        ({"note": "a\x00b"}, {"note": "This cannot be read."}),
        ({"note": "\ud800"}, {"note": "This cannot be read."}),
        ({"note": "n" * 501}, {"note": "This has 500 letters at most."}),
        ({"topics": [2**63]}, {"topics.0": f"This is at most {2**63 - 1}."}),
        ({"learners": list(range(1, 502))}, {"learners": "This has 500 entries at most."}),
        ({"practices": [{"task": "x", "level": "alone"}]}, {"practices": "There is no such task: x."}),
        ({"practices": [{"task": "x", "level": "well", "by": 1}]}, None),
        ({"new_codes": ["943 476 5919"]}, None),
        ({"note": "Her NHS number is 943 476 5919"}, None),
    ],
)
def test_session_log_says_field_by_field_what_is_wrong(bearer, bea, changes, fields):
    answer = send(bearer(bea), **changes)

    assert code_of(answer) == (400, "invalid")
    assert fields in (None, answer.json()["error"]["fields"])
    assert not Session.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"', "[" * 50_000, '{"minutes": NaN}'])
def test_session_log_says_that_something_is_no_session(bearer, bea, body):
    answer = bearer(bea).post(SESSIONS, body, "application/json")

    assert code_of(answer) == (400, "invalid")


def test_session_log_refuses_what_is_too_big(bearer, bea, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert code_of(send(bearer(bea))) == (413, "too_big")


def test_session_log_of_another_champion_needs_a_coordinator(bearer, bea, ama, cai, network):
    member = join(network, "Fay", Role.Kind.CHAMPION)
    fay = champion_actions.enrol(network, name="Fay", member=member, started_on=NOW.date(), now=NOW)

    by_coordinator = send(bearer(ama), champion=bea.pk, new_codes=[])
    by_colleague = send(bearer(fay), champion=bea.pk, key=str(uuid.uuid4()))
    by_motivator = send(bearer(cai), champion=bea.pk, key=str(uuid.uuid4()))

    assert (by_coordinator.status_code, by_coordinator.json()["champion"]) == (201, bea.pk)
    assert by_colleague.json()["error"]["message"] == "This champion is not in your network. Choose another one."
    assert by_motivator.json()["error"]["message"] == "You can log sessions of your own only."
    assert Session.objects.count() == 1


def test_session_log_takes_nothing_of_another_network(bearer, bea, eve, other_network):
    theirs = champion_actions.enrol(other_network, name="Gus", started_on=NOW.date(), now=NOW)
    log(theirs, new_codes={"Owl": uuid.uuid4()})
    topic = Topic.objects.filter(network=other_network).first()
    learner = Learner.objects.get(champion=theirs)
    client = bearer(bea)

    answers = [
        send(client, topics=[topic.pk]),
        send(client, learners=[learner.pk]),
        send(client, champions=[theirs.pk]),
        send(client, champion=theirs.pk),
    ]

    assert [code_of(answer) for answer in answers] == [(409, "refused")] * 4
    assert Session.objects.count() == 1
    assert client.post(SESSIONS.replace("leeds", "cardiff"), "{}", "application/json").status_code == 404


def test_session_log_needs_its_scope(bearer, bea):
    answer = send(bearer(bea, "read:sessions", "read:places"))

    assert code_of(answer) == (403, "not_allowed")
    assert "write:sessions" in answer.json()["error"]["message"]
    assert not Session.objects.exists()


# --- reading


def test_session_list_gives_what_the_member_may_see(bearer, ama, bea, eve, network, other_network):
    fay = champion_actions.enrol(network, name="Fay", started_on=NOW.date(), now=NOW)
    theirs = champion_actions.enrol(other_network, name="Gus", started_on=NOW.date(), now=NOW)
    mine, hers, _elsewhere = log(bea, minutes=30), log(fay), log(theirs)

    def keys(person):
        return [one["key"] for one in bearer(person, "read:sessions").get(SESSIONS).json()["items"]]

    assert keys(bea) == [str(mine.key)]
    assert keys(ama) == [str(hers.key), str(mine.key)]
    assert code_of(bearer(eve, "read:sessions").get(SESSIONS)) == (404, "not_found")


def test_session_list_comes_in_parts_that_neither_repeat_nor_lose(bearer, ama, bea):
    days = ["2026-11-17", "2026-11-18", "2026-11-18", "2026-11-18", "2026-11-19"]
    logged = [log(bea, day) for day in days]
    client, after, found = bearer(ama), "", []

    while after is not None:
        told = client.get(SESSIONS, {"limit": 2, "after": after}).json()
        found += [one["key"] for one in told["items"]]
        after = told["next"]

    assert found == [str(one.key) for one in reversed(logged)]


def test_session_list_can_be_narrowed(bearer, ama, bea, network):
    fay = champion_actions.enrol(network, name="Fay", started_on=NOW.date(), now=NOW)
    log(bea, "2026-11-01"), log(fay, "2026-11-10"), log(bea, "2026-11-19")
    client = bearer(ama)

    def days(**asked):
        return [one["happened_on"] for one in client.get(SESSIONS, asked).json()["items"]]

    assert days(since="2026-11-05") == ["2026-11-19", "2026-11-10"]
    assert days(until="2026-11-10", champion=bea.pk) == ["2026-11-01"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"limit": 10**9}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": 0}, "limit"),
        ({"after": "1; drop table"}, "after"),
        ({"after": "2026-13-45.1"}, "after"),
        ({"after": f"2026-11-19.{2**64}"}, "after"),
        ({"expand": "champion.network"}, "expand"),
        ({"since": "yesterday"}, "since"),
        ({"champion": 2**63}, "champion"),
    ],
)
def test_session_list_is_bounded(bearer, ama, asked, field):
    """T56: no address makes one answer carry the whole table."""
    answer = bearer(ama).get(SESSIONS, asked)

    assert code_of(answer) == (400, "invalid")
    assert list(answer.json()["error"]["fields"]) == [field]


def test_session_list_asks_as_much_for_one_as_for_thirty(bearer, ama, bea, django_assert_num_queries):
    client = bearer(ama)
    client.get("/api/token/")
    log(bea, new_codes={"Heron": uuid.uuid4()})
    with django_assert_num_queries(9):
        client.get(SESSIONS)
    for _n in range(29):
        log(bea, headcount=3)

    with django_assert_num_queries(9):
        assert len(client.get(SESSIONS).json()["items"]) == 30


def test_session_show_finds_only_what_the_member_may_see(bearer, ama, bea, network, other_network):
    theirs = champion_actions.enrol(other_network, name="Gus", started_on=NOW.date(), now=NOW)
    mine, elsewhere = log(bea), log(theirs)
    client = bearer(ama, "read:sessions")

    found = client.get(f"{SESSIONS}{mine.key}/")
    foreign = client.get(f"{SESSIONS}{elsewhere.key}/")
    never = client.get(f"{SESSIONS}{uuid.uuid4()}/")

    assert (found.status_code, found.json()["key"]) == (200, str(mine.key))
    assert (foreign.status_code, foreign.content) == (404, never.content)


def test_session_list_and_show_need_their_scope(bearer, bea):
    mine = log(bea)
    client = bearer(bea, "write:sessions", "read:figures")

    assert code_of(client.get(SESSIONS)) == (403, "not_allowed")
    assert code_of(client.get(f"{SESSIONS}{mine.key}/")) == (403, "not_allowed")


def test_person_list_gives_a_champion_their_own_people(bearer, ama, bea):
    send(bearer(bea))
    here = "/api/networks/leeds/people/"

    told = bearer(bea, "write:sessions").get(here).json()

    assert [one["code"] for one in told["items"]] == ["Heron", "Mrs K"]
    assert bearer(ama).get(here).json() == {"items": [], "next": None}
    assert code_of(bearer(bea, "read:sessions").get(here)) == (403, "not_allowed")


def test_topic_list_gives_the_topics_of_the_network(bearer, ama, network, other_network):
    told = bearer(ama, "read:places").get("/api/networks/leeds/topics/").json()

    assert [one["id"] for one in told["items"]] == sorted(
        Topic.objects.filter(network=network).values_list("pk", flat=True)
    )
    assert {"slug", "name", "name_cy", "is_offered"} < set(told["items"][0])
