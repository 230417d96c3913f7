"""`alongside serve`: the web server."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.overview.operating.queries.server import port_is_free

THREADS = 4
"""Requests that one process works on at a time: some wait for the database while others compute."""
WAITING = 64
"""Requests that one process takes in before more wait at the socket."""
LIFETIME = "24h"
"""After this a process is replaced by a fresh one, so that nothing grows for ever."""
MOST_MEMORY = 400
"""Mebibytes above which a process is replaced by a fresh one."""


class Command(BaseCommand):
    """Starts the web server and stays until it is stopped."""

    requires_system_checks = ("alongside",)  # the others read every page, which takes a second
    help = (
        "Start the web server. Address, port and number of processes come from ALONGSIDE_HOST, ALONGSIDE_PORT and "
        "ALONGSIDE_PROCESSES. Example: ALONGSIDE_PORT=8080 alongside serve"
    )

    def handle(self, **_options: object) -> None:
        """Become the server; one plain line when the port is taken."""
        host, port = settings.HOST, settings.PORT
        if not port_is_free(host, port):
            raise CommandError(
                f"Port {port} is in use. Stop what uses it, or choose another: ALONGSIDE_PORT={port + 1}"
            )
        os.execv(sys.executable, server(host, port, processes=settings.PROCESSES))  # noqa: S606 -- our own words only


def server(host: str, port: int, *, processes: int) -> list[str]:
    """The words that start granian: processes that are replaced when they die, grow or age, and stop in good order."""
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(THREADS), "--backpressure", str(WAITING)),
        *("--workers-lifetime", LIFETIME, "--workers-max-rss", str(MOST_MEMORY), "--workers-kill-timeout", "20"),
        *("--respawn-failed-workers", "--no-ws", "--http", "1", "--log-level", "error"),
        "alongside.config.wsgi:application",
    ]
