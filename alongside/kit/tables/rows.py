"""The rows of a list as HTML, written here and not in a template: no other part of a page has thousands of pieces."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from alongside.kit.pages.components import escaped
from alongside.kit.tables.columns import Shown, Tag

NAME = ('<th scope="row" role="rowheader" class="govuk-table__header">', "</th>\n")


def body(rows: Sequence[Sequence[Shown]]) -> Markup:
    """The rows of a table, the first cell of each as the name of its row; cells of a column share their label.

    Roles are written out, since a table that looks like cards on a phone is no table to a screen reader otherwise.
    """
    if not rows:
        return Markup()
    frames = [NAME, *(frame(cell) for cell in rows[0][1:])]
    return escaped("".join(f'<tr role="row">{"".join(map(_cell, row, frames))}</tr>\n' for row in rows))


def frame(cell: Shown) -> tuple[str, str]:
    """The tags around every cell of the column that this cell stands in."""
    label = f' data-label="{escape(cell.label)}"' if cell.label else ""
    numeric = " govuk-table__cell--numeric" if cell.is_numeric else ""
    return f'<td role="cell" class="govuk-table__cell{numeric}"{label}>', "</td>\n"


def _cell(cell: Shown, around: tuple[str, str]) -> str:
    text = escape(cell.text)
    inner = f'<a href="{escape(cell.href)}">{text}</a>' if cell.href else text
    return f"{around[0]}{inner}{_tags(cell.tags)}{around[1]}" if cell.tags else f"{around[0]}{inner}{around[1]}"


def _tags(tags: Iterable[Tag]) -> str:
    return "".join(
        f' <strong class="govuk-tag{f" tag--{look}" if look else ""}">{escape(text)}</strong>' for text, look in tags
    )
