"""The house rules that a reader of the source can check."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "home", "labelling", "community", "observatory")
MODULES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and path.read_text(encoding="utf-8").strip()
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
names = [str(path.relative_to(ROOT)) for path in MODULES]
template_names = [str(path.relative_to(ROOT)) for path in TEMPLATES]


def source(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_every_module_opens_with_a_sentence_and_stays_small(path):
    text = source(path)

    assert ast.get_docstring(ast.parse(text)), "no opening sentence"
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_only_the_engine_writes_a_state(path):
    """`.state = …` and `update(state=…)` outside the engine would be a step by the back door."""
    allowed = {"portal/workflow.py", "portal/outbox.py"}
    allowed |= {"portal/notices/forming.py", "portal/notices/sending.py"}
    if str(path.relative_to(ROOT)) in allowed:
        return
    found = re.findall(
        r"^(?!.*(?:==|#)).*\.state\s*=[^=].*$|update\([^)]*\bstate=", source(path), re.MULTILINE
    )

    assert found == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.stem == "views" or p.stem.endswith("_views")], ids=str
)
def test_views_start_from_visible_to(path):
    assert re.findall(r"\.objects\.(?!visible_to\()[a-z_]+", source(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_time_comes_from_the_clock(path):
    """`timezone.now().date()` is the day before from 00:00 to 02:00 in a Paris summer."""
    if path.name == "clock.py" and path.parent.name == "portal":
        return
    found = re.findall(
        r"timezone\.(?:now|localdate)\(|date\.today\(|datetime\.(?:now|utcnow|today)\(",
        source(path),
    )

    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_gettext_and_no_marked_safe(path):
    """Our French is in the code; one module corrects the catalogue of Wagtail's."""
    if path == ROOT / "home" / "cms" / "words.py":
        return
    found = re.findall(r"import gettext|gettext_lazy|from django.utils.translation", source(path))

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=template_names)
def test_templates_obey_the_policy_and_the_typography(path):
    text = source(path)
    is_pdf = path.name.endswith(".pdf.html")

    assert re.findall(r"\|safe\b|autoescape off", text) == []
    assert (
        is_pdf
        or re.findall(
            r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=|[^>]*type=\"application/json\")",
            text,
        )
        == []
    )
    assert re.findall(r">[^<{%]*[a-zà-ÿ]'[a-zà-ÿ][^<]*<", text) == []
    assert re.findall(r"(?:src|href)=[\"']https?://", text) == []
    assert len(text.splitlines()) <= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=template_names)
def test_templates_decide_nothing(path):
    assert re.findall(r"{%\s*(?:if|elif)[^%]*\.state\s*[!=]=", source(path)) == []


def test_nothing_names_a_workplace():
    """The project runs anywhere: no path of a machine, no registry's host."""
    pattern = re.compile(r"(?:^|[\s\"'=(])/(?:work|root)/|\.\./shared|pypi\.org|registry\.npmjs")
    here = Path(__file__)
    kinds = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".yaml", ".yml", ".sh", ""}
    folders = [
        *APPS,
        "templates",
        "static",
        "tests",
        "docs",
        "scripts",
        "benchmarks",
        "requirements",
        ".ci",
    ]
    files = [
        f
        for d in folders
        for f in (ROOT / d).rglob("*")
        if f.is_file() and f.suffix in kinds and f != here
    ]
    files += [ROOT / name for name in ("README.md", "Makefile", "pyproject.toml", ".env.example")]
    found = [
        str(f)
        for f in files
        if f.exists() and "__pycache__" not in f.parts and pattern.search(source(f))
    ]

    assert found == []
