"""What is wrong with a field, in sentences that name it, say what to do, and still make sense at the top of the page.

Django's own texts are replaced; what a form says in its own words stays.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

Writer = Callable[[BoundField, dict[str, Any]], str]


def in_words(bound: BoundField) -> list[str]:
    """Everything that is wrong with the field, a sentence each."""
    return [sentence(bound, error) for error in bound.errors.as_data()]


def sentence(bound: BoundField, error: ValidationError) -> str:
    """One fault: in our words when Django found none but its own."""
    for text, write in WRITERS:
        if error.message is text:
            return write(bound, {"label": bound.label, **(error.params or {})})
    return str(next(iter(error)))


def missing(bound: BoundField, told: dict[str, Any]) -> str:
    """Nothing was given."""
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on") % told
    if isinstance(bound.field.widget, forms.Select | forms.RadioSelect):
        return _("Choose an answer to “%(label)s”") % told
    return _("Fill in “%(label)s”") % told


def too_long(_bound: BoundField, told: dict[str, Any]) -> str:
    """More was typed than is kept."""
    return _("Shorten “%(label)s” to %(limit_value)s letters and signs: it has %(show_value)s") % told


def too_small(_bound: BoundField, told: dict[str, Any]) -> str:
    """A number below the least."""
    return _("Enter %(limit_value)s or more for “%(label)s”") % told


def too_big(_bound: BoundField, told: dict[str, Any]) -> str:
    """A number above the most."""
    return _("Enter %(limit_value)s or less for “%(label)s”") % told


def no_day(_bound: BoundField, told: dict[str, Any]) -> str:
    """Something that is no date."""
    return _("Enter a real date for “%(label)s”, such as 2026-03-27") % told


def no_number(_bound: BoundField, told: dict[str, Any]) -> str:
    """Something that is no whole number."""
    return _("Enter a whole number for “%(label)s”, such as 25") % told


def no_website(_bound: BoundField, _told: dict[str, Any]) -> str:
    """Something that is no address of a page."""
    return _("Enter a web address such as https://example.org")


def no_email(_bound: BoundField, _told: dict[str, Any]) -> str:
    """Something that is no e-mail address."""
    return _("Enter an e-mail address such as name@example.org")


def no_choice(_bound: BoundField, told: dict[str, Any]) -> str:
    """Something that is not offered, or no longer."""
    return _("Choose one of the answers to “%(label)s”") % told


WRITERS: tuple[tuple[object, Writer], ...] = (
    (forms.Field.default_error_messages["required"], missing),
    (validators.MaxLengthValidator.message, too_long),
    (validators.MinValueValidator.message, too_small),
    (validators.MaxValueValidator.message, too_big),
    (forms.DateField.default_error_messages["invalid"], no_day),
    (forms.IntegerField.default_error_messages["invalid"], no_number),
    (forms.URLField.default_error_messages["invalid"], no_website),
    (validators.URLValidator.message, no_website),
    (validators.EmailValidator.message, no_email),
    (forms.ChoiceField.default_error_messages["invalid_choice"], no_choice),
    (forms.MultipleChoiceField.default_error_messages["invalid_choice"], no_choice),
    (forms.ModelChoiceField.default_error_messages["invalid_choice"], no_choice),
)
"""Django's own texts, each with who says it better; a form that has words of its own is another object."""
