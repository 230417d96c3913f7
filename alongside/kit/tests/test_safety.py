"""What every answer carries, and what no request may hold."""

import pytest
from django.test import Client

from alongside.kit.safety import is_id, searchable


@pytest.mark.parametrize("text", ["1", "0", "999999999999999999"])
def test_is_id_knows_the_number_of_a_row(text: str):
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "²", "٣", "1e9", "1" * 19, "1" * 5000, " 1", "1\x00"])
def test_is_id_refuses_what_no_row_has(text: str):
    assert not is_id(text)


def test_searchable_takes_out_what_a_database_refuses():
    assert searchable("  Armley \x00\n Library " + "x" * 99) == "Armley Library " + "x" * 65


def test_every_answer_forbids_to_embed_it(db: None):
    assert [Client().get(path)["Cross-Origin-Resource-Policy"] for path in ("/health/", "/never-was/")] == [
        "same-origin"
    ] * 2


@pytest.mark.parametrize("path", ["/?x=%00", "/?%00=x", "/account/link/%00/"])
def test_an_address_with_a_nul_is_refused(db: None, path: str):
    assert Client().get(path).status_code == 400


def test_a_cookie_with_a_nul_is_refused(db: None):
    assert Client().get("/", headers={"cookie": '__Host-session="\\000abcdefghijk"'}).status_code == 400
