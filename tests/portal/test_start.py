"""Imports at start: heavy libraries are left until they are used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHEN_USED = {
    *("weasyprint", "pypdfium2", "pyhanko", "pyhanko_certvalidator"),  # PDF, seals
    *("openpyxl", "docx", "odf", "icalendar", "segno", "fontTools"),  # files that are made or read
    *("snowballstemmer", "holidays", "elasticsearch", "elasticsearch_dsl"),  # search, calendar
    *("ninja", "pydantic", "rest_framework"),  # programming interfaces
    *(
        "aiohttp",
        "cryptography",
        "gunicorn",
        "hypothesis",
        "pytest",
        "playwright",
    ),  # brought by others; tests
}
KNOWN = """
import json, sys, django
django.setup()
start = list(sys.modules)
import portal.urls
print(json.dumps({"start": start, "addresses": list(sys.modules)}))
"""
WITH_ADDRESSES = {"cryptography", "icalendar", "ninja", "pydantic", "rest_framework"}


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """{"start": names of the modules that a process knows once it has started, "addresses": and read them}."""
    folder = tmp_path_factory.mktemp("var")
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(folder),
    }
    process = [sys.executable, "-c", KNOWN]
    done = subprocess.run(process, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def packages(modules):
    return {name.partition(".")[0] for name in modules}


def test_a_start_imports_no_library_that_few_pages_need(imported):
    modules = imported["start"]

    assert {"wagtail", "labelling", "home"} <= packages(modules)
    assert "wagtail.api.v3" not in modules
    assert sorted(packages(modules) & WHEN_USED) == []


def test_the_addresses_import_no_library_that_makes_or_reads_files(imported):
    modules = imported["addresses"]

    assert "labelling.path.stock.views" not in imported["start"]
    assert "labelling.path.stock.views" in modules
    assert sorted(packages(modules) & (WHEN_USED - WITH_ADDRESSES)) == []
