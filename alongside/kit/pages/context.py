"""What stands around a page: the name at the top, the places to go, the language switch, the footer.

Whoever knows who is asking (a middleware of `people.networks`) sets `request.frame = Frame(...)` once; a page may
replace `nav`, `brand_css` and `manifest` by passing variables of those names. Nothing here asks the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject


class Link(NamedTuple):
    """Somewhere to go; `current` when the page stands there now."""

    label: str
    href: str
    current: bool = False


class Language(NamedTuple):
    """A language that the page can be read in, named in itself: cy, Cymraeg."""

    code: str
    name: str


@dataclass(frozen=True)
class Frame:
    """What surrounds every page; each part may be left out."""

    name: str = "Alongside"
    short_name: str = ""
    home: str = "/"
    nav: Sequence[Link] = ()
    account_name: str = ""
    account: Sequence[Link] = ()
    sign_in: str = ""
    sign_out: str = ""
    help_page: str = ""
    accessibility: str = ""
    privacy: str = ""
    brand_css: str = ""
    manifest: str = ""
    parts: Sequence[str] = ()
    languages: Sequence[str] = field(default_factory=lambda: tuple(code for code, _ in settings.LANGUAGES))

    @property
    def other_languages(self) -> list[Language]:
        """The languages this page could be read in instead."""
        now = translation.get_language()
        return [Language(code, _name_of(code)) for code in self.languages if code != now]

    @property
    def language_action(self) -> str:
        """Where a choice of language is posted; empty when the installation has no such page."""
        try:
            return reverse("set_language")
        except NoReverseMatch:
            return ""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor: the frame that was set for this request, else a plain one, and the address of the page.

    The token against forged forms is drawn once for a page, however many forms stand on it.
    """
    token = SimpleLazyObject(lambda: csrf_input(request))
    return {"frame": getattr(request, "frame", None) or Frame(), "here": request.get_full_path(), "csrf_input": token}


def _name_of(code: str) -> str:
    return str(translation.get_language_info(code)["name_local"])
