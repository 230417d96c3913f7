import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.kit.mail.models import Letter
from alongside.kit.sealing import boxes
from alongside.people.accounts import actions
from alongside.people.accounts.models import Account

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = "/account/login/second-step/"


def code_at(moment: float, secret: str = SECRET) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(moment) // 30))


@pytest.fixture
def protected(gwen: Account) -> Account:
    """Gwen, whose account asks for a code from her app; she also has recovery codes."""
    totp.TOTP.activate(gwen, SECRET)
    RecoveryCodes.activate(gwen)
    return gwen


def first_step(client: Client, account: Account) -> None:
    client.post("/account/login/code/", {"email": account.email})
    code = re.search(r"^\d{6}", Letter.objects.latest("pk").subject)
    assert code
    client.post("/account/login/code/confirm/", {"code": code[0]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_second_step_is_asked_after_the_code(client: Client, protected: Account):
    first_step(client, protected)
    assert not is_in(client)
    assert client.get("/account/").status_code == 302

    client.post(STEP, {"code": code_at(time.time())})

    assert is_in(client)


def test_the_second_step_is_asked_after_a_password_a_link_and_a_new_password(protected: Account):
    """T29: no other way in drops the second step."""
    actions.choose_password(protected, password="three words together 47", now=timezone.now())
    with_password, with_link = Client(), Client()

    with_password.post("/account/login/password/", {"login": protected.email, "password": "three words together 47"})
    with_link.post(actions.one_time_link(protected, now=timezone.now()).removeprefix("http://127.0.0.1:8000"))

    for client in (with_password, with_link):
        assert not is_in(client)
        client.get(STEP)
        assert "The second step" in client.get(STEP).content.decode()


def test_spend_code_takes_each_code_once_and_none_before_it(protected: Account, monkeypatch):
    """T29: a code that was used, or one before it, is dead even while its half minute lasts."""
    now = time.time()
    codes = [code_at(now + seconds) for seconds in (-60, -30, 0, 30)]
    monkeypatch.setattr(time, "time", lambda: now)

    spent = [
        actions.spend_code(protected, code) is not None for code in (codes[0], codes[1], codes[2], codes[2], codes[1])
    ]

    assert spent == [False, True, True, False, False]


def test_spend_code_takes_each_recovery_code_once(protected: Account):
    """T29."""
    one, other = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[:2]

    spent = [actions.spend_code(protected, code) is not None for code in (one, one, other, "00000000")]

    assert spent == [True, False, True, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_spend_code_lets_one_in_however_many_try_at_once(protected: Account, kind: str):
    """T29: fifty at the same moment."""
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    code = code_at(time.time()) if kind == "totp" else recovery

    def spend(_place: int) -> bool:
        try:
            return actions.spend_code(protected, code) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        spent = list(pool.map(spend, range(50)))

    assert sum(spent) == 1


def test_wrong_codes_count_as_guesses(protected: Account):
    """T26: ten wrong ones, and the right one no longer helps; using one's own account gives none of them back."""
    clients = [Client(REMOTE_ADDR=f"10.0.0.{place}") for place in range(3)]
    for client in clients:
        first_step(client, protected)
    for place in range(10):
        clients[place % 3].post(STEP, {"code": "000000"})

    answer = clients[0].post(STEP, {"code": code_at(time.time())})

    assert "too many tries" in answer.content.decode()
    assert not is_in(clients[0])


def test_an_app_is_set_up_with_its_first_code(client: Client, gwen: Account, django_capture_on_commit_callbacks):
    first_step(client, gwen)
    page = client.get("/account/app/").content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r"<code>([\w ]+)</code>", page)
    assert secret

    assert "This code is wrong" in client.post("/account/app/", {"code": "000000"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/app/", {"code": code_at(time.time(), secret[1].replace(" ", ""))})

    assert answer.status_code == 302
    codes = client.get("/account/recovery-codes/").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert "An authenticator app was added" in Letter.objects.latest("pk").text


def test_an_app_is_removed_and_its_owner_told(client: Client, protected: Account):
    first_step(client, protected)
    client.post(STEP, {"code": code_at(time.time())})
    assert client.get("/account/app/remove/").status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()

    client.post("/account/app/remove/")

    assert not Authenticator.objects.exists()
    assert "authenticator app was removed" in Letter.objects.latest("pk").text


def test_new_recovery_codes_replace_the_old(client: Client, protected: Account):
    before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    first_step(client, protected)
    client.post(STEP, {"code": code_at(time.time())})

    assert client.get("/account/recovery-codes/new/").status_code == 200
    client.post("/account/recovery-codes/new/")

    after = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(before) & set(after)
    assert client.get("/account/recovery-codes/file/").content.decode().split() == after


def setting_up(client: Client, account: Account) -> str:
    """The secret that the page for setting up an app shows to the account, which has just signed in."""
    first_step(client, account)
    secret = re.search(r"<code>([\w ]+)</code>", client.get("/account/app/").content.decode())
    assert secret
    return secret[1].replace(" ", "")


def test_the_code_that_set_an_app_up_is_spent(client: Client, gwen: Account, monkeypatch):
    """T29: whoever saw it over a shoulder cannot sign in with it; the next one works."""
    secret, now = setting_up(client, gwen), time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    client.post("/account/app/", {"code": code_at(now, secret)})
    elsewhere = Client(REMOTE_ADDR="10.0.0.2")
    first_step(elsewhere, gwen)

    elsewhere.post(STEP, {"code": code_at(now, secret)})
    assert not is_in(elsewhere)

    elsewhere.post(STEP, {"code": code_at(now + 30, secret)})
    assert is_in(elsewhere)


@pytest.mark.django_db(transaction=True)
def test_the_code_that_sets_an_app_up_is_used_once_however_many_try_at_once(client: Client, gwen: Account):
    """T29: one app, its code spent, and every other try at the same moment is answered without an error."""
    secret = setting_up(client, gwen)
    code, cookies = code_at(time.time(), secret), client.cookies

    def set_up(_place: int) -> int:
        try:
            one = Client()
            one.cookies = cookies
            return one.post("/account/app/", {"code": code}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = set(pool.map(set_up, range(24)))

    assert answers == {302}
    assert Authenticator.objects.filter(user=gwen, type="totp").count() == 1
    assert actions.spend_code(gwen, code) is None
    assert actions.spend_code(gwen, code_at(time.time() + 30, secret)) is not None


def test_wrong_codes_while_setting_up_count_as_guesses(client: Client, gwen: Account):
    """T26, T27: in the database, like every other guess."""
    secret = setting_up(client, gwen)
    for _ in range(10):
        client.post("/account/app/", {"code": "000000"})

    answer = client.post("/account/app/", {"code": code_at(time.time(), secret)})

    assert "too many tries" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_secrets_of_the_second_step_are_sealed_in_the_database(client: Client, gwen: Account):
    """Neither while an app is set up nor afterwards does the database hold what makes its codes, or the recovery codes."""
    secret = setting_up(client, gwen)
    assert secret not in str([dict(row.get_decoded()) for row in Session.objects.all()])

    client.post("/account/app/", {"code": code_at(time.time(), secret)})

    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert boxes.is_sealed(kept["totp"]["secret"])
    assert boxes.opened(kept["totp"]["secret"], purpose="second step") == secret
    assert boxes.is_sealed(kept["recovery_codes"]["seed"])


def test_a_changed_secret_key_is_said_plainly(client: Client, protected: Account):
    first_step(client, protected)
    kept = Authenticator.objects.get(type="totp")
    kept.data["secret"] = kept.data["secret"][:-8] + "AAAAAAA="
    kept.save()

    answer = client.post(STEP, {"code": "123456"})

    assert answer.status_code == 409
    assert "secret key of this installation has changed" in answer.content.decode()
