"""SQL of our own, for what the query language of the models cannot say, or not in one statement.

Only names of our own tables and columns are put into a statement, each in its quotes, numbers that we count ourselves, and phrases
that `kit` makes of those. What somebody typed is a parameter of the cursor, never part of the text.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


class Phrase(str):
    """A piece of a statement, made of names that are in their quotes already."""

    __slots__ = ()


Name = type[Model] | str | int | Sequence[str]


def named(statement: str, **names: Name) -> str:
    """The statement with a name in place of each `{…}`: a model is its table, a text a name, several texts names in a row.

    A whole number and a phrase stand as they are. A brace that is meant as one is written twice.
    """
    return statement.format(**{place: written(name) for place, name in names.items()})


def written(name: Name) -> str:
    """The name as it stands in a statement."""
    if isinstance(name, int | Phrase):
        return str(name)
    if isinstance(name, str):
        return quoted(name)
    return quoted(name._meta.db_table) if isinstance(name, type) else ", ".join(map(quoted, name))


def quoted(name: str) -> str:
    """The name of a table or a column in its quotes; a `ValueError` for a text that is no plain name."""
    if not name.isidentifier():
        raise ValueError(f"This is not a name of ours: {name!r}")
    return connection.ops.quote_name(name)


def marks(many: int) -> str:
    """Places for so many values: `%s, %s, %s`."""
    return ", ".join(["%s"] * many)
