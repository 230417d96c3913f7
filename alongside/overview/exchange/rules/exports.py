"""What can be taken out, in which formats, and under which headings: the same that imports understand."""

from django.utils.translation import gettext_lazy as _

from alongside.overview.exchange.models import Kind

WHAT = Kind.choices
FORMATS = (("csv", _("CSV, for any spreadsheet program")), ("xlsx", _("Excel")), ("json", _("JSON, for programs")))
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
