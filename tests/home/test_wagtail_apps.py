"""App configurations of Wagtail: the same as Wagtail's, without its API."""

import hashlib
import inspect

import pytest
from django.apps import apps
from django.conf import settings

from home.cms import apps as wagtail_apps

# What was read when ours were written: at an upgrade that changes one, read it again.
READ = {
    "Documents": "4cdf87a46dbf81ef",
    "Images": "52e409385bb1ad62",
    "Redirects": "19d1a78049d84e47",
    "Snippets": "1ac35b5ed4034956",
}


@pytest.mark.parametrize("name", READ)
def test_what_the_package_does_as_it_starts_is_what_was_read(name):
    (theirs,) = getattr(wagtail_apps, name).__bases__
    source = inspect.getsource(theirs.ready)

    assert hashlib.sha256(source.encode()).hexdigest()[:16] == READ[name]
    assert "api.add_router" in source  # without it, ours has no reason


def test_ours_take_their_place():
    installed = {type(one).__name__ for one in apps.get_app_configs()}

    assert set(READ) <= installed
    assert {f"home.cms.apps.{name}" for name in READ} <= set(settings.INSTALLED_APPS)
