"""A site with as little as a signed-in page needs: sessions, users, one template; connections as Django comes, or kept."""

import os
from pathlib import Path

from alongside.config import settings as ours

globals().update(
    {name: value for name, value in vars(ours).items() if name.isupper()}
)  # the same database, cookies, accounts

HERE = Path(__file__).resolve().parent
ROOT_URLCONF = "tools.bench.urls"
INSTALLED_APPS = [name for name in ours.INSTALLED_APPS if not name.startswith("allauth")]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if not os.environ.get("ALONGSIDE_BENCH_KEEPS"):
    ours.DATABASES["default"]["CONN_MAX_AGE"] = 0
    ours.DATABASES["default"]["OPTIONS"].pop("pool", None)
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
