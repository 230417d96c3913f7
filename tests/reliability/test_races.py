"""T89: two people save one record at the same moment. One of them wins; the other reads both texts and chooses."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.edits.versions import Changed, Edit, version_of
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from conftest import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("This is what Ama wrote", "This is what Bea wrote")


def at_once(save: Callable[[str], object]) -> list[str]:
    """Save both texts at the same moment; those that were taken."""
    start = Barrier(len(BOTH))

    def saved(text: str) -> str:
        try:
            start.wait(timeout=10)
            save(text)
        except Changed:
            return ""
        finally:
            connection.close()
        return text

    with ThreadPoolExecutor(len(BOTH)) as pool:
        return [text for text in pool.map(saved, BOTH) if text]


@pytest.fixture
def records(network, ama, bea):
    """Every record that is edited by version: the row, the action, and a field of words."""
    organisation = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    team = networks.add_team(organisation, {"name": "Armley"}, now=NOW)
    told = {"name": "Leeds Online", "organisation": organisation, "starts_on": TODAY}
    return {
        "organisation": (organisation, networks.change_organisation, "name"),
        "team": (team, networks.change_team, "address"),
        "project": (networks.add_project(network, told, now=NOW), networks.change_project, "name"),
        "group": (networks.add_group(network, name="Cai's", now=NOW), networks.change_group, "name"),
        "champion": (bea, champions.change_champion, "name"),
        "network": (network, networks.change_settings, "introduction"),
    }


@pytest.mark.parametrize("name", ["organisation", "team", "project", "group", "champion", "network"])
def test_t89_of_two_edits_at_once_one_is_taken(records, ama, name: str):
    row, change, field = records[name]
    version = version_of(row, [field])

    taken = at_once(lambda text: change(row, Edit({field: text}, version), by=ama, now=NOW))

    row.refresh_from_db()
    assert taken == [getattr(row, field)]


def test_t89_of_two_corrections_of_a_session_at_once_one_is_taken(bea, log):
    session = log(bea, "Heron")
    entry = {
        "key": uuid.uuid4(),
        "happened_on": TODAY,
        "learners": [one.learner_id for one in session.attendances.all()],
    }

    taken = at_once(
        lambda text: sessions.change(
            session, LogEntry(**entry | {"note": text}), version=session.version, by=bea.member, now=NOW
        )
    )

    session.refresh_from_db()
    assert taken == [session.note]
    assert session.version == 2
