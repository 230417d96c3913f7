"""Statements of our own hold names in their quotes, and nothing that is no name."""

import pytest

from alongside.kit.history.models import Deed
from alongside.kit.statements import marks, named


def test_named_puts_tables_columns_and_numbers_in_their_places():
    told = named(
        "SELECT {columns} FROM {deed} WHERE {key} = %s LIMIT {most}", columns=("at", "by"), deed=Deed, key="id", most=3
    )

    assert told == 'SELECT "at", "by" FROM "history_deed" WHERE "id" = %s LIMIT 3'


@pytest.mark.parametrize("name", ["id; DROP TABLE history_deed", 'a"b', "", "a b", "1 = 1", "a.b"])
def test_named_refuses_what_is_no_name(name):
    with pytest.raises(ValueError, match="not a name of ours"):
        named("SELECT {column}", column=name)
    with pytest.raises(ValueError, match="not a name of ours"):
        named("SELECT {columns}", columns=["id", name])


def test_marks_are_as_many_as_wanted():
    assert (marks(0), marks(1), marks(3)) == ("", "%s", "%s, %s, %s")
