"""Forms drawn with the components: from a field of a Django form to the options of the macro that draws it.

A page writes `{{ field(form.email) }}`, `{{ chips(form.topics) }}` and `{{ error_summary_of(form) }}`; this module
works out the label, hint, error, value, autocomplete and ids. Hidden fields are drawn by `{{ hidden(form) }}`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.pages import faults

Options = dict[str, Any]


class Renderer(TemplatesSetting):
    """Draws a whole form, `{{ form }}`, with our components; Django's own widgets keep their own templates."""

    form_template_name = "kit/form.html"

    def get_template(self, template_name: str) -> Any:
        """The template of that name: Django's for its widgets, ours for the rest."""
        if template_name.startswith("django/"):
            return DjangoTemplates().get_template(template_name)
        return super().get_template(template_name)


class DayWidget(forms.MultiWidget):
    """Three small boxes for day, month and year, as the design system asks for dates people know by heart."""

    parts = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in self.parts}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The day, month and year of a date."""
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class DayField(forms.MultiValueField):
    """A date typed as three numbers; any other date is refused in words that say what to type."""

    widget = DayWidget
    default_error_messages = {
        "required": gettext_lazy("Enter a date"),
        "invalid": gettext_lazy("Enter a real date, such as 27 3 2026"),
    }

    def __init__(self, **options: Any) -> None:
        boxes = [forms.CharField(max_length=4, required=False) for _part in DayWidget.parts]
        super().__init__(boxes, require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> date | None:
        """The date that the three numbers name."""
        if not any(data_list):
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


def drawn(bound: BoundField, **more: Any) -> tuple[str, Options]:
    """The name of the component that draws this field, and its options; `more` replaces or adds options.

    Of ours: `size` (s, m, l, xl) of the label or legend, `heading=True` when the label is the h1 of the page, `hint`,
    `label`, `optional=False` to leave out "(optional)", `width` (2, 3, 4, 5, 10, 20) of a box, `inline=True` for
    radios, `hints` and `conditionals` by the value of a choice.
    """
    widget = bound.field.widget
    for kind, (name, build) in KINDS.items():
        if isinstance(widget, kind):
            return name, _with(build(bound, more), more)
    return "input", _with(_box(bound, more), more)


def _with(options: Options, more: Options) -> Options:
    """The options with those that a page gave and that are not ours already used up."""
    return options | {key: value for key, value in more.items() if key not in OURS}


def _words(bound: BoundField, more: Options) -> str:
    """The label, with "(optional)" after it unless an answer is needed."""
    words = str(more.get("label", bound.label))
    return (
        words
        if bound.field.required or not more.get("optional", True)
        else _("%(label)s (optional)") % {"label": words}
    )


def _titled(bound: BoundField, more: Options, kind: str) -> Options:
    """A label or a legend: its words, its size, and whether it is the heading of the page."""
    size = more.get("size", "l" if more.get("heading") else "")
    return {
        "text": _words(bound, more),
        "classes": f"{kind}--{size}" if size else "",
        "isPageHeading": bool(more.get("heading")),
    }


def _about(bound: BoundField, more: Options) -> Options:
    """What every kind of field says of itself: name, hint and error."""
    hint = more.get("hint", bound.field.help_text)
    options: Options = {"name": bound.html_name}
    if hint:
        options["hint"] = {"text": hint}
    wrong = faults.in_words(bound)
    if wrong:
        options["errorMessage"] = {"text": wrong[0]}
    return options


def _attributes(bound: BoundField) -> Options:
    """What the widget was told beyond the options that a component has.

    Lengths and bounds are left to the server: a browser would cut a pasted text short and say nothing.
    """
    given = bound.field.widget.attrs
    return {name: {"value": value, "optional": True} for name, value in given.items() if name not in NOT_ATTRIBUTES}


def _one(bound: BoundField, more: Options) -> Options:
    """The options of a field with one box."""
    attributes = bound.field.widget.attrs
    options = _about(bound, more) | {
        "id": bound.id_for_label or bound.auto_id,
        "label": _titled(bound, more, "govuk-label"),
        "value": _value(bound),
        "disabled": bound.field.disabled,
        "attributes": _attributes(bound),
    }
    options["classes"] = " ".join(filter(None, [attributes.get("class"), _width(more)]))
    return options | {
        name: attributes[name]
        for name in ("autocomplete", "inputmode", "pattern", "autocapitalize", "rows")
        if name in attributes
    }


def _width(more: Options) -> str:
    return f"govuk-input--width-{more['width']}" if "width" in more else ""


def _value(bound: BoundField) -> Any:
    """The value as its widget writes it; what was typed when the form comes back."""
    return bound.field.widget.format_value(bound.value())


def _box(bound: BoundField, more: Options) -> Options:
    options = _one(bound, more)
    kind = getattr(bound.field.widget, "input_type", "text")
    return (
        options
        | {"type": kind}
        | TYPES.get(kind, {})
        | {key: options[key] for key in ("inputmode", "autocomplete") if key in options}
    )


def _day_box(bound: BoundField, more: Options) -> Options:
    """A date picked with the browser's own calendar; its value must be written as year-month-day."""
    value = bound.value()
    return _one(bound, more) | {"type": "date", "value": value.isoformat() if isinstance(value, date) else value}


def _time_box(bound: BoundField, more: Options) -> Options:
    return _one(bound, more) | {"type": "time"}


def _area(bound: BoundField, more: Options) -> Options:
    options = _one(bound, more)
    limit = getattr(bound.field, "max_length", None)
    if limit:
        options |= count_texts() | {"maxlength": limit}
    return options


def _password(bound: BoundField, more: Options) -> Options:
    return (
        _one(bound, more)
        | {"value": None}
        | {
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            "passwordShownAnnouncementText": _("Your password is visible"),
            "passwordHiddenAnnouncementText": _("Your password is hidden"),
        }
    )


