"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.schema.age import stop_on_refusal  # noqa: E402 -- the settings are then known

stop_on_refusal()
