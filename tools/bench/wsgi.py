"""The bare site's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.settings"
application = get_wsgi_application()
