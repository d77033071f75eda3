"""Project as a whole: complete migrations, clean checks, current documents."""

import re
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from wagtail.models import ReferenceIndex

from labelling.apps import TOPICS
from portal.models import Role

OURS = ("portal", "labelling", "home", "community", "observatory")
COMMAND = re.compile(r"(?:manage\.py|deploy/manage(?: --owner)?) ([a-z_]+)([^`\n&#>]*)")
MADE = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
MODULE = re.compile(r"python -m ([a-z_.]+)")
NAME = re.compile(rf"`@?((?:portal|(?:{'|'.join(OURS)})\.\w+)(?:\.[A-Za-z_]\w*)+)[^\w./]")
PLACES = "|".join((*OURS, "templates", "tests", "scripts", "benchmarks", "deploy", "docs"))
PATH = re.compile(rf"`(?:[^`\n]* )?((?:{PLACES})/[\w/.*-]*)")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


@pytest.mark.django_db
def test_system_checks_are_clean():
    call_command("check", "--fail-level", "WARNING", stderr=StringIO())


def test_documents_are_current():
    call_command("workflows", "--check", stdout=StringIO())
    call_command("scenario_acts", "--check", stdout=StringIO())


def is_there(name):
    """Whether a dotted name leads to a module, or to something that one holds."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def unknown(text):
    """What a document names and is not there: commands with their options, targets, modules, files, folders."""
    root = Path(settings.BASE_DIR)
    commands, targets = get_commands(), (root / "Makefile").read_text(encoding="utf-8")
    lost = []
    for name, words in COMMAND.findall(text):
        if name not in commands:
            lost.append(f"manage.py {name}")
            continue
        app = commands[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        accepted = set(re.findall(r"--[a-z-]+", command.create_parser("", name).format_help()))
        lost += [
            f"manage.py {name} {one}"
            for one in re.findall(r"--[a-z-]+", words)
            if one not in accepted
        ]
    lost += [f"make {name}" for name in MADE.findall(text) if f"\n{name}:" not in targets]
    lost += [f"python -m {name}" for name in MODULE.findall(text) if find_spec(name) is None]
    lost += [name for name in NAME.findall(text) if not is_there(name)]
    lost += [one for one in PATH.findall(text) if not any(root.glob(one.rstrip(".")))]
    return lost


def test_what_the_documents_name_is_there():
    """A heading is written once a document."""
    root = Path(settings.BASE_DIR)
    lost = []
    for document in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        text = document.read_text(encoding="utf-8")
        titles = re.findall(r"^## .*", text, re.MULTILINE)
        lost += [f"{document.name}: {title}" for title in titles if titles.count(title) > 1]
        lost += [f"{document.name}: {one}" for one in unknown(text)]

    assert lost == []


def test_what_is_not_there_is_found():
    """The control."""
    text = (
        "`manage.py load_rules FILE`, `manage.py load_moons`, `deploy/manage --owner migrate --moon`, "
        "`make test`, `make moon`, `python -m benchmarks.relevance -v`, `python -m benchmarks.moon`, "
        "`deploy/moon.sh`, `portal.core.clock.today`, `portal.core.moon`, `community.spaces.moon.rise`, "
        "`VOLUME=5 pytest tests/moon.py`, `tests/house/`"
    )

    assert unknown(text) == [
        "manage.py load_moons", "manage.py migrate --moon", "make moon", "python -m benchmarks.moon",
        "portal.core.moon", "community.spaces.moon.rise", "deploy/moon.sh", "tests/moon.py",
    ]  # fmt: skip


def test_every_model_is_in_the_glossary():
    glossary = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text(encoding="utf-8")
    models = [m.__name__ for app in OURS for m in apps.get_app_config(app).get_models()]

    assert [name for name in models if f"`{name}`" not in glossary] == []


def test_the_maps_name_every_topic_of_the_label_and_the_personas_every_role():
    root = Path(settings.BASE_DIR)
    readme = (root / "README.md").read_text(encoding="utf-8")
    maps = (readme, (root / "docs" / "architecture.md").read_text(encoding="utf-8"))
    drawn = [re.search(r"^labelling/ (.*?)^observatory/", text, re.M | re.S)[1] for text in maps]
    personas = readme.partition("## Personas")[2].partition("\n## ")[0].casefold()

    topics = {name for group, topics in TOPICS.items() for name in (group, *topics)}
    assert [topics - {*re.findall(r"\w+", text)} for text in drawn] == [set(), set()]
    assert [role.label for role in Role if role.label.casefold() not in personas] == []


def test_nothing_of_ours_enters_wagtail_s_index_of_references():
    """Dossiers, audits, ballots stay out of the CMS, and their saves out of its queue."""
    indexed = {model._meta.app_label for model in ReferenceIndex.indexed_models}

    assert indexed & {"portal", "labelling", "community", "observatory"} == set()
