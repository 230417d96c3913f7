import uuid

import pytest

from alongside.helping.phones import actions, rules
from alongside.kit.sealing import boxes
from alongside.kit.verdict import Refused
from conftest import NOW


def test_worker_comes_from_one_address_for_ever(client, db):
    answer = client.get("/worker.js")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript"
    assert b"fetch" in answer.content


def test_manifest_names_the_network_and_its_log_form(client, network):
    body = client.get("/n/leeds/manifest.webmanifest").json()

    assert (body["name"], body["start_url"], body["scope"]) == ("Leeds Digital Champions", "/n/leeds/log/", "/n/leeds/")


def test_key_of_is_made_once(bea):
    first = actions.key_of(bea.member, now=NOW)

    assert actions.key_of(bea.member, now=NOW) == first
    assert boxes.is_sealed(first.private)


def test_a_copy_of_the_database_without_the_secret_key_opens_no_entry(bea, settings):
    key, entry_key = actions.key_of(bea.member, now=NOW), str(uuid.UUID(int=7))
    sealed = rules.sealed_for(key.public, "headcount=7", entry_key=entry_key)
    assert actions.opened(sealed, key=key, entry_key=entry_key) == "headcount=7"

    settings.SECRET_KEY = "another key than the one that sealed it"
    with pytest.raises(Refused):
        actions.opened(sealed, key=key, entry_key=entry_key)
