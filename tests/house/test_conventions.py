"""House conventions: each law reads every source file and lists all its faults."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "home", "labelling", "community", "observatory")


@cache
def source(path):
    return path.read_text(encoding="utf-8")


MODULES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and source(path).strip()
)
VIEWS = [path for path in MODULES if path.stem == "views" or path.stem.endswith("_views")]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLESHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
PAGES = [path for path in TEMPLATES if not path.name.endswith(".pdf.html")]


def name(path):
    return str(path.relative_to(ROOT))


def faults(pattern, paths, apart=()):
    """« file:line: what stands there » of each place where the pattern is found."""
    found = re.compile(pattern, re.MULTILINE)
    return [
        f"{name(path)}:{source(path).count('\n', 0, one.start()) + 1}: {one[0].strip()}"
        for path in paths
        if name(path) not in apart
        for one in found.finditer(source(path))
    ]


def test_the_files_are_there():
    """What every law below reads: a law about no file would hold."""
    assert min(len(MODULES) // 1000, len(VIEWS) // 50, len(TEMPLATES) // 400) >= 1
    assert len(STYLESHEETS) >= 40


def test_a_fault_is_told_by_its_file_and_line():
    here = [Path(__file__)]

    assert faults(r"^import (?:ast|re)$", here) == [
        "tests/house/test_conventions.py:3: import ast",
        "tests/house/test_conventions.py:4: import re",
    ]
    assert faults(r"^import ast$", here, {"tests/house/test_conventions.py"}) == []


def test_every_module_opens_with_a_sentence_and_stays_small():
    mute = [name(path) for path in MODULES if not ast.get_docstring(ast.parse(source(path)))]
    long = [name(path) for path in MODULES if len(source(path).splitlines()) > 300]

    assert (mute, long) == ([], [])


def test_only_the_engine_writes_a_state():
    """`.state = …` and `update(state=…)` outside the engine would be a step by the back door."""
    engine = {"portal/workflow/engine.py", "portal/workflow/taking_over.py"}
    engine |= {"portal/notifications/outbox.py"}
    engine |= {"portal/notifications/schedule.py", "portal/notifications/delivery.py"}
    written = r"^(?!.*(?:==|#)).*\.state\s*=[^=].*$|update\([^)]*\bstate="

    assert faults(written, MODULES, engine) == []


def planted(tree):
    """Each place that writes or reads what an object did not declare, or a library keeps for itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in HIDDEN:
            yield node, ast.unparse(node)
        elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if PRIVATE.match(node.attr) and not is_own:
                yield node, ast.unparse(node)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ATTRIBUTES:
            if PRIVATE.match(str(getattr(node.args[1], "value", ""))):
                yield node, ast.unparse(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", "") or "", *(one.name for one in node.names)]
            if any(PRIVATE.match(part) for whole in names for part in whole.split(".")):
                yield node, ast.unparse(node)


HIDDEN = ("__dict__", "_prefetched_objects_cache", "_result_cache", "fields_cache")
PRIVATE = re.compile(r"_(?!_)|internal$")
ATTRIBUTES = ("getattr", "setattr", "hasattr", "delattr")
LIBRARIES = {  # what a library asks to be told this way, having no other
    "home/cms/words.py: ours._catalog": "the catalogue of the standard library’s gettext",
    "home/cms/words.py: getattr(shipped, '_catalog', {})": "the same",
    "home/pages/serving.py: request._wagtail_route_for_request": "said in Wagtail’s documentation of a route",
    "portal/ui/states.py: member._value_": "how the standard library’s enum is told a value",
    "portal/cache/pages.py: hasattr(response, '_csp_config')": "left by Django’s own decorator",
    "portal/calendar/views.py: response._has_been_logged": "an address that is a secret is not logged",
    "benchmarks/multiply.py: twin._state": "a copy of a row, not yet stored",
    "tests/worlds.py: around._from_testcase": "a transaction as a TestCase’s own",
    "tests/portal/cache/killed_acts.py: connection._commit": "the very line that follows COMMIT",
    "tests/labelling/complaints/test_races.py: loose._unique": "a control without its constraint",
}


def test_nothing_is_planted_in_an_object_and_no_private_module_of_a_library_is_imported():
    """A value goes by argument, annotation, prefetch or a declared `cached_property`."""
    paths = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *(ROOT / "benchmarks").glob("*.py")]
    found = {
        f"{name(path)}: {said}": node.lineno
        for path in paths
        for node, said in planted(ast.parse(source(path)))
    }

    assert sorted(set(found) - set(LIBRARIES)) == []
    assert sorted(set(LIBRARIES) - set(found)) == []  # nor is an exception kept for nothing


