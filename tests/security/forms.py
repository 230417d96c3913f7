"""Reads the forms of a page as a browser does, and fills them in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

CHOSEN_FROM = {"radio", "checkbox"}
WRITTEN = {
    "text",
    "search",
    "email",
    "tel",
    "url",
    "password",
    "textarea",
    "number",
    "date",
    "hidden",
    "datetime-local",
}
SAMPLES = {
    "email": "somebody@example.org",
    "date": "2026-10-05",
    "number": "1",
    "url": "https://example.org/",
    "tel": "07700 900123",
}


@dataclass
class Field:
    """One field: what kind it is, what it says now, and what can be chosen."""

    name: str
    kind: str
    value: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form: where it goes, how, and its fields by name; `buttons` are the named ways to send it."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self) -> dict[str, list[str]]:
        """What a person sends who fills everything in."""
        return {name: self.answer(one) for name, one in self.fields.items() if self.answer(one)}

    @staticmethod
    def answer(one: Field) -> list[str]:
        """What is in the field, else something that fits."""
        if any(one.value):
            return one.value
        if one.kind in CHOSEN_FROM | {"select"}:
            return [choice for choice in one.choices if choice][:1]
        return [] if one.kind == "file" else [SAMPLES.get(one.kind, "Words")]


class Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.select: Field | None = None
        self.textarea: Field | None = None

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").lower()))
        elif self.forms:
            self.inside(tag, told)

    def inside(self, tag, told):
        name = told.get("name", "")
        if tag == "option" and self.select:
            self.select.choices.append(told.get("value", ""))
            self.select.value += [told.get("value", "")] if "selected" in told else []
        elif tag == "button" or (tag == "input" and told.get("type") in {"submit", "button", "image"}):
            self.forms[-1].buttons += [(name, told.get("value", ""))] if name else []
        elif name and tag in {"input", "select", "textarea"}:
            self.take(tag, name, told)

    def take(self, tag, name, told):
        kind = told.get("type", "text") if tag == "input" else tag
        one = self.forms[-1].fields.setdefault(name, Field(name, kind))
        self.select = one if tag == "select" else self.select
        self.textarea = one if tag == "textarea" else None
        if kind in CHOSEN_FROM:
            one.choices.append(told.get("value", "on"))
            one.value += [told.get("value", "on")] if "checked" in told else []
        elif tag == "input" and "value" in told:
            one.value.append(told["value"])

    def handle_data(self, data):
        if self.textarea and data.strip():
            self.textarea.value.append(data.strip())

    def handle_endtag(self, tag):
        self.select = None if tag == "select" else self.select
        self.textarea = None if tag == "textarea" else self.textarea
        if tag == "form" and self.forms:
            self.forms.append(Form("", "none"))


def forms_in(html: str) -> list[Form]:
    """The forms of a page that have fields or buttons."""
    reader = Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method in {"get", "post"}]


def encoded(sent: dict[str, list[str]]) -> str:
    """What was filled in, as a browser sends it; a lone surrogate goes as the bytes that some programs write for it."""
    return urlencode(sent, doseq=True, errors="surrogatepass")
