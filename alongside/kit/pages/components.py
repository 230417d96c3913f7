"""What the component macros need that Jinja cannot say quickly: attributes, and the parts a field is described by."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

NOTHING = Markup()


def escaped(html: str) -> Markup:
    """HTML as it is: whoever calls this has escaped everything in it that somebody could have typed."""
    return Markup(html)  # noqa: S704 -- the one place where text becomes HTML unseen


def attributes(given: Mapping[str, object] | str | None) -> Markup:
    """Attributes of an element, each with a space before it.

    A value is a string, a number or a boolean, written as it is; `{"value": ..., "optional": True}` leaves the
    attribute out when the value is none or false, and writes its bare name when it is true. Markup goes through
    unchanged; a plain string is escaped, so that what a person typed can never open an attribute.
    """
    if not given:
        return NOTHING
    if not isinstance(given, Mapping):
        return escape(given)
    return escaped("".join(_attribute(name, value) for name, value in given.items()))


def _attribute(name: str, given: object) -> str:
    if isinstance(given, dict):
        value = given.get("value")
        if given.get("optional") is True and (value is None or value is False or value is True):
            return f" {escape(name)}" if value else ""
        given = value
    return f' {escape(name)}="{escape(written(given))}"'


def written(value: object) -> object:
    """A value as HTML spells it: nothing for none, lower case for a boolean."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


class Given(dict[str, Any]):
    """Options where one that was not given is none: a lookup in it costs a macro a tenth of what `.get` does."""

    def __missing__(self, name: str) -> None:
        """An option that was not given."""


def given(options: Mapping[str, Any] | None) -> Given:
    """The options as a macro reads them; none at all for none or false."""
    return options if isinstance(options, Given) else Given(options or ())


def described_by(identifier: object, options: Mapping[str, object], first: object = "") -> str:
    """The ids that describe a field: what it was told first, then its hint and its error."""
    parts = [str(first)] if first else []
    if options.get("hint"):
        parts.append(f"{identifier}-hint")
    if options.get("errorMessage"):
        parts.append(f"{identifier}-error")
    return " ".join(parts)


def is_among(value: object, given: object) -> bool:
    """Whether the value is the one chosen, or one of several chosen; a number and its digits are the same."""
    if given is None or given == "":
        return False
    if isinstance(given, list | tuple | set):
        return str(value) in {str(one) for one in given}
    return str(value) == str(given)
