"""What is published does not change, even through the database (BR-09, BR-10)."""

from django.db import migrations

from labelling.framework import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("labelling", "0002_relations")]
    operations = [migrations.RunPython(install, remove)]
