"""The project as a whole: complete migrations, clean checks, current documents."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from wagtail.models import ReferenceIndex

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


def test_every_model_is_in_the_glossary():
    glossary = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text(encoding="utf-8")
    models = [m.__name__ for app in OURS for m in apps.get_app_config(app).get_models()]

    assert [name for name in models if f"`{name}`" not in glossary] == []


def test_nothing_of_ours_enters_wagtail_s_index_of_references():
    """Dossiers, audits, ballots stay out of the CMS, and their saves out of its queue."""
    indexed = {model._meta.app_label for model in ReferenceIndex.indexed_models}

    assert indexed & {"portal", "labelling", "community", "observatory"} == set()
