import json
import re
import threading
import time
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.server import MailServer
from alongside.kit.mail.worker import empty_outbox
from alongside.people.accounts import actions
from alongside.people.accounts.models import Account

ASK, CONFIRM, PASSWORD = "/account/login/code/", "/account/login/code/confirm/", "/account/login/password/"
LONG = "three words together 47"


def ask(client: Client, email: str, **more: str) -> HttpResponse:
    return client.post(ASK, {"email": email, **more}, follow=True)


def newest_code() -> str:
    found = re.search(r"^\d{6}", Letter.objects.latest("pk").subject)
    assert found
    return found[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def bare(answer: HttpResponse) -> str:
    """The page without its forgery tokens, which differ each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())


def test_a_mailed_code_signs_in(client: Client, gwen: Account):
    ask(client, "Gwen@Example.org ")
    letter = Letter.objects.get()
    assert letter.to == "gwen@example.org"
    assert newest_code() in letter.text
    assert newest_code() in letter.html

    answer = client.post(CONFIRM, {"code": newest_code()})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(gwen.pk)


def test_a_code_works_once_and_only_where_it_was_asked_for(client: Client, gwen: Account):
    ask(client, gwen.email)
    code = newest_code()
    elsewhere = Client()
    ask(elsewhere, gwen.email)
    client.post(CONFIRM, {"code": code})
    assert is_in(client)

    client.post("/account/logout/")
    client.post(CONFIRM, {"code": code})
    elsewhere.post(CONFIRM, {"code": code})

    assert not is_in(client)
    assert not is_in(elsewhere)


def test_a_code_lasts_ten_minutes(client: Client, gwen: Account, monkeypatch):
    ask(client, gwen.email)
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + 601)
    client.post(CONFIRM, {"code": newest_code()})
    assert not is_in(client)

    monkeypatch.setattr(time, "time", lambda: now + 1)
    ask(client, gwen.email)
    client.post(CONFIRM, {"code": newest_code()})
    assert is_in(client)


def test_a_code_allows_three_tries(client: Client, gwen: Account):
    ask(client, gwen.email)
    code = newest_code()
    for _ in range(3):
        client.post(CONFIRM, {"code": wrong(code)})

    client.post(CONFIRM, {"code": code})

    assert not is_in(client)


def test_looking_at_the_page_of_the_code_changes_nothing(client: Client, gwen: Account):
    """T21: GET and HEAD any number of times spend neither the code nor a try."""
    ask(client, gwen.email)
    for _ in range(5):
        client.get(CONFIRM, {"code": newest_code()})
        client.head(CONFIRM)
    assert not is_in(client)
    assert Letter.objects.count() == 1

    client.post(CONFIRM, {"code": newest_code()})

    assert is_in(client)


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/login/code/?next=/account/password/"])
def test_pages_do_not_tell_that_a_mail_was_refused(gwen: Account, settings, path: str):
    """T18: the mail server turns every address away; the page is the same as for nobody, and so it stays afterwards."""

    def asked(email: str) -> list[object]:
        client = Client()
        answer = client.post(path, {"email": email})
        empty_outbox(threading.Event())
        return [answer.status_code, answer["Location"], bare(client.get(CONFIRM)).replace(email, "")]

    with MailServer() as server:
        settings.MAIL_ADDRESS, settings.MAIL_IN_CLEAR = f"smtp://127.0.0.1:{server.port}", True
        server.behaviour.rcpt = lambda _to: "550 no such person"
        told = [asked(email) for email in ("gwen@example.org", "nobody@example.org")]

    assert told[0] == told[1]
    assert [(letter.to, letter.state) for letter in Letter.objects.exclude(to="")] == [
        ("gwen@example.org", Letter.State.FAILED)
    ]


def test_pages_do_not_tell_who_has_an_account(gwen: Account, delivered):
    """T17: the same bytes and cookies for an address with an account and one without, at every step; mail only to the first."""
    told: dict[str, list[object]] = {"gwen@example.org": [], "nobody@example.org": []}
    for email, pages in told.items():
        client = Client()
        answer = client.post(ASK, {"email": email})
        pages += [
            answer.status_code,
            answer["Location"],
            sorted(answer.cookies),
            answer.cookies["__Host-session"]["max-age"],
        ]
        page = client.get(CONFIRM)
        pages += [page.status_code, bare(page).replace(email, "…")]
        for _ in range(3):
            answer = client.post(CONFIRM, {"code": "000000"})
            pages += [answer.status_code, answer.headers.get("Location"), bare(answer).replace(email, "…")]
        answer = client.post(PASSWORD, {"login": email, "password": LONG})
        pages += [answer.status_code, bare(answer).replace(email, "…")]

    assert told["gwen@example.org"] == told["nobody@example.org"]
    assert delivered() == ["gwen@example.org"]


def test_a_code_for_nobody_lets_nobody_in(client: Client, db: None):
    """T17: an address without an account has a code as well; whoever guesses it reads what everybody reads who guesses wrong."""
    ask(client, "nobody@example.org")
    right = newest_code()
    told = [bare(client.post(CONFIRM, {"code": code})) for code in (wrong(right), right)]

    assert told[0].replace(wrong(right), right) == told[1]
    assert "This code is wrong" in told[1]
    assert not is_in(client)


def test_a_code_that_was_not_mailed_lets_nobody_in(gwen: Account):
    """T28: the fourth asker in an hour waits for a code that nobody can type, also not an empty one or one with signs alone."""
    for _ in range(3):
        ask(Client(), gwen.email)
    client, codes = Client(), [letter.subject[:6] for letter in Letter.objects.all()]
    ask(client, gwen.email)
    assert client.session["sent_code"] == ""

    for code in (*codes[:2], "------"):
        client.post(CONFIRM, {"code": code})

    assert not is_in(client)


def test_a_code_for_an_account_that_is_closed_meanwhile_lets_nobody_in(client: Client, gwen: Account):
    """T13, T25."""
    ask(client, gwen.email)
    Account.objects.filter(pk=gwen.pk).update(is_active=False)

    answer = client.post(CONFIRM, {"code": newest_code()})

    assert "This code is wrong" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "typed",
    [
        "gwen+x@example.org",
        "gwеn@example.org",
        "ｇｗｅｎ@example.org",
        "gwen@exampıe.org",
        "gwen@example.org,eve@example.net",
    ],
)
def test_mail_goes_to_no_twin_of_an_address(client: Client, gwen: Account, typed: str, delivered):
    """T19: letters that look alike, a tag after a plus and a list are other addresses, and get nothing."""
    ask(client, typed)
    assert delivered() == []

    ask(client, f"  {gwen.email.upper()} ")

    assert delivered() == [gwen.email]


def test_mail_goes_to_stored_addresses_whatever_is_posted(client: Client, gwen: Account, delivered):
    """T19: several addresses at once, or another kind of body, reach nobody else."""
    client.post(ASK, "email=gwen@example.org&email=eve@example.net", content_type="application/x-www-form-urlencoded")
    client.post(ASK, {"email[]": ["gwen@example.org", "eve@example.net"]})
    client.post(ASK, json.dumps({"email": ["gwen@example.org", "eve@example.net"]}), content_type="application/json")
    assert delivered() == []

    client.post(ASK, " email=gwen@example.org ".strip(), content_type="application/x-www-form-urlencoded")

    assert delivered() == [gwen.email]


def test_mails_to_one_address_are_limited_and_nobody_sees_it(gwen: Account):
    """T28: three mails an hour, and the fourth asker sees the same page."""
    pages = [bare(ask(Client(), gwen.email)) for _ in range(5)]

    assert len(set(pages)) == 1
    assert Letter.objects.filter(to=gwen.email).count() == 3


def test_stamps_are_three_an_hour_and_ten_a_day(db: None):
    """T28."""
    now = timezone.now()
    moments = [now + timedelta(minutes=20 * place) for place in range(72)]

    given = [actions.stamp("gwen@example.org", now=moment) for moment in moments]

    assert given == [True] * 10 + [False] * 62
    assert [actions.stamp("Gwen@example.org ", now=now + timedelta(days=2)) for _ in range(4)] == [True] * 3 + [False]


def test_ten_wrong_guesses_close_the_account_for_five_minutes(gwen: Account, monkeypatch):
    """T26: from anywhere, password and code counted together, whatever X-Forwarded-For says."""
    actions.choose_password(gwen, password=LONG, now=timezone.now())
    for place in range(10):
        Client(REMOTE_ADDR=f"10.0.0.{place}").post(PASSWORD, {"login": gwen.email, "password": "wrong wrong wrong"})

    other = Client(REMOTE_ADDR="10.0.1.1", HTTP_X_FORWARDED_FOR="10.0.2.2")
    assert "too many tries" in other.post(PASSWORD, {"login": gwen.email, "password": LONG}).content.decode()
    ask(other, gwen.email)
    other.post(CONFIRM, {"code": newest_code()})
    assert not is_in(other)

    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=301))
    other.post("/account/logout/")
    other.post(PASSWORD, {"login": gwen.email, "password": LONG})
    assert is_in(other)


def test_ten_wrong_guesses_close_the_client_for_five_minutes(gwen: Account):
    """T26: one client cannot try many accounts, and says nothing new by X-Forwarded-For."""
    actions.choose_password(gwen, password=LONG, now=timezone.now())
    for place in range(10):
        client = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"10.9.9.{place}")
        client.post(PASSWORD, {"login": f"somebody{place}@example.org", "password": "wrong wrong wrong"})

    client = Client(REMOTE_ADDR="10.0.0.1")
    client.post(PASSWORD, {"login": gwen.email, "password": LONG})
    assert not is_in(client)

    elsewhere = Client(REMOTE_ADDR="10.0.0.2")
    elsewhere.post(PASSWORD, {"login": gwen.email, "password": LONG})
    assert is_in(elsewhere)


def test_right_guesses_do_not_count(gwen: Account):
    """T26: a training room behind one address signs in as often as it likes."""
    actions.choose_password(gwen, password=LONG, now=timezone.now())

    for _ in range(12):
        client = Client()
        client.post(PASSWORD, {"login": gwen.email, "password": LONG})
        assert is_in(client)


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client: Client, gwen: Account):
    """T30: a planted id does not become signed in, and the old cookie is dead at once."""
    ask(client, gwen.email)
    planted = client.cookies["__Host-session"].value
    client.post(CONFIRM, {"code": newest_code()})
    kept = client.cookies["__Host-session"].value
    assert kept != planted
    thief = Client()
    thief.cookies["__Host-session"] = kept
    assert thief.get("/account/").status_code == 200

    client.post("/account/logout/")

    assert thief.get("/account/").status_code == 302


def test_choosing_a_password_ends_the_sessions_elsewhere(client: Client, gwen: Account):
    """T30."""
    elsewhere = Client()
    for each in (client, elsewhere):
        ask(each, gwen.email)
        each.post(CONFIRM, {"code": newest_code()})
    assert elsewhere.get("/account/").status_code == 200

    answer = client.post("/account/password/", {"password": LONG})

    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:/account/"]
)
def test_nobody_is_led_away_after_signing_in(client: Client, gwen: Account, there: str):
    """T32: only paths of ours."""
    ask(client, gwen.email, next=there)
    answer = client.post(CONFIRM, {"code": newest_code(), "next": there})
    assert is_in(client)
    assert answer["Location"] == "/"

    client.post("/account/logout/")
    ask(client, gwen.email, next="/account/details/")
    answer = client.post(CONFIRM, {"code": newest_code(), "next": "/account/details/"})
    assert answer["Location"] == "/account/details/"


@pytest.mark.parametrize("path", [ASK, PASSWORD, "/account/logout/", "/account/details/", "/account/login/passkey/"])
def test_forms_from_elsewhere_are_refused(gwen: Account, path: str):
    """T33."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(gwen)

    for content_type in ("application/x-www-form-urlencoded", "text/plain", "application/json"):
        assert client.post(path, '{"email": "gwen@example.org"}', content_type=content_type).status_code == 403
    assert is_in(client)


def test_getting_the_page_to_sign_out_keeps_the_person_in(client: Client, gwen: Account):
    """T33: nothing changes on GET, HEAD or OPTIONS."""
    client.force_login(gwen)

    for method in (client.get, client.head, client.options):
        method("/account/logout/", headers={"X-HTTP-Method-Override": "POST"})
    assert is_in(client)

    client.post("/account/logout/")
    assert not is_in(client)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_an_unknown_host_is_refused(client: Client, gwen: Account, host: str):
    """T20."""
    assert client.post(ASK, {"email": gwen.email}, headers={"Host": host}).status_code == 400
    assert not Letter.objects.exists()


def test_nobody_signs_up_by_themselves(client: Client, db: None):
    before = Account.objects.count()

    page = client.get("/account/join/")
    client.post("/account/join/", {"email": "eve@example.net", "password1": LONG})

    assert "You need an invitation" in page.content.decode()
    assert Account.objects.count() == before


@pytest.mark.parametrize(
    "path", ["signup/", "3rdparty/", "email/verify/", "2fa/", "password/change/", "social/signup/", "inactive/"]
)
def test_pages_of_the_library_that_are_not_offered_do_not_exist(client: Client, gwen: Account, path: str):
    client.force_login(gwen)

    assert client.get(f"/account/{path}").status_code == 404


def test_a_closed_account_gets_no_code_and_its_sessions_end(client: Client, gwen: Account, delivered):
    """T13."""
    client.force_login(gwen)
    assert client.get("/account/").status_code == 200

    Account.objects.filter(pk=gwen.pk).update(is_active=False)

    assert client.get("/account/").status_code == 302
    ask(Client(), gwen.email)
    assert delivered() == []
