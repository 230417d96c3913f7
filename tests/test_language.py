"""A page in Welsh leaves its language active in its thread; no test may find it there. The two stand in this order."""

from django.test import Client
from django.utils import translation


def test_a_page_in_welsh_stays_active(db: None):
    Client().get("/account/login/", headers={"accept-language": "cy"})

    assert translation.get_language() == "cy"


def test_the_next_test_begins_in_english():
    assert translation.get_language() == "en"
