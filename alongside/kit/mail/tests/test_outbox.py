from datetime import timedelta

from alongside.kit.mail import actions, outbox
from alongside.kit.mail.models import Letter
from conftest import NOW


def test_feign_leaves_a_row_that_names_nobody_and_is_never_sent(db):
    outbox.feign(
        outbox.Draft(
            kind="code", key="code:1", to="gwen@example.org", subject="A code", text="123456", html="<b>123456</b>"
        ),
        now=NOW,
    )

    letter = Letter.objects.get()
    assert (letter.to, letter.text.strip(), letter.html.strip(), letter.state) == ("", "", "", Letter.State.FEIGNED)
    actions.forget_old(now=NOW + timedelta(hours=23))
    assert Letter.objects.exists()
    actions.forget_old(now=NOW + timedelta(hours=25))
    assert not Letter.objects.exists()
