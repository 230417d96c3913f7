"""What holds for a new network."""

import re

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no

LONGEST_NAME = 80


def may_begin(slug: str, *, name: str, is_taken: bool) -> Verdict:
    """Whether a network can have that short name in its address, and that name for people."""
    if not re.fullmatch(r"[a-z0-9](-?[a-z0-9]){0,39}", slug) or len(slug) > 40:
        return no(
            _("The short name is for addresses: up to 40 small letters and figures, with a hyphen between words.")
        )
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        return no(_("Give the network a name of up to 80 signs."))
    if is_taken:
        return no(_("There is a network “%(slug)s” already.") % {"slug": slug})
    return YES
