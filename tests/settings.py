"""Settings of the tests: quick hasher, immediate tasks, files in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["PORTAL_PROFILE"] = "test"
VAR_TEST = tempfile.mkdtemp(prefix="portail-test-")
atexit.register(shutil.rmtree, VAR_TEST, ignore_errors=True)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
# A worker of pytest-xdist has a folder of its own, which its children share.
if "PORTAL_VAR" not in os.environ or os.environ.get("PORTAL_VAR_OF", WORKER) != WORKER:
    os.environ |= {"PORTAL_VAR": VAR_TEST, "PORTAL_VAR_OF": WORKER}

from portal.settings import *  # noqa: E402, F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405 -- same
if os.environ.get("COVERAGE"):  # make coverage: a template says of which line each of its nodes is
    TEMPLATES[0]["OPTIONS"]["debug"] = True  # noqa: F405 -- same
WAGTAIL_SITE_NAME = "Portail Quali’Hlm"
PRIVATE_ROOT = Path(VAR_TEST) / "private"
STATIC_ROOT = Path(VAR_TEST) / "static"
STATIC_ROOT.mkdir(exist_ok=True)
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405 -- tables from the models: tests/conftest.py, tests/portal/schema
if IS_POSTGRES:  # noqa: F405 -- a slow machine may leave a test's transaction idle for longer than a request ever is
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=20000"}  # noqa: F405 -- same
