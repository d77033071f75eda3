"""Template loader: no indentation in pages, whole lines for coverage."""

import re
from pathlib import Path

from django.conf import settings
from django.template import Engine, Origin

from portal.ui.template_loader import Loader

ROOT = Path(settings.BASE_DIR) / "templates"


def read(name, **options):
    return Loader(Engine(**options), [ROOT]).get_contents(Origin(str(ROOT / name)))


def written(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_lines_lose_their_indentation():
    text = read("base.html")

    assert re.search(r"\n ", text) is None
    assert text.split() == written("base.html").split()


def test_what_is_shown_as_it_is_written_or_measured_is_read_whole():
    assert "<textarea" in written("labelling/labels/badge.html")
    assert read("labelling/labels/badge.html") == written("labelling/labels/badge.html")
    assert read("base.html", debug=True) == written("base.html")


def test_mails_keep_their_lines():
    name = "labelling/labels/mail/suspended.txt"

    assert read(name) == written(name)
