"""Who brings files in and takes them out."""

from alongside.overview.exchange.views.exports import export
from alongside.overview.exchange.views.imports import (
    run_bad_rows,
    run_columns,
    run_detail,
    run_list,
    run_new,
    run_start,
    run_stays,
    run_stop,
    run_undo,
)

__all__ = [
    "export",
    "run_bad_rows",
    "run_columns",
    "run_detail",
    "run_list",
    "run_new",
    "run_start",
    "run_stays",
    "run_stop",
    "run_undo",
]
