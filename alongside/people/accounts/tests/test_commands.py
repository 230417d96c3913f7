import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from alongside.people.accounts.models import Account


def test_sign_in_link_prints_a_link_that_works_once(db: None, client: Client, capsys):
    account = Account.objects.create(email="gwen@example.org", name="Gwen")

    call_command("sign_in_link", "Gwen@example.org")

    path = "/account/" + capsys.readouterr().out.strip().split("/account/")[1]
    client.post(path)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert "This link has been used" in Client().get(path).content.decode()


@pytest.mark.parametrize("is_there", [True, False])
def test_sign_in_link_refuses_for_nobody(db: None, is_there: bool):
    if is_there:
        Account.objects.create(email="gone@example.org", is_active=False)

    with pytest.raises(CommandError, match=r"Nobody signs in as gone@example.org"):
        call_command("sign_in_link", "gone@example.org")
