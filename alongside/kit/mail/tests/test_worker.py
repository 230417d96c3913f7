import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from alongside.kit.mail import actions, outbox, queries, recipients, worker
from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.server import MailServer
from alongside.kit.verdict import Refused

State = Letter.State
pytestmark = pytest.mark.django_db


def post(to: str = "bea@example.org", **parts) -> Letter:
    key = f"{to}-{Letter.objects.count()}"
    draft = outbox.Draft(
        **{"kind": "test", "key": key, "to": to, "subject": "Croeso, Siân", "text": "Shwmae\n.\n", **parts}
    )
    outbox.post(draft, now=timezone.now(), chain=7)
    return Letter.objects.get(key=key)


def run() -> None:
    worker.empty_outbox(threading.Event())


def make_due(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())


def test_empty_outbox_sends_each_letter_once_over_one_connection(server: MailServer):
    letters = [post(f"{name}@example.org", html="<p>Shwmae</p>") for name in ("bea", "cai", "dev")]

    run()
    run()

    assert [received.to for received in server.letters] == ["bea@example.org", "cai@example.org", "dev@example.org"]
    assert server.connections == 1
    assert {letter.state for letter in Letter.objects.all()} == {State.SENT}
    message = server.letters[0].message
    assert server.letters[0].sender == "champions@leeds.example"
    assert message["Message-ID"] == letters[0].message_id
    assert letters[0].message_id.endswith("@leeds.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert (message["Bcc"], message["Cc"]) == (None, None)
    text, html = message.get_payload()
    assert text.get_payload(decode=True).decode().splitlines() == ["Shwmae", "."]
    assert html.get_content_type() == "text/html"


def test_empty_outbox_keeps_an_uncertain_letter_for_a_person(server: MailServer):
    """The server took the letter and the connection broke before it said so: sending it again would send it twice."""
    letter = post()
    server.behaviour.after_data = lambda _body: None

    run()
    make_due(letter)
    run()

    letter.refresh_from_db()
    assert letter.state == State.UNCERTAIN
    assert len(server.letters) == 1
    assert list(queries.in_doubt(7)) == [letter]
    assert list(queries.in_doubt(8)) == []


def test_send_again_keeps_the_id(server: MailServer):
    letter = post()
    server.behaviour.after_data = lambda _body: None
    run()
    server.behaviour.after_data = lambda _body: "250 taken"

    actions.send_again(letter, now=timezone.now())
    run()

    assert [received.message["Message-ID"] for received in server.letters] == [letter.message_id] * 2
    with pytest.raises(Refused, match="on its way or was sent"):
        actions.send_again(letter, now=timezone.now())


def test_empty_outbox_goes_on_after_a_broken_connection(server: MailServer):
    first, second = post("bea@example.org"), post("cai@example.org")
    answers = iter([None, "250 taken"])
    server.behaviour.after_data = lambda _body: next(answers)

    run()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.UNCERTAIN, State.SENT)
    assert server.connections == 2


def test_empty_outbox_tries_again_later_and_longer_each_time(server: MailServer):
    letter = post()
    server.behaviour.rcpt = lambda _to: "450 come back"
    rests = []

    for _attempt in range(7):
        now = timezone.now()
        run()
        letter.refresh_from_db()
        rests.append(
            round((letter.due_at - now).total_seconds() / 60) if letter.state == State.QUEUED else letter.state
        )
        make_due(letter)

    assert rests == [1, 5, 30, 120, 480, 1440, State.FAILED]
    assert letter.problem == "450 come back"
    assert server.letters == []


def test_empty_outbox_delivers_what_was_put_off(server: MailServer):
    letter = post()
    server.behaviour.after_data = lambda _body: "451 greylisted"
    run()
    assert server.letters == []

    server.behaviour.after_data = lambda _body: "250 taken"
    make_due(letter)
    run()

    assert [received.message["Message-ID"] for received in server.letters] == [letter.message_id]


@pytest.mark.parametrize("when", ["rcpt", "after_data"])
def test_empty_outbox_gives_up_what_is_refused_and_goes_on(server: MailServer, when: str):
    gone, fine = post("gone@example.org"), post("bea@example.org")
    refusal = "550 no such person"
    if when == "rcpt":
        server.behaviour.rcpt = lambda to: refusal if "gone" in to else "250 fine"
    else:
        server.behaviour.after_data = lambda body: refusal if b"gone@" in body else "250 taken"

    run()

    gone.refresh_from_db()
    fine.refresh_from_db()
    assert (gone.state, gone.problem) == (State.FAILED, refusal)
    assert fine.state == State.SENT
    assert server.connections == 1


