import re
import threading
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.reading import newest_path
from alongside.kit.mail.tests.server import MailServer
from alongside.kit.mail.worker import empty_outbox
from alongside.people.accounts.models import Account
from alongside.people.networks import actions as networks
from alongside.people.networks import queries
from alongside.people.networks.models import Invitation, Member, Team
from alongside.people.networks.tests.inviting import WELCOME, send

FORM = {"name": "Fay", "email": "Fay@Example.org", "kind": "champion", "reach": "whole", "place": ""}


def test_invitation_new_sends_a_link_from_our_own_address(ama: Member, sign_in, settings):
    """T20."""
    settings.BASE_URL = "https://champions.example.org"
    client: Client = sign_in(ama)
    assert client.get("/n/leeds/invitations/new/?name=Fay&email=fay@example.org&kind=champion").status_code == 200

    answer = client.post("/n/leeds/invitations/new/", FORM)

    assert answer.status_code == 302
    letter = Letter.objects.get()
    assert letter.to == "fay@example.org"
    assert "Ama invites you to join Leeds Digital Champions. Your role: Champion.\n" in letter.text
    assert "https://champions.example.org/n/leeds/invitation/" in letter.text
    assert 'lang="en"' in letter.html


def test_an_invitation_says_what_the_role_is_bounded_to(ama: Member, armley: Team, sign_in):
    client: Client = sign_in(ama)

    client.post("/n/leeds/invitations/new/", FORM | {"reach": "team", "place": "Armley"})
    client.post(f"/n/leeds/invitations/{Invitation.objects.get().pk}/renewal/")

    texts = list(Letter.objects.values_list("text", flat=True))
    assert ["Your role: Champion (Armley Library)." in text for text in texts] == [True, True]


def test_invitation_new_is_filled_in_by_the_page_that_leads_to_it(ama: Member, armley: Team, sign_in):
    asked = {"kind": "champion", "reach": "team", "place": queries.place_in_words(armley)}

    page = sign_in(ama).get("/n/leeds/invitations/new/", asked).content.decode()

    assert 'value="Armley Library (Leeds City Council, LS12 3AR)"' in page
    assert re.findall(r'value="(\w+)" (?:selected|checked)', page) == ["champion", "team"]


def test_a_name_that_several_teams_share_is_told_with_its_organisation(ama: Member, council, housing, sign_in):
    client: Client = sign_in(ama)
    moved = networks.add_team(council, {"name": "Central Library", "postcode": "LS1 3AB"}, now=timezone.now())
    for organisation in (council, housing):
        networks.add_team(organisation, {"name": "Central Library"}, now=timezone.now())
    path, asked = "/n/leeds/invitations/new/", FORM | {"reach": "team"}

    page = client.post(path, asked | {"place": "central library"}).content.decode()
    for words in ("central library (h", "Central Library (Leeds City Council)", queries.place_in_words(moved)):
        client.post(path, asked | {"place": words})

    assert "Central Library (Leeds City Council, LS1 3AB)" in page
    teams = [invitation.team for invitation in Invitation.objects.order_by("pk")]
    assert [(str(team.organisation), team.postcode) for team in teams] == [
        ("Housing", ""),
        ("Leeds City Council", ""),
        ("Leeds City Council", "LS1 3AB"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "see http://evil.example"),
        ("email", "fay"),
        ("email", ""),
        ("kind", "owner"),
        ("reach", "world"),
        ("place", "x"),
    ],
)
def test_invitation_new_keeps_what_was_typed_when_something_is_wrong(ama: Member, sign_in, field: str, value: str):
    """T08, T39."""
    page = sign_in(ama).post("/n/leeds/invitations/new/", FORM | {field: value}).content.decode()

    assert "There is a problem" in page
    assert Invitation.objects.count() == 0
    if field != "email":
        assert "Fay@Example.org" in page


