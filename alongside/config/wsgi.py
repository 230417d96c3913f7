"""The web server's entry."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from alongside.config import checks, databases, forwarding

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
databases.hurry(settings.DATABASES["default"])
application = forwarding.behind(get_wsgi_application(), proxies=settings.PROXIES, is_standard=settings.FORWARDED)
if wrong := checks.may_start(None):
    raise SystemExit("\n".join(str(problem.msg) for problem in wrong))
