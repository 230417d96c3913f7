"""A server with a planted fault: it knows what it was sent before from its own memory alone. The tests of R-03 must catch it."""

import dataclasses
import uuid

from alongside.config.wsgi import application as honest
from alongside.helping.sessions import actions

seen = {}


def forgetful_log(champion, entry, **named):
    """Log what this process has not seen yet."""
    if entry.key not in seen:
        seen[entry.key] = real_log(champion, dataclasses.replace(entry, key=uuid.uuid4()), **named)
    return seen[entry.key]


real_log = actions.log
actions.log = forgetful_log
application = honest
