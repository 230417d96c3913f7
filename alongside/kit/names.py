"""The order of names: capitals and small letters alike, the same on both databases, and out of an index.

A list that is sorted by `alphabetical("name")` needs an index with `Folded("name")` in the place of the field. Letters
beyond A to Z come after it, as Unicode numbers them, on both databases.
"""

from typing import Any

from django.db import connection
from django.db.models import Func
from django.db.models.expressions import OrderBy

from alongside.kit.statements import Phrase, quoted

ON_SQLITE = "%(expressions)s COLLATE NOCASE"
ON_POSTGRESQL = 'LOWER(%(expressions)s COLLATE "C")'


class Folded(Func):
    """A text with its letters from A to Z as small ones, for sorting and for an index that is sorted by."""

    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The column itself under another order, so that an index still holds the name as it is written."""
        return self.as_sql(compiler, connection, template=ON_SQLITE, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Small letters in the order of their numbers, whatever the language of the database."""
        return self.as_sql(compiler, connection, template=ON_POSTGRESQL, **more)


def alphabetical(field: str, *, falls: bool = False) -> OrderBy:
    """What to sort a query by, for a field that holds a text; from Z to A when it falls."""
    return Folded(field).desc() if falls else Folded(field).asc()


def alphabetically(column: str) -> Phrase:
    """The same order for a statement of our own, by a column that holds a text."""
    template = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE
    return Phrase(template % {"expressions": quoted(column)})
