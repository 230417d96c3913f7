import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("00447700900123", "+447700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("44 7700 900123", "+447700900123"),
        ("tel:+447700900123", "+447700900123"),
        ("7700900123", "+447700900123"),
        ("7700900123.0", "+447700900123"),
        ("(0113) 496 0000", "+441134960000"),
        ("020 7946 0018", "+442079460018"),
        ("\N{FULLWIDTH PLUS SIGN}44 7700 900123", "+447700900123"),
        ("+33 1 23 45 67 89", "+33123456789"),
    ],
)
def test_phone_in_one_form(text, number):
    assert cells.phone(text) == number


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("4.477E+11", "shortened"),
        ("01234 567890 / 07700 900123", "not one phone number"),
        ("020 7946 0018 ext 12", "extension"),
        ("999", "not one phone number"),
        ("496 0000", "not one phone number"),
        ("ask Ama", "not one phone number"),
        ("0800 FLOWERS", "not one phone number"),
        ("+999 1234567", "not one phone number"),
        ("", "not one phone number"),
    ],
)
def test_phone_refuses_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.phone(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("bea@example.org", "bea@example.org"),
        ("Bea.Jones@Example.ORG", "bea.jones@example.org"),
        ("mailto:bea@example.org", "bea@example.org"),
        ("MAILTO:bea@example.org?subject=Hello", "bea@example.org"),
        ("bea@example.org ", "bea@example.org"),
        ("bea@example.org\N{NO-BREAK SPACE}", "bea@example.org"),
        ("bea @ example.org", "bea@example.org"),
        ("bea@example.org.", "bea@example.org"),
        ("bea@example.org;", "bea@example.org"),
        ("\N{ZERO WIDTH SPACE}bea@example.org", "bea@example.org"),
        ("Bea Jones <bea@example.org>", "bea@example.org"),
        ("Falmouth Library TC (falmouth.library@example.org)", "falmouth.library@example.org"),
        ("<mailto:bea@example.org>", "bea@example.org"),
        ("o'neil+help@example.co.uk", "o'neil+help@example.co.uk"),
        ("post@tŷ.cymru", "post@xn--t-foa.cymru"),
        ("post@xn--t-foa.cymru", "post@xn--t-foa.cymru"),
    ],
)
def test_email_in_one_form(text, address):
    assert cells.email(text) == address


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bea@ехample.org", "look like"),  # the Cyrillic letters ie and ha
        ("bеa@example.org", "look like"),
        ("siân@example.org", "look like"),
        ("bea@example.org, cai@example.org", "not one e-mail"),
        ("bea@cai@example.org", "not one e-mail"),
        ("bea jones@example.org", "not one e-mail"),
        ("bea..jones@example.org", "not one e-mail"),
        ("bea@example", "not one e-mail"),
        ("bea@-example.org", "not one e-mail"),
        ("bea@example..org", "not one e-mail"),
        ("bea@192.168.1.1", "not one e-mail"),
        ("@example.org", "not one e-mail"),
        ("bea", "not one e-mail"),
        ("https://example.org/contact@us", "web address"),
        ("", "not one e-mail"),
        ("b" * 65 + "@example.org", "not one e-mail"),
        ("bea@" + "e" * 400 + ".org", "too long"),
    ],
)
def test_email_refuses_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.email(text)
