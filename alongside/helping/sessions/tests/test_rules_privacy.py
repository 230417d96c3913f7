import base64
from pathlib import Path

import pytest

from alongside.helping.sessions import rules

DANGER = Path(__file__).resolve().parents[2] / "phones/assets/danger.js"
TEXTS = [
    ("card 4111 1111 1111 1111 used", ("card",)),
    ("4111-1111-1111-1111", ("card",)),
    ("5500005555555559", ("card",)),
    ("not a card 4111 1111 1111 1112", ()),
    ("AB123456C", ("insurance",)),
    ("her NI is ab 12 34 56 c", ("insurance",)),
    ("AB123456E", ()),
    ("NHS 943 476 5919", ("nhs",)),
    ("9434765919", ("nhs",)),
    ("9434765918", ()),
    ("password is Heron22", ("secret",)),
    ("PIN: 1234", ("secret",)),
    ("y cyfrinair yw Crëyr", ("secret",)),
    ("we changed the password together", ()),
    ("call 07700 900123", ("phone",)),
    ("call +44 (0)7700-900123", ("phone",)),
    ("0044 113 496 0000 after six", ("phone",)),
    ("room 0113 and bus 07", ()),
    ("reference 1077009001234", ()),
    ("write to dev@example.org", ("email",)),
    ("what @ means in an address", ()),
    ("3 people, 45 min, next on 19/11/2026", ()),
]


@pytest.mark.parametrize(("text", "dangers"), TEXTS)
def test_dangers_in_tells_numbers_and_secrets(text, dangers):
    assert rules.dangers_in(text) == dangers


def test_dangers_in_is_quick_with_long_texts():
    assert rules.dangers_in("1 " * 50_000 + "password" * 1000) == ()
    assert rules.dangers_in("a" * 100_000 + "1 " * 50_000) == ()


def test_warning_of_names_what_was_found():
    assert "a bank card number, an NHS number" in rules.warning_of(("card", "nhs"))


@pytest.mark.browser
def test_watched_lets_a_phone_tell_the_same_numbers_and_secrets(chromium):
    texts = [text for text, _dangers in TEXTS] + [
        "a 9434765919,4111111111111111;AB123456C",
        "19434765919",
        "xAB123456C",
    ]
    script = "data:text/javascript;base64," + base64.b64encode(DANGER.read_bytes()).decode()
    page = chromium.new_page()

    told = page.evaluate(
        "async ([script, texts, rule]) => { const m = await import(script); return texts.map(t => m.dangersIn(t, rule)) }",
        [script, texts, rules.watched()],
    )

    page.close()
    assert {kind for dangers in told for kind in dangers} == {"card", "insurance", "nhs", "phone", "email", "secret"}
    assert list(map(tuple, told)) == [rules.dangers_in(text) for text in texts]
