"""The installation's secret key, made once."""

import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The key in that file, made when there is none; two processes that start at once agree on one key."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return wait_for(path)
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def wait_for(path: Path) -> str:
    """The key that another process is writing or has written; a plain error when the file stays empty."""
    for _attempt in range(50):
        key = path.read_text().strip()
        if key:
            return key
        os.sched_yield()
    raise SystemExit(f"{path} is empty. Delete it, and a new key is made; everybody then signs in again.")