def test_invitation_list_shows_who_has_not_answered(ama: Member, sign_in):
    send(ama)
    accepted = send(ama, email="gil@example.org")
    Client().post(accepted, WELCOME)
    client: Client = sign_in(ama)

    page = client.get("/n/leeds/invitations/").content.decode()

    assert "fay@example.org" in page
    assert "gil@example.org" not in page
    assert "gil@example.org" in client.get("/n/leeds/invitations/?state=accepted").content.decode()


def test_invitation_detail_has_the_way_to_send_again_and_to_withdraw(ama: Member, eve: Member, sign_in):
    send(ama)
    path = f"/n/leeds/invitations/{Invitation.objects.get().pk}/"

    assert "Send it again" in sign_in(ama).get(path).content.decode()
    assert sign_in(eve).get(path.replace("leeds", "cardiff")).status_code == 404


def test_invitation_renew_makes_a_new_link_and_ends_the_old(ama: Member, sign_in):
    """T23."""
    old = send(ama)
    answer = sign_in(ama).post(f"/n/leeds/invitations/{Invitation.objects.get().pk}/renewal/")
    assert answer.status_code == 302
    new = newest_path()

    assert Client().get(old).status_code == 404
    assert Client().post(new, WELCOME).status_code == 302
    assert Account.objects.get(email="fay@example.org").name == "Fay Jones"


def test_invitation_withdraw_ends_the_link(ama: Member, sign_in):
    path = send(ama)
    sign_in(ama).post(f"/n/leeds/invitations/{Invitation.objects.get().pk}/removal/")

    assert "was withdrawn" in Client().get(path).content.decode()
    assert Client().post(path, WELCOME).status_code == 409
    assert not Account.objects.filter(email="fay@example.org").exists()


def test_mails_of_invitations_are_limited(ama: Member, sign_in):
    """T28: three an hour to one address, and the page says the same."""
    client: Client = sign_in(ama)

    answers = {client.post("/n/leeds/invitations/new/", FORM)["Location"] for _ in range(5)}

    assert len(answers) == 1
    assert Letter.objects.filter(to="fay@example.org").count() == 3


def test_forget_unanswered_deletes_invitations_after_two_weeks(ama: Member):
    now = timezone.now()
    accepted = send(ama, email="gil@example.org")
    Client().post(accepted, WELCOME)
    send(ama)
    networks.forget_unanswered(now=now + timedelta(days=13))
    assert Invitation.objects.count() == 2

    networks.forget_unanswered(now=now + timedelta(days=14, minutes=1))

    assert [invitation.email for invitation in Invitation.objects.all()] == ["gil@example.org"]


def befall(what: str, *, ama: Member) -> None:
    """What happens to Fay's invitation before its mail has gone."""
    invitation, now = Invitation.objects.get(), timezone.now()
    if what == "withdrawn":
        networks.withdraw(invitation, by=ama, now=now)
    if what == "accepted":
        networks.accept(invitation, account=None, name="Fay", language="en", now=now)
    if what == "sent again":
        networks.renew(invitation, by=ama, now=now)
    if what == "too old":
        Invitation.objects.update(ends_at=now)
    if what == "Fay has left":
        fay = Account.objects.create(email="fay@example.org", name="Fay")
        networks.dismiss(networks.admit(fay, network=ama.network, name="Fay", now=now), by=ama, now=now)


@pytest.mark.parametrize("what", ["nothing", "sent again", "withdrawn", "accepted", "too old", "Fay has left"])
def test_an_invitation_goes_while_its_link_works(ama: Member, settings, what: str):
    """T11: asked in the moment before the mail goes, not when it was written."""
    send(ama)
    befall(what, ama=ama)
    newest = newest_path()

    with MailServer() as server:
        settings.MAIL_ADDRESS, settings.MAIL_IN_CLEAR = f"smtp://127.0.0.1:{server.port}", True
        empty_outbox(threading.Event())

    texts = [letter.message.get_payload(0).get_payload(decode=True).decode() for letter in server.letters]
    assert [newest in text for text in texts] == ([True] if what in {"nothing", "sent again"} else [])
