"""What a person reads in their mail."""

import re

from alongside.kit.mail.models import Letter


def mailed_code() -> str:
    """The code that the latest mail carries in its subject."""
    found = re.search(r"^\d{6}", Letter.objects.latest("pk").subject)
    assert found
    return found[0]
