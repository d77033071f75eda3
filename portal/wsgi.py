"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.checks import stop_on_fault  # noqa: E402 -- the settings are then known
from portal.schema.versions import stop_on_refusal  # noqa: E402 -- same

stop_on_fault()
stop_on_refusal()
