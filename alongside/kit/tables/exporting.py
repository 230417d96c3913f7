"""A list as a file: exactly its rows and columns."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from alongside.kit.sheets import writing
from alongside.kit.tables.asking import State
from alongside.kit.tables.columns import Column, exported

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def response(state: State, rows: Iterable[Any], *, today: date) -> HttpResponseBase:
    """The file in the format asked for, named after the list and the day."""
    columns = state.table.columns
    names = [str(column.label) for column in columns]
    name = f"{state.table.name}-{today.isoformat()}.{state.format}"
    cells = cells_of(columns, rows)
    if state.format == "xlsx":
        book = writing.write_xlsx(cells, columns=names, title=state.table.name)
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(writing.write_csv(cells, columns=names), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def cells_of(columns: Iterable[Column], rows: Iterable[Any]) -> Iterable[list[Any]]:
    """The values of each row as a spreadsheet holds them."""
    getters = [(column, column.getter()) for column in columns]
    return ([exported(column, get(row)) for column, get in getters] for row in rows)
