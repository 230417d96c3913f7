import json
import uuid

from alongside.helping.phones import actions as phones
from alongside.helping.phones import rules as sealing
from alongside.helping.phones.models import Kept
from alongside.helping.sessions.models import Session
from conftest import NOW

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


def test_phone_offer_gives_a_key_and_the_champions_own_people(bea, sign_in):
    client = sign_in(bea)
    send(client, sealed(bea, BODY.format(key=uuid.UUID(int=5)), key=uuid.UUID(int=5)))

    offer = client.post("/n/leeds/log/phone/offer/").json()

    assert offer["owner"] == str(bea.member_id)
    assert [person["code"] for person in offer["people"]] == ["Heron"]
    assert set(offer) == {"owner", "key", "people"}


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


def test_phone_entry_shows_what_could_not_be_saved(bea, sign_in):
    client, key = sign_in(bea), uuid.uuid4()
    text = BODY.format(key=key).replace("2026-11-19", "yesterday")

    told = send(client, sealed(bea, text, key=key)).json()["entries"][0]

    assert told == {"id": str(key), "state": "look", "page": f"/n/leeds/log/phone/{key}/"}
    assert "yesterday" in Kept.objects.get().body
    page = client.get(told["page"]).content.decode()
    assert "Heron" in page
    assert "yesterday" in page


def test_phone_parcel_leaves_alone_what_somebody_else_sealed(bea, cai, sign_in):
    key = uuid.uuid4()
    theirs = {"id": str(key), "sealed": sealing.sealed_for(sealing.new_pair().public, "x", entry_key=str(key))}

    told = send(sign_in(bea), theirs).json()["entries"][0]

    assert told["state"] == "later"
    assert Session.objects.count() == 0


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