def test_what_is_planted_is_told():
    tree = ast.parse(
        "a.__dict__['b'] = 1\na._b = 1\nself._b = 1\ngetattr(a, '_b')\nimport x._y\n"
        "from x.internal.y import z\nfrom x import _z\nfrom x import y\na.pop(b._c)"
    )

    assert sorted(node.lineno for node, _ in planted(tree)) == [1, 2, 4, 5, 6, 7]


def test_views_start_from_visible_to():
    assert faults(r"\.objects\.(?!visible_to\()[a-z_]+", VIEWS) == []


def test_only_a_post_acts():
    """What is no POST is read, a HEAD too: whether it is a GET matters to what keeps or counts answers alone."""
    compared = faults(r"""^.*\.method (?:[!=]= (?!"POST")|(?:not )?in\b).*$""", MODULES)
    keeps, counts = "portal/cache/pages.py", "portal/page_views/middleware.py"
    notes = "portal/changes/actions.py"
    refuses = "portal/web/middleware.py"
    assert {one.partition(":")[0] for one in compared} == {keeps, counts, notes, refuses}, compared


def test_time_comes_from_the_clock():
    """`timezone.now().date()` is the day before from 00:00 to 02:00 in a Paris summer."""
    other = r"timezone\.(?:now|localdate)\(|date\.today\(|datetime\.(?:now|utcnow|today)\("

    assert faults(other, MODULES, {"portal/core/clock.py"}) == []


def test_no_gettext_and_no_marked_safe():
    """Our French is in the code; one module corrects the catalogue of Wagtail's."""
    translated = r"import gettext|gettext_lazy|from django.utils.translation"

    assert faults(translated, MODULES, {"home/cms/words.py"}) == []


def test_templates_obey_the_policy_and_the_typography():
    inline = r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=|[^>]*type=\"application/json\")"

    assert faults(r"\|safe\b|autoescape off", TEMPLATES) == []
    assert faults(inline, PAGES) == []
    assert faults(r">[^<{%]*[a-zà-ÿ]'[a-zà-ÿ][^<]*<", TEMPLATES) == []
    assert faults(r"(?:src|href)=[\"']https?://", TEMPLATES) == []


def test_templates_and_stylesheets_have_short_lines_and_few():
    """`make format` breaks them; texts of mails are written as they are sent."""
    assert faults(r"^.{121,}$", [*TEMPLATES, *STYLESHEETS]) == []
    assert [name(path) for path in TEMPLATES if len(source(path).splitlines()) > 150] == []


def test_the_formatter_knows_every_tag_that_has_an_end():
    """One that it does not know is a tag like another: what it holds is not indented, and spaces may come."""
    ended = re.compile(r"end_name=\"end(\w+)\"")
    tags = {tag for path in MODULES for tag in ended.findall(source(path))}
    settings_of_tools = tomllib.loads(source(ROOT / "pyproject.toml"))["tool"]

    assert settings_of_tools["djangofmt"]["custom-blocks"] == sorted(tags)


def test_no_page_keeps_its_form_from_saying_where_it_comes_from():
    """Without any referrer, a browser sends a form from the origin « null », and Django refuses it."""
    assert [name(path) for path in PAGES if "no-referrer" in source(path)] == []


def test_templates_decide_nothing():
    assert faults(r"{%\s*(?:if|elif)[^%]*\.state\s*[!=]=", TEMPLATES) == []


def test_nothing_names_a_workplace():
    """The project runs anywhere: no path of a machine, no registry's host."""
    place = r"(?:^|[\s\"'=(])/(?:work|root)/|\.\./shared|pypi\.org|registry\.npmjs"
    kinds = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".yaml", ".yml", ".sh", ""}
    folders = (*APPS, "templates", "static", "tests", "docs", "scripts", "benchmarks")
    files = [
        path
        for folder in (*folders, "requirements", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds and "__pycache__" not in path.parts and path.is_file()
    ]
    files += [ROOT / file for file in ("README.md", "Makefile", "pyproject.toml", ".env.example")]

    assert len(files) >= 2000
    assert faults(place, files, {name(Path(__file__))}) == []


def test_only_the_listed_views_answer_a_form_by_themselves():
    """docs/forms.md lists them with their reason, eight at most; `form_page` and `run_action` do the rest."""
    text = source(ROOT / "docs" / "forms.md").partition("## Exceptions")[2]
    listed = set(re.findall(r"^\| `([\w/.]+)` \|", text, re.MULTILINE))
    binds = r"request\.POST(?: or None|,|\))|\[request\.POST\]"
    catches = r"except \(?(?:Refused|Forbidden|Stale|Changed)\b"

    assert (len(listed) <= 8, listed - set(map(name, VIEWS))) == (True, set())
    assert faults(f"{binds}|{catches}", VIEWS, listed) == []
