"""The head and the body of a table, written here and not in its template: no other component has hundreds of parts.

A list of 50 rows and 6 columns takes half as long this way. The options are those of the macro `table`.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, repeat
from typing import Any

from markupsafe import Markup, escape

from alongside.kit.pages.components import attributes, escaped

Options = Mapping[str, Any]


def table_head(options: Options) -> Markup:
    """The row of column names; nothing when there is none."""
    stacks = bool(options.get("stacks"))
    heads = options.get("head")
    if not heads:
        return Markup()
    opening = f'<th scope="col"{_role("columnheader", stacks)} class="govuk-table__header'
    cells = "".join(f"{opening}{_format(head, 'header')}{_rest(head)}</th>" for head in heads)
    row = f'<tr class="govuk-table__row"{_role("row", stacks)}>{cells}</tr>'
    return escaped(f'<thead class="govuk-table__head"{_role("rowgroup", stacks)}>{row}</thead>\n')


def table_body(options: Options) -> Markup:
    """The rows; a cell is a mapping of its options, or simply a text or a number."""
    stacks = bool(options.get("stacks"))
    marks = list(_marks(options)) if stacks else []
    has_header = bool(options.get("firstCellIsHeader"))
    opening = f'<tr class="govuk-table__row"{_role("row", stacks)}>'
    rows = (f"{opening}{_row(row, marks, has_header, stacks)}</tr>\n" for row in options.get("rows") or () if row)
    group = _role("rowgroup", stacks)
    return escaped(f'<tbody class="govuk-table__body"{group}>\n{"".join(rows)}</tbody>')


def _row(row: Iterable[Any], marks: list[str], has_header: bool, stacks: bool) -> str:
    cells = iter(row)
    first = f"{_header(next(cells), stacks)}" if has_header else ""
    left = chain(marks[1:] if has_header else marks, repeat(""))
    return first + "".join(map(_cell, cells, left))


def _header(cell: Any, stacks: bool) -> str:
    given = cell if isinstance(cell, Mapping) else {"text": cell}
    return f'<th scope="row"{_role("rowheader", stacks)} class="govuk-table__header{_rest(given)}</th>'


def _cell(cell: Any, mark: str) -> str:
    if not isinstance(cell, dict):
        return f'<td{mark} class="govuk-table__cell">{_written(cell)}</td>'
    return f'<td{mark} class="govuk-table__cell{_format(cell, "cell")}{_rest(cell)}</td>'


def _format(cell: Options, kind: str) -> str:
    return f" govuk-table__{kind}--{escape(cell['format'])}" if cell.get("format") else ""


def _rest(cell: Options) -> str:
    """What follows the first class of a cell: other classes, spans, attributes and content."""
    content = cell.get("html") or cell.get("text")
    written = _written(content)
    if len(cell) - ("format" in cell) == 1:
        return f'">{written}'
    classes = f" {escape(cell['classes'])}" if cell.get("classes") else ""
    spans = "".join(f' {name}="{escape(cell[name])}"' for name in ("colspan", "rowspan") if cell.get(name))
    return f'{classes}"{spans}{attributes(cell.get("attributes"))}>{written}'


def _written(content: object) -> str:
    """The content as HTML; most cells are numbers, which hold nothing to escape."""
    if content is None:
        return ""
    return str(content) if type(content) in (int, Markup) else escape(content)


def _marks(options: Options) -> Iterable[str]:
    """What each cell of a row carries when rows become cards on a phone: its role and the name of its column."""
    for head in options.get("head") or ():
        yield f' role="cell" data-label="{escape(head.get("text") or "")}"'


def _role(name: str, stacks: bool) -> str:
    """A table that is laid out as cards must say that it is a table still."""
    return f' role="{name}"' if stacks else ""
