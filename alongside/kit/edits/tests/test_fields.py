import pytest
from django import forms

from alongside.kit.edits.fields import CellField, allowed
from alongside.kit.sheets import cells
from alongside.kit.verdict import YES, no


def test_cell_field_gives_what_the_reader_makes_of_it():
    field = CellField(cells.postcode, required=False)

    assert field.clean(" ls12 3ar ") == "LS12 3AR"
    assert field.clean("  ") == ""


def test_cell_field_says_what_to_write_instead():
    with pytest.raises(forms.ValidationError, match="is not a postcode"):
        CellField(cells.postcode).clean("Leeds")


def test_allowed_gives_what_the_rule_allows():
    assert allowed("Fay", YES) == "Fay"


def test_allowed_says_beside_the_field_why_not():
    with pytest.raises(forms.ValidationError, match="Use another name"):
        allowed("Fay", no("Use another name."))
