"""StreamField in migrations: a block costs none, and a data migration works on raw values."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.state import ProjectState
from django.utils import translation
from wagtail import fields
from wagtail.blocks import CharBlock

from home.blocks import BODY, Body
from home.blocks.fields import StreamField
from home.models import ContentPage
from tests.home.blocks.factories import make_page


def streams():
    found = (f for model in apps.get_models() for f in model._meta.get_fields())
    return [f for f in found if isinstance(f, fields.StreamField)]


def changes():
    """{app: what makemigrations would write}."""
    loader = MigrationLoader(None)
    with translation.override(None):  # as the command does
        written, now = loader.project_state(), ProjectState.from_apps(apps)
        return MigrationAutodetector(written, now).changes(graph=loader.graph)


@pytest.fixture
def body(monkeypatch):
    """The body of the written pages, with one block more and another that is changed, for a test."""
    field = ContentPage.body.field
    blocks = [(name, CharBlock() if name == "quote" else block) for name, block in BODY]
    changed = Body([*blocks, ("new", CharBlock())])
    monkeypatch.setattr(field, "block_types_arg", changed)
    monkeypatch.setattr(field, "stream_block", changed)
    return field


def test_every_stream_is_ours():
    assert len(streams()) > 20
    assert [f for f in streams() if not isinstance(f, StreamField)] == []


def test_a_block_added_or_changed_makes_no_migration(body, monkeypatch):
    assert list(body.stream_block.child_blocks)[-1] == "new"
    assert changes() == {}

    monkeypatch.setattr(body, "null", True)  # what the database does keep makes one
    assert set(changes()) == {"home"}


def in_one_text(stream):
    """A change that a data migration may have to make: every text in one block, the others left."""
    texts = [one["value"] for one in stream if one["type"] == "text"]
    others = [one for one in stream if one["type"] != "text"]
    return [{"type": "text", "value": "".join(texts), "id": "0"}, *others]


def gather_texts(apps, _schema_editor):
    """Pages, then their drafts and history, which keep a stream as a string."""
    for page in apps.get_model("home", "ContentPage").objects.all():
        page.body = in_one_text(page.body)
        page.save()
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for revision in revisions.filter(content_type__model="contentpage"):
        stream = in_one_text(json.loads(revision.content["body"]))
        revision.content = revision.content | {"body": json.dumps(stream)}
        revision.save()


@pytest.mark.django_db
def test_a_data_migration_reads_and_writes_raw_values(made_site):
    figures = ("figures", {"chosen": ["labelled"]})
    page = make_page(made_site, "avant", [("text", "<p>Un</p>"), figures, ("text", "<p>Deux</p>")])
    page.save_revision()
    state = MigrationLoader(connection).project_state()

    step = RunPython(gather_texts)
    step.database_forwards("home", connection.schema_editor(), state, state)

    page = ContentPage.objects.get(pk=page.pk)
    for body in (page.body, page.get_latest_revision_as_object().body):
        assert [(one.block_type, str(one.value)) for one in body][:1] == [
            ("text", "<p>Un</p><p>Deux</p>")
        ]
        assert [one.value["chosen"] for one in body[1:]] == [["labelled"]]
