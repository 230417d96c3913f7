"""The Jinja environment that every page is drawn with."""

from typing import Any, cast

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from alongside.kit.charts import geometry
from alongside.kit.pages import components, fields, formats, fragments, tables


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name, as `reverse` gives it."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def text(message: str, **words: object) -> Markup:
    """The text in the language of the page, with words put in: what Jinja's own `_` says, in one call where it makes three."""
    return Markup(translation.gettext(message)) % words


def environment(**options: Any) -> Environment:
    """An environment that fails on a name nobody set, escapes everything, and translates as Django does."""
    options.setdefault("undefined", StrictUndefined)
    options.pop("autoescape", None)
    made = Environment(
        autoescape=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.policies["ext.i18n.trimmed"] = True
    cast("Any", made).install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(_=text, url=url, static=static, language=translation.get_language, kept=fragments.kept)
    made.globals.update(described_by=components.described_by, is_among=components.is_among)
    made.globals.update(drawn=fields.drawn, errors_of=fields.errors_of, chart=geometry)
    made.globals.update(table_head=tables.table_head, table_body=tables.table_body)
    made.filters.update(formats.FILTERS, attributes=components.attributes, given=components.given)
    return made
