"""What a start imports: the libraries that few pages need are left until they are used."""

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
CODE = "import json, sys, django; django.setup(); print(json.dumps(sorted(sys.modules)))"


def test_a_start_imports_no_library_that_few_pages_need(tmp_path):
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(tmp_path),
    }
    process = [sys.executable, "-c", CODE]
    done = subprocess.run(process, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    modules = json.loads(done.stdout)
    imported = {name.partition(".")[0] for name in modules}

    assert "wagtail.api.v3" not in modules
    assert {"wagtail", "labelling", "home"} <= imported
    assert sorted(imported & WHEN_USED) == []
