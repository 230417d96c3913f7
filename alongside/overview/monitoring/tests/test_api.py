import csv
import io
import uuid
from datetime import date

import pytest
from django.core.management import call_command

from alongside.helping.sessions import actions, rules
from alongside.helping.sessions.models import Topic
from alongside.helping.sessions.queries import spans
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Organisation, Role, Team
from conftest import NOW, join

FIGURES = "/api/networks/leeds/figures/"


def log(champion, day="2026-11-19", **told):
    entry = rules.LogEntry(key=uuid.uuid4(), happened_on=date.fromisoformat(day), **told)
    return actions.log(champion, entry, by=None, now=NOW)


@pytest.fixture
def council(network):
    return Organisation.objects.create(network=network, name="Leeds City Council")


@pytest.fixture
def library(network, council):
    return Team.objects.create(network=network, organisation=council, name="Armley Library")


@pytest.fixture
def past(network, bea, council, library):
    """Three sessions of two champions in two months."""
    other = Organisation.objects.create(network=network, name="Leeds Beckett")
    fay = champions.enrol(network, name="Fay", started_on=NOW.date(), now=NOW, details={"organisation": other})
    topic = Topic.objects.filter(network=network).first()
    log(bea, "2026-10-02", minutes=30, headcount=4)
    log(bea, minutes=45, new_codes={"Heron": uuid.uuid4()}, team=library.pk, topics=(topic.pk,))
    log(fay, minutes=60, new_codes={"Owl": uuid.uuid4(), "Kite": uuid.uuid4()}, provenance="imported")
    return fay


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_figure_total_is_that_of_the_network(bearer, ama, past):
    answer = bearer(ama, "read:figures").get(FIGURES, {"period": "m2026-11"})

    assert answer.json() == {
        "period": "m2026-11",
        "people": 3,
        "new_people": 3,
        "sessions": 2,
        "headcount": 0,
        "minutes": 105,
        "people_from": {"measured": 1, "stated": 0, "estimated": 0, "imported": 2},
        "sessions_from": {"measured": 1, "stated": 0, "estimated": 0, "imported": 1},
        "minutes_from": {"measured": 45, "stated": 0, "estimated": 0, "imported": 60},
    }


@pytest.mark.parametrize(("period", "sessions"), [("all", 3), ("m2026-10", 1), ("r2026-09-2026-10", 1), ("y2025", 0)])
def test_figure_total_of_any_period(bearer, ama, past, period, sessions):
    assert bearer(ama).get(FIGURES, {"period": period}).json()["sessions"] == sessions


@pytest.mark.parametrize(
    "period", ["", "2026", "m2026-13", "r1926-01-2026-12", "r2026-09-2026-08", "m2026-11'", "x" * 40]
)
def test_figure_total_refuses_periods_that_are_none_or_too_long(bearer, ama, period):
    """T56: no address asks for a report over a hundred years."""
    answer = bearer(ama).get(FIGURES, {"period": period})

    assert code_of(answer) == (400, "invalid")
    assert list(answer.json()["error"]["fields"]) == ["period"]


def test_figure_total_is_no_wider_than_its_member(bearer, past, bea, network, council):
    """T03: a project lead gets their organisation, a champion nobody's total."""
    lead = join(network, "Lee")
    Role.objects.create(member=lead, kind=Role.Kind.PROJECT_LEAD, organisation=council, given_at=NOW)

    assert bearer(lead).get(FIGURES).json()["sessions"] == 1
    assert code_of(bearer(bea).get(FIGURES)) == (403, "not_allowed")


@pytest.mark.parametrize("by", ["champion", "team", "organisation", "topic", "month"])
def test_figure_list_is_what_the_command_prints(bearer, ama, past, by):
    """Law 7: the same number everywhere."""
    out = io.StringIO()
    call_command("figures", network="leeds", by=by, format="csv", stdout=out)
    printed = list(csv.DictReader(io.StringIO(out.getvalue())))

    told = bearer(ama).get(f"{FIGURES}{by}/").json()["items"]

    assert printed
    assert [{name: str(value) for name, value in flat(one).items()} for one in told] == printed


def flat(line):
    parts = {column: line.pop(f"{column}_from") for column in ("people", "sessions", "minutes")}
    return line | {f"{column}_{source}": many for column, part in parts.items() for source, many in part.items()}


def test_figure_list_is_no_wider_than_its_member(bearer, past, bea, network, council, library):
    lead = join(network, "Lee")
    Role.objects.create(member=lead, kind=Role.Kind.PROJECT_LEAD, organisation=council, given_at=NOW)

    def names(person, by):
        return [one["name"] for one in bearer(person).get(f"{FIGURES}{by}/").json()["items"]]

    assert names(bea, "champion") == ["Bea"]
    assert (names(lead, "organisation"), names(lead, "team")) == (["Leeds City Council"], ["Armley Library"])
    assert names(bea, "organisation") == []
    for by in ("district", "project", "topic", "month"):
        assert code_of(bearer(lead).get(f"{FIGURES}{by}/")) == (403, "not_allowed")


def test_figure_list_comes_in_parts(bearer, ama, past):
    client = bearer(ama)

    first = client.get(f"{FIGURES}champion/", {"limit": 1}).json()
    second = client.get(f"{FIGURES}champion/", {"limit": 1, "after": first["next"]}).json()

    assert [one["name"] for one in first["items"] + second["items"]] == ["Bea", "Fay"]
    assert second["next"] is None
    assert client.get(f"{FIGURES}champion/", {"after": "Bea"}).status_code == 400


@pytest.mark.parametrize("period", ["all", "r2025-11-2026-10"])
def test_figure_list_counts_no_more_than_its_part(bearer, ama, network, enrol, log, monkeypatch, period):
    for n in range(9):
        log(enrol(f"Champion {n}", since=400), "Heron", ago=40)
    counted = []
    figures_by = spans.figures_by
    monkeypatch.setattr(
        spans, "figures_by", lambda *a, only=(), **k: counted.append(len(only)) or figures_by(*a, only=only, **k)
    )

    answer = bearer(ama).get(f"{FIGURES}champion/", {"limit": 2, "after": 4, "period": period}).json()

    assert [(one["name"], one["people"]) for one in answer["items"]] == [("Champion 4", 1), ("Champion 5", 1)]
    assert answer["next"] == "6"
    assert counted == [3]


def test_figure_list_knows_no_other_ways_to_tell_apart(bearer, ama):
    assert code_of(bearer(ama).get(f"{FIGURES}learner/")) == (404, "not_found")


def test_figures_need_their_scope_and_their_network(bearer, ama, eve):
    for path in (FIGURES, f"{FIGURES}champion/"):
        assert code_of(bearer(ama, "read:sessions").get(path)) == (403, "not_allowed")
        assert code_of(bearer(eve).get(path)) == (404, "not_found")
