"""A server with a planted fault: it says "saved" first and saves later. The reliability tests must catch it."""

import threading
import time

from django.db import connection

from alongside.config.wsgi import application as honest
from alongside.helping.sessions import actions


class Later:
    """Stands in for what was not saved yet."""

    pk = 1


def hasty_log(*words, **named):
    """Promise to log the session, and do it when there is time."""

    def soon():
        time.sleep(0.7)
        real_log(*words, **named)
        connection.close()

    threading.Thread(target=soon, daemon=True).start()
    return actions.Logged(Later(), is_new=True)


real_log = actions.log
actions.log = hasty_log
application = honest
