"""The demonstration's settings for a snapshot: static files under their plain names, fast writes, no chatter."""

from portal.settings import *  # noqa: F403 -- the portal's own, less these

STORAGES = STORAGES | {  # noqa: F405 -- same
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- same
LOGGING = {"version": 1, "disable_existing_loggers": True}
OPTIONS = DATABASES["default"]["OPTIONS"]  # noqa: F405 -- same
OPTIONS["init_command"] = OPTIONS.get("init_command", "") + "PRAGMA synchronous=OFF;"
