"""The full text of the observatory: FTS5 on SQLite, tsvector, GIN and trigrams on PostgreSQL."""

from django.db import migrations

from observatory.search import texts


def install(_apps, schema_editor):
    texts.install(schema_editor.connection)


def remove(_apps, schema_editor):
    texts.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("observatory", "0002_engine")]
    operations = [migrations.RunPython(install, remove)]
