"""Parts of pages that are the same for everybody, drawn once for each language and kept in the process."""

from collections.abc import Callable

from django.utils import translation
from markupsafe import Markup

from alongside.kit.pages.components import escaped

MOST = 200
_kept: dict[tuple[object, ...], Markup] = {}


def kept(*key: object, caller: Callable[[], str], when: bool = True) -> Markup:
    """What the call block draws, drawn once for the key and the language of the page.

    `{% call kept("tasks", framework) %}…{% endcall %}`. Nothing that differs from person to person may stand inside: everybody
    who asks with the same key gets the same. What is typed into a form differs: its fields are kept `when` nothing was typed yet.
    The oldest goes when there are more than two hundred.
    """
    if not when:
        return escaped(caller())
    place = (translation.get_language(), *key)
    found = _kept.get(place)
    if found is None:
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept.copy()), place), None)  # of a copy: other threads keep something meanwhile
        found = _kept[place] = escaped(caller())
    return found
