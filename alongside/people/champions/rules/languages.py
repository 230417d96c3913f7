"""Languages by code: names from the Unicode project (CLDR, through Babel), and the ones that networks meet most.

Codes are those of BCP 47, such as cy and yue. Some have no name there, or not the one that people here use.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.pages import formats

COMMON = (
    *("en", "cy", "bfi", "ar", "bn", "yue", "cmn", "fr", "gu", "it", "ku", "lt", "fa", "pl", "pt", "pa", "ro", "ru"),
    *("so", "es", "ta", "ti", "tr", "uk", "ur"),
)
"""The languages offered first: those most spoken in England and Wales (Census 2021), and those of people new to the country."""
OWN = {
    "bfi": gettext_lazy("British Sign Language"),
    "isg": gettext_lazy("Irish Sign Language"),
    "bn": gettext_lazy("Bengali"),
    "cmn": gettext_lazy("Mandarin"),
}
ALSO = {"dari": "fa-AF", "mandarin chinese": "cmn", "bangla": "bn", "farsi": "fa"}
ALSO |= {"panjabi": "pa", "gaelic": "gd", "bsl": "bfi", "isl": "isg", "cymraeg": "cy", "kurdish sorani": "ckb"}


def name_of(code: str) -> str:
    """The name of the language in the language of the page; the code where it has none."""
    if code in OWN:
        return str(OWN[code])
    name = names(formats.locale()).get(code)
    return f"{name[:1].upper()}{name[1:]}" if name else code


def names_of(codes: Iterable[str]) -> list[str]:
    """The names of the languages, in the order of the alphabet."""
    return sorted(name_of(code) for code in codes)


def offered(chosen: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The languages to tick: code and name; English and Welsh first, then those most met and those chosen already, by name."""
    first, others = COMMON[:3], {*COMMON[3:], *chosen} - set(COMMON[:3])
    return [(code, name_of(code)) for code in (*first, *sorted(others, key=name_of))]


def code_of(text: str) -> str | None:
    """The code of a language as somebody writes its name: in English, in Welsh, or as its speakers do; None when unknown."""
    wanted = " ".join(text.casefold().split())
    own = {str(name).casefold(): code for code, name in OWN.items()}
    return ALSO.get(wanted) or own.get(wanted) or known().get(wanted)


@lru_cache(maxsize=8)
def names(locale: str) -> dict[str, str]:
    """Codes and names in that language; variants by country are left out, but for Dari."""
    found = {str(code).replace("_", "-"): str(name) for code, name in Locale.parse(locale).languages.items()}
    return {code: name for code, name in found.items() if "-" not in code or code == "fa-AF"}


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """The code of every name in English, in Welsh and in the languages that are offered first."""
    found: dict[str, str] = {}
    for code in COMMON:
        if code not in OWN:
            found[str(Locale.parse(code).get_display_name() or "").casefold()] = code
    for locale in ("cy", "en_GB"):
        found |= {name.casefold(): code for code, name in names(locale).items()}
    return found


def unknown(text: str) -> str:
    """What to say to a language that nobody knows by that name."""
    return _("We do not know a language called “%(name)s”. Check how it is written, or write its name in English.") % {
        "name": text[:40]
    }
