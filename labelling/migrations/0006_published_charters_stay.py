"""A published charter or règlement d’usage does not change, even through the database."""

from django.db import migrations

from labelling.brand import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("labelling", "0005_brand")]
    operations = [migrations.RunPython(install, remove)]
