import json
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.helping.phones import actions as phones
from alongside.helping.phones import rules as sealing
from alongside.helping.phones.models import Kept
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Held, Session
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Role
from conftest import NOW, join

PARCEL = "/n/leeds/log/phone/parcel/"
BODY = "key={key}&happened_on=2026-11-19&length=30&new_codes=Heron"


def sealed(champion, text, *, key):
    public = phones.key_of(champion.member, now=NOW).public
    return {"id": str(key), "sealed": sealing.sealed_for(public, text, entry_key=str(key))}


def send(client, *entries):
    return client.post(PARCEL, json.dumps({"entries": entries}), content_type="application/json")


def test_phone_log_holds_nothing_about_anybody(bea, sign_in):
    client = sign_in(bea)
    send(client, sealed(bea, BODY.format(key=uuid.UUID(int=5)), key=uuid.UUID(int=5)))
    assert "Heron" in client.get("/n/leeds/log/").content.decode()

    page = client.get("/n/leeds/log/phone/").content.decode()

    assert "Staying safe" in page
    assert "Heron" not in page
    assert "Bea" not in page
    assert "csrf" not in page


def test_phone_offer_gives_a_key_the_networks_lists_and_the_champions_own(network, enrol, sign_in):
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    armley = networks.add_team(libraries, {"name": "Armley"}, now=NOW)
    networks.add_project(network, {"name": "Leeds online", "starts_on": NOW.date()}, now=NOW)
    other = join(network, "Dilys", Role.Kind.CHAMPION)
    dilys = champions.enrol(network, name="Dilys", member=other, started_on=NOW, now=NOW, details={"team": armley})
    enrol("Gwen", team=armley)
    client = sign_in(dilys)
    send(client, sealed(dilys, BODY.format(key=uuid.UUID(int=5)), key=uuid.UUID(int=5)))
    assert "Gwen" in client.get("/n/leeds/log/offer/").text

    answer = client.post("/n/leeds/log/phone/offer/")

    offer = answer.json()
    assert set(offer) == {"owner", "key", "places", "projects", "home", "own"}
    assert offer["owner"] == str(other.pk)
    assert offer["places"] == [{"id": armley.pk, "name": "Armley"}]
    assert offer["home"] == {"id": armley.pk, "name": "Armley"}
    assert [project["name"] for project in offer["projects"]] == ["Leeds online"]
    assert [person["code"] for person in offer["own"]["people"]] == ["Heron"]
    assert offer["own"]["last"]["minutes"] == 30
    assert "Gwen" not in answer.text


@pytest.mark.parametrize(
    ("also", "reason"),
    [
        ("&place_words=armley", "You typed where it was, or who else helped. Choose from what was found, then save."),
        ("&champion_words=Gwen", "You typed where it was, or who else helped. Choose from what was found, then save."),
        ("&begun=1", "You had begun this on the phone and not saved it. Finish it, then save."),
    ],
)
def test_phone_parcel_keeps_what_only_a_person_can_finish(bea, enrol, sign_in, also, reason):
    enrol("Gwen")
    client, key, whole = sign_in(bea), uuid.uuid4(), uuid.uuid4()
    entries = [sealed(bea, BODY.format(key=key) + also, key=key), sealed(bea, BODY.format(key=whole), key=whole)]

    told = send(client, *entries).json()["entries"]

    assert [one["state"] for one in told] == ["look", "saved"]
    assert Session.objects.get().key == whole
    page = client.get(told[0]["page"]).text
    assert reason in page
    assert ("Gwen" in page) == ("champion" in also)


