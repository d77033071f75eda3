"""Settings of a bare Wagtail of the same packages: what the portal's start and migrations are compared with."""

from portal.settings import *  # noqa: F403 -- the same settings, without what is ours

OURS = {"home", "community", "observatory", "labelling", "portal"}
WAGTAIL_S_OWN = {
    "home.cms.apps.Documents": "wagtail.documents",
    "home.cms.apps.Images": "wagtail.images",
    "home.cms.apps.Redirects": "wagtail.contrib.redirects",
    "home.cms.apps.Snippets": "wagtail.snippets",
}


def is_ours(name):
    return name.partition(".")[0] in OURS


for name, value in list(globals().items()):
    if name.isupper() and isinstance(value, str) and is_ours(value):
        del globals()[name]
INSTALLED_APPS = [WAGTAIL_S_OWN.get(app, app) for app in INSTALLED_APPS]  # noqa: F405 -- same
INSTALLED_APPS = [app for app in INSTALLED_APPS if not is_ours(app)]
MIDDLEWARE = [one for one in MIDDLEWARE if not is_ours(one)]  # noqa: F405 -- same
AUTH_PASSWORD_VALIDATORS = [one for one in AUTH_PASSWORD_VALIDATORS if not is_ours(one["NAME"])]  # noqa: F405 -- same
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"] = {  # noqa: F405 -- same
    "context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
}
ROOT_URLCONF = "benchmarks.bare_urls"
AUTH_USER_MODEL = "auth.User"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
