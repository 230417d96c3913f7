"""A site with as little as a signed-in page needs: sessions, users, one template; connections as Django comes, or kept."""

import os
from pathlib import Path

from alongside.config.settings import *  # noqa: F403 -- the same database, cookies and accounts as the product

HERE = Path(__file__).resolve().parent
ROOT_URLCONF = "tools.bench.urls"
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("allauth")]  # noqa: F405 -- as above
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
DATABASES["default"]["CONN_MAX_AGE"] = None if os.environ.get("ALONGSIDE_BENCH_KEEPS") else 0  # noqa: F405 -- as above
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"auto_reload": False},
    }
]
