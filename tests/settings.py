"""The portal's settings, only faster: quick hasher, immediate tasks, files in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["PORTAL_PROFILE"] = "test"
VAR_TEST = tempfile.mkdtemp(prefix="portail-test-")
atexit.register(shutil.rmtree, VAR_TEST, ignore_errors=True)
os.environ.setdefault("PORTAL_VAR", VAR_TEST)

from portal.settings import *  # noqa: E402, F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WAGTAIL_SITE_NAME = "Portail Quali’Hlm"
PRIVATE_ROOT = Path(VAR_TEST) / "private"
STATIC_ROOT = Path(VAR_TEST) / "static"
STATIC_ROOT.mkdir(exist_ok=True)
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405 -- tables from the models: tests/conftest.py, tests/schema
if IS_POSTGRES:  # noqa: F405 -- a slow machine may leave a test's transaction idle for longer than a request ever is
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=20000"}  # noqa: F405 -- same
