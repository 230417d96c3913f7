import pytest

from alongside.kit.mail import outbox
from alongside.kit.mail.models import Letter
from conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def failed(network):
    def letter(chain=network.pk, to="ced@example.org", state=Letter.State.FAILED):
        outbox.post(outbox.Draft(kind="test", key=to, to=to, subject="Hello", text="Hello"), now=NOW, chain=chain)
        Letter.objects.filter(key=to).update(state=state)
        return Letter.objects.get(key=to)

    return letter


def test_letter_list_shows_what_may_not_have_arrived(ama, failed, sign_in):
    failed()
    failed(to="efa@example.org", state=Letter.State.SENT)

    page = sign_in(ama).get("/n/leeds/letters/").content.decode()

    assert "ced@example.org" in page
    assert "efa@example.org" not in page


def test_letter_list_shows_no_letters_of_another_network(ama, other_network, failed, sign_in):
    failed(chain=other_network.pk)

    assert "Every message arrived" in sign_in(ama).get("/n/leeds/letters/").content.decode()


def test_letter_send_queues_it_once_more(ama, failed, sign_in):
    letter = failed()

    answer = sign_in(ama).post(f"/n/leeds/letters/{letter.pk}/sending/")

    letter.refresh_from_db()
    assert (answer["Location"], letter.state) == ("/n/leeds/letters/", Letter.State.QUEUED)


def test_letter_send_knows_no_letter_of_another_network_or_one_that_was_sent(ama, other_network, failed, sign_in):
    theirs, sent = failed(chain=other_network.pk), failed(to="efa@example.org", state=Letter.State.SENT)

    for letter in (theirs, sent):
        assert sign_in(ama).post(f"/n/leeds/letters/{letter.pk}/sending/").status_code == 404


def test_letter_pages_are_for_coordinators(bea, cai, failed, sign_in):
    letter = failed()

    for person in (bea, cai):
        assert sign_in(person).get("/n/leeds/letters/").status_code == 404
        assert sign_in(person).post(f"/n/leeds/letters/{letter.pk}/sending/").status_code == 404
