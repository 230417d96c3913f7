import pytest
from django import forms

from alongside.kit.edits.fields import CellField
from alongside.kit.sheets import cells


def test_cell_field_gives_what_the_reader_makes_of_it():
    field = CellField(cells.postcode, required=False)

    assert field.clean(" ls12 3ar ") == "LS12 3AR"
    assert field.clean("  ") == ""


def test_cell_field_says_what_to_write_instead():
    with pytest.raises(forms.ValidationError, match="is not a postcode"):
        CellField(cells.postcode).clean("Leeds")