def test_empty_outbox_waits_while_the_server_is_away(server: MailServer, settings, monkeypatch):
    monkeypatch.setattr(worker, "REST", 0.0)
    letter = post()
    address, settings.MAIL_ADDRESS = settings.MAIL_ADDRESS, "smtp://127.0.0.1:1"

    run()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 0)
    assert queries.waiting_since(now=timezone.now()) == letter.queued_at
    settings.MAIL_ADDRESS = address
    run()
    assert len(server.letters) == 1


def test_empty_outbox_sends_codes_first(server: MailServer, ama):
    post("news@example.org")
    post(ama.account.email, kind=Letter.URGENT)

    run()

    assert [received.to for received in server.letters] == [ama.account.email, "news@example.org"]


def test_empty_outbox_asks_again_whether_a_letter_is_meant(server: MailServer, monkeypatch):
    """T11: in the moment before it goes, also when it was put off; what goes to nobody names nobody and says nothing."""
    here = {"bea@example.org", "cai@example.org"}
    monkeypatch.setitem(recipients.REGISTRY, "news", lambda letter, _now: letter.to in here)
    post("bea@example.org", kind="news")
    left = post("cai@example.org", kind="news", html="<p>Shwmae</p>")
    server.behaviour.rcpt = lambda to: "450 come back" if "cai" in to else "250 fine"
    run()
    assert [received.to for received in server.letters] == ["bea@example.org"]

    here.remove("cai@example.org")
    server.behaviour.rcpt = lambda _to: "250 fine"
    make_due(left)
    run()

    left.refresh_from_db()
    assert [received.to for received in server.letters] == ["bea@example.org"]
    assert (left.state, left.to, left.subject, left.problem) == (State.FEIGNED, "", "", "")
    assert (left.text.strip(), left.html.strip(), left.claimed_at) == ("", "", None)
    actions.forget_old(now=timezone.now() + timedelta(hours=25))
    assert not Letter.objects.filter(pk=left.pk).exists()


def test_note_uncertain_finds_what_a_dead_worker_held(server: MailServer):
    letter = post()
    now = timezone.now()
    assert worker.claim(now=now) == letter

    assert worker.note_uncertain(now=now + worker.LEASE) == 0
    assert worker.note_uncertain(now=now + worker.LEASE + timedelta(seconds=1)) == 1

    run()
    assert server.letters == []


def test_claim_gives_a_letter_to_one_worker_only():
    letter = post()

    assert worker.claim(now=timezone.now()) == letter
    assert worker.claim(now=timezone.now()) is None


def test_letters_without_a_server_become_files(settings, tmp_path, capsys):
    settings.MAIL_ADDRESS, settings.DATA = "", tmp_path
    post("ama@example.org", subject="Your code")

    run()

    (file,) = (tmp_path / "mail").glob("*.eml")
    assert "To: ama@example.org" in file.read_text()
    assert "mail for ama@example.org: Your code" in capsys.readouterr().out


def test_mail_of_libraries_goes_through_the_outbox(server: MailServer, settings):
    settings.EMAIL_BACKEND = "alongside.kit.mail.backends.OutboxBackend"
    message = mail.EmailMultiAlternatives("Code", "123", to=["ama@example.org"], bcc=["bea@example.org"])
    message.send()
    assert server.letters == []

    run()

    assert [(received.to, received.message["To"]) for received in server.letters] == [
        ("ama@example.org", "ama@example.org"),
        ("bea@example.org", "bea@example.org"),
    ]


def test_mail_with_an_attachment_is_an_error(settings):
    settings.EMAIL_BACKEND = "alongside.kit.mail.backends.OutboxBackend"
    message = mail.EmailMessage("Report", "here", to=["ama@example.org"], attachments=[("a.txt", "a", "text/plain")])

    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_forget_old_drops_words_first_and_rows_later(server: MailServer):
    letter = post(html="<p>secret</p>")
    run()
    now = timezone.now()

    actions.forget_old(now=now + timedelta(days=29))
    assert Letter.objects.get().text

    actions.forget_old(now=now + timedelta(days=31))
    letter.refresh_from_db()
    assert (letter.text, letter.html, letter.to) == ("", "", "bea@example.org")

    actions.forget_old(now=now + timedelta(days=401))
    assert not Letter.objects.exists()


def test_forget_old_keeps_what_is_in_doubt(server: MailServer):
    server.behaviour.after_data = lambda _body: None
    post()
    run()

    actions.forget_old(now=timezone.now() + timedelta(days=500))

    assert Letter.objects.get().text
