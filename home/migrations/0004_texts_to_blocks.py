"""Each rich text becomes one block of text: pages first, then their drafts and history."""

import json
from uuid import uuid4

from django.db import migrations

PAGES = ("ContentPage", "LegalPage", "AccessibilityPage")


def as_blocks(text):
    """The JSON of a stream that holds `text` alone; nothing for nothing."""
    if not text or not text.strip():
        return "[]"
    return json.dumps([{"type": "text", "value": text, "id": str(uuid4())}])


def as_text(stream):
    """What the texts of a stream say; the other kinds of block have no place in a rich text."""
    return "".join(row["value"] for row in json.loads(stream or "[]") if row["type"] == "text")


def rewrite(apps, alias, change):
    kinds = []
    for name in PAGES:
        model = apps.get_model("home", name)
        for pk, body in model.objects.using(alias).values_list("pk", "body"):
            model.objects.using(alias).filter(pk=pk).update(body=change(body))
        kinds.append(name.lower())
    revisions = apps.get_model("wagtailcore", "Revision").objects.using(alias)
    revisions = revisions.filter(content_type__app_label="home", content_type__model__in=kinds)
    for revision in revisions.only("pk", "content").iterator(chunk_size=200):
        if isinstance(revision.content.get("body"), str):
            content = revision.content | {"body": change(revision.content["body"])}
            revisions.filter(pk=revision.pk).update(content=content)


def forwards(apps, schema_editor):
    rewrite(apps, schema_editor.connection.alias, as_blocks)


def backwards(apps, schema_editor):
    rewrite(apps, schema_editor.connection.alias, as_text)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_notices"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
