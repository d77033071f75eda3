"""Settings of a bare Wagtail of the same packages: what the portal's start and migrations are compared with."""

import os

os.environ.setdefault("PORTAL_PROFILE", "test")

from portal.settings import *  # noqa: F403 -- the environment must be set first

OURS = {"home", "community", "observatory", "labelling", "portal"}
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in OURS]  # noqa: F405
MIDDLEWARE = [one for one in MIDDLEWARE if one.partition(".")[0] not in OURS]  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
AUTH_USER_MODEL = "auth.User"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "wagtaildocs.Document"
del WAGTAILIMAGES_IMAGE_FORM_BASE, WAGTAILDOCS_DOCUMENT_FORM_BASE  # noqa: F821
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"] = {"context_processors": []}  # noqa: F405
