"""Imports at start: heavy libraries are left until they are used."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHEN_USED = {
    *("weasyprint", "pypdfium2", "pyhanko", "pyhanko_certvalidator"),  # PDF, seals
    *("openpyxl", "odf", "icalendar", "segno", "fontTools"),  # files that are made or read
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
WITH_ADDRESSES = {"cryptography", "icalendar", "ninja", "pydantic", "rest_framework"}


def imported_by(code, folder):
    """The names of the modules that a process knows, once it has run this."""
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(folder),
    }
    code = f"import json, sys, django; django.setup(); {code}; print(json.dumps(list(sys.modules)))"
    process = [sys.executable, "-c", code]
    done = subprocess.run(process, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def packages(modules):
    return {name.partition(".")[0] for name in modules}


def test_a_start_imports_no_library_that_few_pages_need(tmp_path):
    modules = imported_by("pass", tmp_path)

    assert {"wagtail", "labelling", "home"} <= packages(modules)
    assert "wagtail.api.v3" not in modules
    assert sorted(packages(modules) & WHEN_USED) == []


def test_the_addresses_import_no_library_that_makes_or_reads_files(tmp_path):
    modules = imported_by("import portal.urls", tmp_path)

    assert "labelling.stock.views" in modules
    assert sorted(packages(modules) & (WHEN_USED - WITH_ADDRESSES)) == []
