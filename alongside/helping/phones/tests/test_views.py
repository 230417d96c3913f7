from alongside.helping.phones import actions
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
    assert first.private not in first.public