def test_phone_parcel_saves_each_entry_once(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    entry = sealed(bea, BODY.format(key=key), key=key)

    first, again = send(client, entry).json(), send(client, entry, entry).json()

    session = Session.objects.get()
    assert first == {"entries": [{"id": str(key), "state": "saved", "session": session.pk}]}
    assert again["entries"] == first["entries"] * 2


def test_phone_parcel_holds_a_different_body_under_the_same_key(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    send(client, sealed(bea, BODY.format(key=key), key=key))

    told = send(client, sealed(bea, BODY.format(key=key) + "&headcount=9", key=key)).json()

    assert told["entries"][0]["state"] == "held"
    assert Session.objects.get().headcount == 0


def test_phone_entry_shows_what_could_not_be_saved_until_it_is(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    text = BODY.format(key=key).replace("2026-11-19", "yesterday")

    told = send(client, sealed(bea, text, key=key)).json()["entries"][0]

    kept = Kept.objects.get()
    assert told == {"id": str(key), "state": "look", "page": f"/n/leeds/log/phone/kept/{kept.pk}/"}
    assert f'action="{told["page"]}"' in (page := client.get(told["page"]).content.decode())
    assert "Heron" in page
    assert "yesterday" in page
    assert told["page"] in client.get("/n/leeds/held/").content.decode()
    assert "1 session from your phone needs another look" in words(client.get("/n/leeds/"))
    client.post(told["page"], {"key": key, "happened_on": "2026-11-19", "new_codes": "Heron"})
    assert Session.objects.get().attendances.get().learner.code == "Heron"
    assert not Kept.objects.exists()
    assert "session from your phone" not in words(client.get("/n/leeds/"))


def test_phone_entry_can_be_let_go(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    told = send(client, sealed(bea, f"key={key}&happened_on=never", key=key)).json()["entries"][0]

    client.post(told["page"], {"delete": "1"})

    assert not Kept.objects.exists()
    assert client.get(told["page"]).status_code == 404


def test_phone_entry_is_the_champions_own(bea, ama, sign_in):
    key = uuid.uuid4()
    told = send(sign_in(bea), sealed(bea, f"key={key}&happened_on=never", key=key)).json()["entries"][0]

    assert sign_in(ama).get(told["page"]).status_code == 404


def test_phone_parcel_sets_aside_what_the_network_refuses_and_says_why(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    text = BODY.format(key=key) + "&learners=999999"

    first, again = (send(client, sealed(bea, text, key=key)).json()["entries"][0] for _ in range(2))

    assert first == again
    assert Kept.objects.get().reason == "One of these people is not on your list. Choose again."
    assert "One of these people is not on your list." in client.get(first["page"]).content.decode()


def test_phone_parcel_keeps_two_different_entries_under_one_key_that_cannot_be_saved(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    texts = [f"key={key}&happened_on=never&note={note}" for note in "ab"]

    pages = {send(client, sealed(bea, text, key=key)).json()["entries"][0]["page"] for text in texts}

    assert len(pages) == Kept.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [7, None, [], {}, {"id": "x", "sealed": "y"}, {"id": None}, {"sealed": {}}, {"id": str(uuid.UUID(int=3))}]
)
def test_phone_parcel_lets_one_malformed_entry_keep_no_other_out(bea, sign_in, wrong):
    key = uuid.uuid4()

    told = send(sign_in(bea), wrong, sealed(bea, BODY.format(key=key), key=key)).json()["entries"]

    assert [one["state"] for one in told] == ["stuck", "saved"]


def test_phone_parcel_of_another_format_is_left_on_the_phone(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    body = {"format": 0, "entries": [sealed(bea, BODY.format(key=key), key=key)]}

    answer = client.post(PARCEL, json.dumps(body), content_type="application/json")

    assert answer.status_code == 426
    assert Session.objects.count() == 0
    body["format"] = 1
    assert client.post(PARCEL, json.dumps(body), content_type="application/json").status_code == 200
    assert Session.objects.count() == 1


def test_phone_file_sends_in_what_a_phone_wrote_down(bea, sign_in):
    client, key, odd = sign_in(bea), uuid.uuid4(), uuid.uuid4()
    entries = [sealed(bea, BODY.format(key=key), key=key), sealed(bea, f"key={odd}&happened_on=x", key=odd), "?"]

    page = hand_in(client, json.dumps({"format": 1, "entries": entries}))

    assert "1 session of the file is saved. 1 needs another look. Look at them 1 cannot be opened." in words(page)
    assert Session.objects.get().key == key
    assert "This is no file of sessions from a phone." in words(hand_in(client, "nonsense"))
    assert "another version of the form" in words(hand_in(client, '{"format": 99, "entries": []}'))


def hand_in(client, text):
    return client.post("/n/leeds/log/phone/file/", {"file": SimpleUploadedFile("phone.json", text.encode())})


def words(answer):
    """What a page says, without its marks and needless blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_phone_parcel_keeps_an_entry_with_odd_signs_for_a_look(bea, sign_in):
    client, key = sign_in(bea), str(uuid.uuid4())
    public = phones.key_of(bea.member, now=NOW).public
    sealed = sealing.sealed_for(
        public, f"key={key}&happened_on=2026-11-02&note=a\x00b&place_words=a\x00b", entry_key=key
    )

    told = send(client, {"id": key, "sealed": sealed}).json()["entries"][0]

    assert told["state"] == "look"
    assert client.get(told["page"]).status_code == 200


def test_phone_parcel_survives_a_parcel_in_a_parcel_in_a_parcel(bea, sign_in):
    answer = sign_in(bea).post("/n/leeds/log/phone/parcel/", "[" * 100_000, content_type="application/json")

    assert answer.status_code == 400


def test_phone_parcel_says_what_is_wrong_with_nonsense(bea, sign_in):
    client = sign_in(bea)

    assert client.post(PARCEL, "nonsense", content_type="application/json").status_code == 400
    assert send(client, *[{"id": str(uuid.uuid4()), "sealed": ""}] * 51).status_code == 413
    assert client.get(PARCEL).json()["owner"] == str(bea.member_id)


def test_phone_parcel_keeps_a_flood_of_fields_to_itself(bea, sign_in):
    """T54: one entry with more fields than any form has; those beside it come in."""
    client, flood, honest = sign_in(bea), uuid.uuid4(), uuid.uuid4()
    body = BODY.format(key=flood) + "&a=1" * 3001

    told = send(client, sealed(bea, body, key=flood), sealed(bea, BODY.format(key=honest), key=honest)).json()

    assert [one["state"] for one in told["entries"]] == ["stuck", "saved"]
    assert Session.objects.get().key == honest


def test_phone_parcel_knows_an_entry_again_after_more_than_a_year(bea, sign_in, clock):
    """R-03: however long a phone lay in a drawer."""
    key = uuid.uuid4()
    entry = sealed(bea, BODY.format(key=key), key=key)
    first = send(sign_in(bea), entry).json()

    clock(NOW + timedelta(days=400))
    again = send(sign_in(bea), entry).json()

    assert again == first
    assert Session.objects.count() == 1


def test_phone_parcel_brings_nothing_back_that_was_taken_back(bea, sign_in):
    """T95: what one phone took back stays so, whatever another one still sends, and an edited body waits for a person."""
    client, key = sign_in(bea), uuid.uuid4()
    first = send(client, sealed(bea, BODY.format(key=key), key=key)).json()["entries"][0]
    actions.withdraw(Session.objects.get(), by=bea.member, now=NOW)

    same = send(client, sealed(bea, BODY.format(key=key), key=key)).json()["entries"][0]
    edited = send(client, sealed(bea, BODY.format(key=key) + "&headcount=9", key=key)).json()["entries"][0]

    session = Session.objects.get()
    assert same == first
    assert (edited["state"], edited["session"]) == ("held", session.pk)
    assert (session.is_withdrawn, session.headcount, Held.objects.filter(session=session).count()) == (True, 0, 1)