def _file(bound: BoundField, more: Options) -> Options:
    multiple = bool(getattr(bound.field.widget, "allow_multiple_selected", False))
    return _about(bound, more) | {
        "id": bound.id_for_label or bound.auto_id,
        "label": _titled(bound, more, "govuk-label"),
        "multiple": multiple,
        "attributes": _attributes(bound),
    }


def _list(bound: BoundField, more: Options) -> Options:
    options = _one(bound, more)
    options["items"] = list(choices_of(bound))
    options["value"] = None
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        options["attributes"]["multiple"] = {"value": True, "optional": True}
    return options


def _several(bound: BoundField, more: Options) -> Options:
    """The options of radios and checkboxes: a fieldset with its legend, and the items."""
    options = _about(bound, more) | {
        "idPrefix": bound.auto_id,
        "fieldset": {"legend": _titled(bound, more, "govuk-fieldset__legend")},
        "items": [item | _added(item["value"], more) for item in choices_of(bound)],
    }
    options["classes"] = "govuk-radios--inline" if more.get("inline") else ""
    return options


def _added(value: str, more: Options) -> Options:
    """What a page gave for that one choice: its hint, and what opens under it when it is chosen."""
    added: Options = {}
    if value in more.get("hints", {}):
        added["hint"] = {"text": more["hints"][value]}
    if value in more.get("conditionals", {}):
        added["conditional"] = {"html": more["conditionals"][value]}
    return added


def _tick(bound: BoundField, more: Options) -> Options:
    """A single box to tick: its label stands beside it, its hint under it."""
    options = _about(bound, more)
    hint = options.pop("hint", None)
    item = {"text": str(more.get("label", bound.label)), "value": "on", "checked": bool(bound.value())}
    item |= {"hint": hint} if hint else {}
    item["attributes"] = _attributes(bound)
    return options | {"idPrefix": bound.id_for_label or bound.auto_id, "items": [item]}


def _day(bound: BoundField, more: Options) -> Options:
    """Three boxes, each with what was typed."""
    value = bound.value()
    typed = value if isinstance(value, list) else bound.field.widget.decompress(value)
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    born = bound.field.widget.attrs.get("autocomplete") == "bday"
    items = [
        {
            "name": f"{bound.html_name}_{part}",
            "id": bound.auto_id if part == "day" else f"{bound.auto_id}_{part}",
            "label": labels[part],
            "value": "" if number is None else number,
            "classes": "govuk-input--width-4" if part == "year" else "govuk-input--width-2",
            "autocomplete": f"bday-{part}" if born else None,
        }
        for part, number in zip(DayWidget.parts, typed, strict=True)
    ]
    fieldset = {"legend": _titled(bound, more, "govuk-fieldset__legend")}
    return _about(bound, more) | {"id": f"{bound.auto_id}-group", "fieldset": fieldset, "items": items}


def choices_of(bound: BoundField) -> Iterator[Options]:
    """Each choice of a field: text, value, and whether it is chosen; grouped choices one after another."""
    widget = bound.field.widget
    chosen = {str(value) for value in widget.format_value(bound.value()) or ()}
    for value, text in _flat(widget.choices):
        written = "" if value is None else str(value)
        yield {"text": text, "value": written, "selected": written in chosen, "checked": written in chosen}


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield value, text


def errors_of(*given: forms.BaseForm) -> list[Options]:
    """Every error of the forms, in the order of their fields, each with the address of its field."""
    found: list[Options] = []
    for form in (form for form in given if form.is_bound):
        found += [{"text": text} for text in form.non_field_errors()]
        for bound in form:
            found += [{"text": text, "href": f"#{_first_id(bound)}"} for text in faults.in_words(bound)]
    return found


def _first_id(bound: BoundField) -> str:
    """The id of the first input of a field, which the error summary leads to."""
    return bound.auto_id or bound.html_name


def count_texts() -> Options:
    """What a character count says, in the language of the page."""
    return {
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": {
            "one": _("You have %{count} character remaining"),
            "other": _("You have %{count} characters remaining"),
        },
        "charactersAtLimitText": _("You have 0 characters remaining"),
        "charactersOverLimitText": {
            "one": _("You have %{count} character too many"),
            "other": _("You have %{count} characters too many"),
        },
    }


OURS = {"size", "heading", "hint", "label", "optional", "width", "inline", "hints", "conditionals"}
NOT_ATTRIBUTES = {
    *("class", "autocomplete", "inputmode", "pattern", "rows", "cols", "autocapitalize"),
    *("maxlength", "minlength", "min", "max", "step", "required"),
}

# What a phone shows for each type of box; numbers are text, since a number box loses what it cannot read.
TYPES: dict[str, Options] = {
    "email": {"autocomplete": "email", "autocapitalize": "none", "spellcheck": False},
    "tel": {"autocomplete": "tel"},
    "url": {"autocapitalize": "none", "spellcheck": False},
    "number": {"type": "text", "inputmode": "numeric"},
}

# Tried in this order, so a special kind stands before the kind it is made from.
KINDS: dict[type[forms.Widget], tuple[str, Callable[[BoundField, Options], Options]]] = {
    DayWidget: ("date_input", _day),
    forms.PasswordInput: ("password_input", _password),
    forms.FileInput: ("file_upload", _file),
    forms.Textarea: ("textarea", _area),
    forms.DateInput: ("input", _day_box),
    forms.TimeInput: ("input", _time_box),
    forms.CheckboxInput: ("checkboxes", _tick),
    forms.CheckboxSelectMultiple: ("checkboxes", _several),
    forms.RadioSelect: ("radios", _several),
    forms.Select: ("select", _list),
}
