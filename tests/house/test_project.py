"""Project as a whole: complete migrations, clean checks, current documents."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from wagtail.models import ReferenceIndex

from labelling.apps import TOPICS
from portal.models import Role

OURS = ("portal", "labelling", "home", "community", "observatory")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


@pytest.mark.django_db
def test_system_checks_are_clean():
    call_command("check", "--fail-level", "WARNING", stderr=StringIO())


def test_documents_are_current():
    call_command("workflows", "--check", stdout=StringIO())
    call_command("scenario_acts", "--check", stdout=StringIO())


def test_what_the_documents_name_is_there():
    """Commands, files and folders between backticks; a heading is written once a document."""
    root = Path(settings.BASE_DIR)
    commands, targets = get_commands(), (root / "Makefile").read_text(encoding="utf-8")
    lost = []
    for document in (root / "README.md", *sorted((root / "docs").glob("*.md"))):
        text = document.read_text(encoding="utf-8")
        titles = re.findall(r"^## .*", text, re.MULTILINE)
        named = re.findall(r"manage\.py ([a-z_]+)", text)
        made = re.findall(r"`make ([a-z-]+)", text) + re.findall(
            r"^make ([a-z-]+)", text, re.MULTILINE
        )
        paths = re.findall(
            rf"`((?:{'|'.join(OURS)}|templates|tests|scripts|benchmarks)/[\w/.-]*)`", text
        )
        lost += [f"{document.name}: {title}" for title in titles if titles.count(title) > 1]
        lost += [f"{document.name}: manage.py {name}" for name in named if name not in commands]
        lost += [f"{document.name}: make {name}" for name in made if f"\n{name}:" not in targets]
        lost += [f"{document.name}: {path}" for path in paths if not (root / path).exists()]

    assert lost == []


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
